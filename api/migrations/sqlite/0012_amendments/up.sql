-- Amendments: facts that passed an audit change through these only. An audited amendment never changes.
CREATE TABLE amendments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects(id),
  signature_id BIGINT REFERENCES signatures(id),
  field TEXT NOT NULL CHECK (field IN ('total_investment_yuan','lead_unit_id','contract_amount_yuan','signed_on','started_on','producing_on','signature_amount_yuan','signature_signed_on','signature_event_id')),
  old_yuan BIGINT,
  old_on DATE,
  old_id BIGINT,
  new_yuan BIGINT CHECK (new_yuan >= 0),
  new_on DATE,
  new_id BIGINT,
  phases TEXT CHECK (phases IS NULL OR json_valid(phases)),
  reason TEXT NOT NULL,
  proof_file_id BIGINT NOT NULL REFERENCES files(id),
  state TEXT NOT NULL CHECK (state IN ('draft','submitted','passed','supplement','rejected','recalled')),
  submitted_by BIGINT REFERENCES users(id),
  submitted_at BIGINT,
  audited_by BIGINT REFERENCES users(id),
  audited_at BIGINT,
  audit_opinion TEXT,
  created_by BIGINT REFERENCES users(id),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (audited_by IS NULL OR submitted_by IS NULL OR audited_by <> submitted_by),
  CHECK ((signature_id IS NULL) = (field NOT IN ('signature_amount_yuan','signature_signed_on','signature_event_id')))
);
CREATE INDEX amendments_project ON amendments(project_id, id);
CREATE INDEX amendments_state ON amendments(state, submitted_at, id);
CREATE TABLE amendment_opinions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  amendment_id BIGINT NOT NULL REFERENCES amendments(id),
  result TEXT NOT NULL CHECK (result IN ('passed','supplement','rejected')),
  opinion TEXT NOT NULL,
  given_by BIGINT REFERENCES users(id),
  given_at BIGINT NOT NULL
);
CREATE INDEX amendment_opinions_amendment ON amendment_opinions(amendment_id, id);
CREATE TRIGGER amendments_audited BEFORE UPDATE ON amendments WHEN OLD.state IN ('passed','rejected') BEGIN SELECT RAISE(ABORT, 'an audited amendment is immutable'); END;
CREATE TRIGGER amendments_no_delete BEFORE DELETE ON amendments BEGIN SELECT RAISE(ABORT, 'amendments are immutable history'); END;
CREATE TRIGGER amendment_opinions_no_update BEFORE UPDATE ON amendment_opinions BEGIN SELECT RAISE(ABORT, 'opinions are append-only'); END;
CREATE TRIGGER amendment_opinions_no_delete BEFORE DELETE ON amendment_opinions BEGIN SELECT RAISE(ABORT, 'opinions are append-only'); END;
