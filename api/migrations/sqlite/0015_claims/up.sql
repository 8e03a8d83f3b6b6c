-- First claims with progress, extensions, objections, rulings and transfers; credit shares of projects. One holder of a
-- lineage, one successor of a claim, one acceptance of a transfer, one version of shares in force: by unique indexes.
CREATE TABLE first_claims (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL,
  lineage_id BIGINT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('registered','transferred','picked_up')),
  predecessor_id BIGINT REFERENCES first_claims(id),
  enterprise_id BIGINT NOT NULL REFERENCES enterprises(id),
  investor TEXT NOT NULL,
  direction TEXT NOT NULL,
  chain TEXT,
  industry_code TEXT,
  project_id BIGINT REFERENCES projects(id),
  unit_id BIGINT NOT NULL REFERENCES units(id),
  person_id BIGINT NOT NULL REFERENCES users(id),
  first_contact_on DATE NOT NULL,
  proof TEXT NOT NULL CHECK (json_valid(proof)),
  state TEXT NOT NULL CHECK (state IN ('pending','protected','expired','released','transferred','lost')),
  protected_from DATE,
  protected_until DATE,
  last_progress_on DATE NOT NULL,
  idle_from DATE NOT NULL,
  lapses_on DATE,
  registered_on DATE NOT NULL,
  object_by_on DATE NOT NULL,
  rule_revision INTEGER NOT NULL,
  ended_on DATE,
  end_reason TEXT,
  needs_ruling BOOLEAN NOT NULL DEFAULT FALSE,
  registered_by BIGINT REFERENCES users(id),
  confirmed_by BIGINT REFERENCES users(id),
  confirmed_at BIGINT,
  confirm_opinion TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (confirmed_by IS NULL OR registered_by IS NULL OR confirmed_by <> registered_by),
  CHECK (state <> 'protected' OR (protected_from IS NOT NULL AND protected_until IS NOT NULL AND lapses_on IS NOT NULL))
);
CREATE UNIQUE INDEX first_claims_number ON first_claims(number);
CREATE UNIQUE INDEX first_claims_holder ON first_claims(lineage_id) WHERE state = 'protected';
CREATE UNIQUE INDEX first_claims_successor ON first_claims(predecessor_id) WHERE predecessor_id IS NOT NULL;
CREATE INDEX first_claims_lineage ON first_claims(lineage_id, id);
CREATE INDEX first_claims_enterprise ON first_claims(enterprise_id, state);
CREATE INDEX first_claims_unit ON first_claims(unit_id, id);
CREATE INDEX first_claims_person ON first_claims(person_id, state);
CREATE INDEX first_claims_project ON first_claims(project_id);
CREATE INDEX first_claims_lapse ON first_claims(state, lapses_on);
CREATE TABLE claim_progress (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  claim_id BIGINT NOT NULL REFERENCES first_claims(id),
  happened_on DATE NOT NULL,
  note TEXT NOT NULL,
  proof TEXT NOT NULL CHECK (json_valid(proof)),
  added_by BIGINT REFERENCES users(id),
  added_at BIGINT NOT NULL
);
CREATE INDEX claim_progress_claim ON claim_progress(claim_id, id);
CREATE TABLE claim_extensions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  claim_id BIGINT NOT NULL REFERENCES first_claims(id),
  until_on DATE NOT NULL,
  reason TEXT NOT NULL,
  proof TEXT NOT NULL CHECK (json_valid(proof)),
  state TEXT NOT NULL CHECK (state IN ('asked','granted','refused')),
  asked_by BIGINT REFERENCES users(id),
  asked_at BIGINT NOT NULL,
  opinion TEXT,
  decided_by BIGINT REFERENCES users(id),
  decided_at BIGINT,
  CHECK (decided_by IS NULL OR asked_by IS NULL OR decided_by <> asked_by)
);
CREATE UNIQUE INDEX claim_extensions_open ON claim_extensions(claim_id) WHERE state = 'asked';
CREATE INDEX claim_extensions_claim ON claim_extensions(claim_id, id);
CREATE TABLE claim_objections (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  claim_id BIGINT NOT NULL REFERENCES first_claims(id),
  against_id BIGINT NOT NULL REFERENCES first_claims(id),
  reason TEXT NOT NULL,
  proof TEXT NOT NULL CHECK (json_valid(proof)),
  filed_by BIGINT REFERENCES users(id),
  filed_at BIGINT NOT NULL,
  filed_on DATE NOT NULL,
  rule_by_on DATE NOT NULL,
  rule_revision INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open','ruled','moot')),
  ruling TEXT CHECK (ruling IN ('uphold','transfer_to_objector','joint')),
  ruling_reason TEXT,
  shares TEXT CHECK (shares IS NULL OR json_valid(shares)),
  ruled_by BIGINT REFERENCES users(id),
  ruled_at BIGINT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (claim_id <> against_id),
  CHECK ((state = 'ruled') = (ruling IS NOT NULL)),
  CHECK (ruled_by IS NULL OR filed_by IS NULL OR ruled_by <> filed_by)
);
CREATE UNIQUE INDEX claim_objections_open ON claim_objections(claim_id) WHERE state = 'open';
CREATE INDEX claim_objections_against ON claim_objections(against_id, state);
CREATE INDEX claim_objections_due ON claim_objections(state, rule_by_on);
CREATE TABLE claim_transfers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  claim_id BIGINT NOT NULL REFERENCES first_claims(id),
  reason TEXT NOT NULL,
  duties TEXT,
  state TEXT NOT NULL CHECK (state IN ('open','accepted','ended')),
  asked_by BIGINT REFERENCES users(id),
  asked_at BIGINT NOT NULL,
  new_claim_id BIGINT REFERENCES first_claims(id),
  closed_by BIGINT REFERENCES users(id),
  closed_at BIGINT,
  close_note TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((state = 'accepted') = (new_claim_id IS NOT NULL))
);
CREATE UNIQUE INDEX claim_transfers_open ON claim_transfers(claim_id) WHERE state = 'open';
CREATE INDEX claim_transfers_claim ON claim_transfers(claim_id, id);
CREATE TABLE claim_transfer_asks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  transfer_id BIGINT NOT NULL REFERENCES claim_transfers(id),
  unit_id BIGINT NOT NULL REFERENCES units(id),
  state TEXT NOT NULL CHECK (state IN ('asked','accepted','declined','withdrawn')),
  opinion TEXT,
  asked_at BIGINT NOT NULL,
  answered_by BIGINT REFERENCES users(id),
  answered_at BIGINT
);
CREATE UNIQUE INDEX claim_transfer_asks_accepted ON claim_transfer_asks(transfer_id) WHERE state = 'accepted';
CREATE UNIQUE INDEX claim_transfer_asks_asked ON claim_transfer_asks(transfer_id, unit_id) WHERE state = 'asked';
CREATE INDEX claim_transfer_asks_unit ON claim_transfer_asks(unit_id, state);
CREATE TABLE credit_share_sets (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects(id),
  revision INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed','in_force','refused','replaced')),
  basis TEXT NOT NULL CHECK (basis IN ('first','ruling','decision')),
  reason TEXT NOT NULL,
  objection_id BIGINT REFERENCES claim_objections(id),
  proposed_by BIGINT REFERENCES users(id),
  proposed_at BIGINT NOT NULL,
  opinion TEXT,
  decided_by BIGINT REFERENCES users(id),
  decided_at BIGINT,
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (project_id, revision),
  CHECK (basis <> 'first' OR decided_by IS NULL OR proposed_by IS NULL OR decided_by <> proposed_by)
);
CREATE UNIQUE INDEX credit_share_sets_in_force ON credit_share_sets(project_id) WHERE state = 'in_force';
CREATE UNIQUE INDEX credit_share_sets_proposed ON credit_share_sets(project_id) WHERE state = 'proposed';
CREATE TABLE credit_shares (
  set_id BIGINT NOT NULL REFERENCES credit_share_sets(id),
  unit_id BIGINT NOT NULL REFERENCES units(id),
  share_percent INTEGER NOT NULL CHECK (share_percent > 0 AND share_percent <= 10000),
  reason TEXT NOT NULL,
  PRIMARY KEY (set_id, unit_id)
);
-- the log of stages learns two kinds of moves, 转共享 and 领取; a CHECK cannot be changed in place on SQLite
CREATE TABLE stage_log_next (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects(id),
  kind TEXT NOT NULL CHECK (kind IN ('advance','return','suspend','resume','terminate','withdraw','share','take_up')),
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
INSERT INTO stage_log_next (id, project_id, kind, from_stage, to_stage, from_state, to_state, entered_on, moved_on, moved_at, days_in_stage, moved_by, reason, details, gate_revision, record_id)
  SELECT id, project_id, kind, from_stage, to_stage, from_state, to_state, entered_on, moved_on, moved_at, days_in_stage, moved_by, reason, details, gate_revision, record_id FROM stage_log;
DROP TABLE stage_log;
ALTER TABLE stage_log_next RENAME TO stage_log;
CREATE INDEX stage_log_project ON stage_log(project_id, id);
CREATE INDEX stage_log_moved ON stage_log(moved_on, kind, project_id);
CREATE TRIGGER stage_log_no_update BEFORE UPDATE ON stage_log BEGIN SELECT RAISE(ABORT, 'the stage log is append-only'); END;
CREATE TRIGGER stage_log_no_delete BEFORE DELETE ON stage_log BEGIN SELECT RAISE(ABORT, 'the stage log is append-only'); END;
CREATE TRIGGER first_claims_no_delete BEFORE DELETE ON first_claims BEGIN SELECT RAISE(ABORT, 'first claims are history'); END;
CREATE TRIGGER claim_progress_no_update BEFORE UPDATE ON claim_progress BEGIN SELECT RAISE(ABORT, 'progress is append-only'); END;
CREATE TRIGGER claim_progress_no_delete BEFORE DELETE ON claim_progress BEGIN SELECT RAISE(ABORT, 'progress is append-only'); END;
CREATE TRIGGER claim_extensions_decided BEFORE UPDATE ON claim_extensions WHEN OLD.state <> 'asked' BEGIN SELECT RAISE(ABORT, 'a decided extension is immutable'); END;
CREATE TRIGGER claim_extensions_no_delete BEFORE DELETE ON claim_extensions BEGIN SELECT RAISE(ABORT, 'extensions are history'); END;
CREATE TRIGGER claim_objections_ruled BEFORE UPDATE ON claim_objections WHEN OLD.state <> 'open' BEGIN SELECT RAISE(ABORT, 'a ruling is immutable'); END;
CREATE TRIGGER claim_objections_no_delete BEFORE DELETE ON claim_objections BEGIN SELECT RAISE(ABORT, 'objections are history'); END;
CREATE TRIGGER claim_transfers_closed BEFORE UPDATE ON claim_transfers WHEN OLD.state <> 'open' BEGIN SELECT RAISE(ABORT, 'a closed transfer is immutable'); END;
CREATE TRIGGER claim_transfers_no_delete BEFORE DELETE ON claim_transfers BEGIN SELECT RAISE(ABORT, 'transfers are history'); END;
CREATE TRIGGER claim_transfer_asks_answered BEFORE UPDATE ON claim_transfer_asks WHEN OLD.state <> 'asked' BEGIN SELECT RAISE(ABORT, 'an answer is immutable'); END;
CREATE TRIGGER claim_transfer_asks_no_delete BEFORE DELETE ON claim_transfer_asks BEGIN SELECT RAISE(ABORT, 'answers are history'); END;
CREATE TRIGGER credit_share_sets_no_delete BEFORE DELETE ON credit_share_sets BEGIN SELECT RAISE(ABORT, 'credit shares are history'); END;
CREATE TRIGGER credit_shares_no_update BEFORE UPDATE ON credit_shares BEGIN SELECT RAISE(ABORT, 'credit shares are history'); END;
CREATE TRIGGER credit_shares_no_delete BEFORE DELETE ON credit_shares BEGIN SELECT RAISE(ABORT, 'credit shares are history'); END;
