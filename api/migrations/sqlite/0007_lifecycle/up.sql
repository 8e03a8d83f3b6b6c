-- Stage records with evidence and opinions, and the log of moves. Passed records, opinions and the log never change.
CREATE TABLE stage_records (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects(id),
  stage TEXT NOT NULL CHECK (stage IN ('reserve','lead','screening','negotiating','admission','signed','landed','permitting','started','building','completed','producing','at_capacity')),
  claimed_on DATE,
  facts TEXT NOT NULL CHECK (json_valid(facts)),
  note TEXT,
  state TEXT NOT NULL CHECK (state IN ('draft','submitted','passed','supplement','rejected','recalled')),
  submitted_by BIGINT REFERENCES users(id),
  submitted_at BIGINT,
  audited_by BIGINT REFERENCES users(id),
  audited_at BIGINT,
  audit_opinion TEXT,
  gate_revision INTEGER,
  superseded_at BIGINT,
  created_by BIGINT REFERENCES users(id),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (audited_by IS NULL OR submitted_by IS NULL OR audited_by <> submitted_by)
);
CREATE UNIQUE INDEX stage_records_current ON stage_records(project_id, stage) WHERE superseded_at IS NULL AND state <> 'rejected';
CREATE INDEX stage_records_project ON stage_records(project_id, id);
CREATE INDEX stage_records_state ON stage_records(state, submitted_at);
CREATE TABLE stage_evidence (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  record_id BIGINT NOT NULL REFERENCES stage_records(id),
  evidence_type TEXT NOT NULL,
  file_id BIGINT NOT NULL REFERENCES files(id),
  added_by BIGINT REFERENCES users(id),
  added_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE UNIQUE INDEX stage_evidence_current ON stage_evidence(record_id, evidence_type, file_id) WHERE ended_at IS NULL;
CREATE INDEX stage_evidence_file ON stage_evidence(file_id);
CREATE TABLE stage_opinions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  record_id BIGINT NOT NULL REFERENCES stage_records(id),
  result TEXT NOT NULL CHECK (result IN ('passed','supplement','rejected')),
  opinion TEXT NOT NULL,
  given_by BIGINT REFERENCES users(id),
  given_at BIGINT NOT NULL
);
CREATE INDEX stage_opinions_record ON stage_opinions(record_id, id);
CREATE TABLE stage_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects(id),
  kind TEXT NOT NULL CHECK (kind IN ('advance','return','suspend','resume','terminate','withdraw')),
  from_stage TEXT NOT NULL CHECK (from_stage IN ('reserve','lead','screening','negotiating','admission','signed','landed','permitting','started','building','completed','producing','at_capacity')),
  to_stage TEXT NOT NULL CHECK (to_stage IN ('reserve','lead','screening','negotiating','admission','signed','landed','permitting','started','building','completed','producing','at_capacity')),
  from_state TEXT CHECK (from_state IN ('terminated','suspended','withdrawn','shared','transferred')),
  to_state TEXT CHECK (to_state IN ('terminated','suspended','withdrawn','shared','transferred')),
  entered_on DATE NOT NULL,
  moved_on DATE NOT NULL,
  moved_at BIGINT NOT NULL,
  days_in_stage INTEGER NOT NULL CHECK (days_in_stage >= 0),
  moved_by BIGINT REFERENCES users(id),
  reason TEXT,
  details TEXT NOT NULL CHECK (json_valid(details)),
  gate_revision INTEGER,
  record_id BIGINT REFERENCES stage_records(id)
);
CREATE INDEX stage_log_project ON stage_log(project_id, id);
CREATE INDEX stage_log_moved ON stage_log(moved_on, kind, project_id);
CREATE TRIGGER stage_records_audited BEFORE UPDATE OF id, project_id, stage, claimed_on, facts, note, state, submitted_by, submitted_at, audited_by, audited_at, audit_opinion, gate_revision, created_by, created_at ON stage_records WHEN OLD.state IN ('passed','rejected') BEGIN SELECT RAISE(ABORT, 'an audited stage record is immutable'); END;
CREATE TRIGGER stage_records_no_delete BEFORE DELETE ON stage_records BEGIN SELECT RAISE(ABORT, 'stage records are immutable history'); END;
CREATE TRIGGER stage_evidence_no_insert BEFORE INSERT ON stage_evidence WHEN (SELECT state FROM stage_records WHERE id = NEW.record_id) IN ('passed','rejected') BEGIN SELECT RAISE(ABORT, 'audited evidence is immutable'); END;
CREATE TRIGGER stage_evidence_no_update BEFORE UPDATE ON stage_evidence WHEN (SELECT state FROM stage_records WHERE id = OLD.record_id) IN ('passed','rejected') BEGIN SELECT RAISE(ABORT, 'audited evidence is immutable'); END;
CREATE TRIGGER stage_evidence_no_delete BEFORE DELETE ON stage_evidence BEGIN SELECT RAISE(ABORT, 'evidence is immutable history'); END;
CREATE TRIGGER stage_opinions_no_update BEFORE UPDATE ON stage_opinions BEGIN SELECT RAISE(ABORT, 'opinions are append-only'); END;
CREATE TRIGGER stage_opinions_no_delete BEFORE DELETE ON stage_opinions BEGIN SELECT RAISE(ABORT, 'opinions are append-only'); END;
CREATE TRIGGER stage_log_no_update BEFORE UPDATE ON stage_log BEGIN SELECT RAISE(ABORT, 'the stage log is append-only'); END;
CREATE TRIGGER stage_log_no_delete BEFORE DELETE ON stage_log BEGIN SELECT RAISE(ABORT, 'the stage log is append-only'); END;
