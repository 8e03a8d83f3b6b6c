-- Units, users, journal, jobs, idempotency, numbers, rules. Instants are integer microseconds (UTC), money whole yuan.
CREATE TABLE units (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  short_name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('city','bureau','department','county','zone','team')),
  parent_id BIGINT REFERENCES units(id),
  path TEXT NOT NULL,
  sort_no INTEGER NOT NULL,
  sort_path TEXT NOT NULL DEFAULT '',
  division_code TEXT,
  valid_from DATE,
  valid_until DATE,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX units_name ON units(name);
CREATE INDEX units_path ON units(path);
CREATE INDEX units_order ON units(sort_path, id);

CREATE TABLE users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  username TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  unit_id BIGINT NOT NULL REFERENCES units(id),
  post TEXT NOT NULL,
  sort_no INTEGER NOT NULL,
  phone TEXT,
  roles TEXT NOT NULL CHECK (json_valid(roles)),
  status TEXT NOT NULL CHECK (status IN ('active','disabled')),
  must_change_password BOOLEAN NOT NULL,
  epoch INTEGER NOT NULL,
  handed_over_to BIGINT REFERENCES users(id),
  last_login_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX users_unit ON users(unit_id);

CREATE TABLE journal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at BIGINT NOT NULL,
  event TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id BIGINT NOT NULL,
  subject_label TEXT NOT NULL,
  actor_kind TEXT NOT NULL CHECK (actor_kind IN ('user','token','system')),
  actor_id BIGINT,
  actor_name TEXT NOT NULL,
  unit_id BIGINT,
  token_id BIGINT,
  request_id TEXT NOT NULL,
  before TEXT CHECK (before IS NULL OR json_valid(before)),
  after TEXT CHECK (after IS NULL OR json_valid(after))
);
CREATE INDEX journal_subject ON journal(subject_kind, subject_id, id);
CREATE INDEX journal_event ON journal(event, id);
CREATE TABLE journal_seals (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  first_id BIGINT NOT NULL,
  last_id BIGINT NOT NULL UNIQUE,
  row_count BIGINT NOT NULL,
  previous_hash TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL,
  sealed_at BIGINT NOT NULL
);
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;
CREATE TRIGGER journal_seals_no_update BEFORE UPDATE ON journal_seals BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;
CREATE TRIGGER journal_seals_no_delete BEFORE DELETE ON journal_seals BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;

CREATE TABLE jobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  state TEXT NOT NULL CHECK (state IN ('queued','running','succeeded','failed','cancelled')),
  owner_id BIGINT,
  done BIGINT NOT NULL DEFAULT 0,
  total BIGINT,
  step TEXT NOT NULL DEFAULT '',
  result TEXT CHECK (result IS NULL OR json_valid(result)),
  failure TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  cancel_requested BOOLEAN NOT NULL DEFAULT FALSE,
  run_after BIGINT NOT NULL,
  leased_until BIGINT,
  lease_token TEXT,
  created_at BIGINT NOT NULL,
  finished_at BIGINT,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX jobs_due ON jobs(state, run_after);

CREATE TABLE idempotency_keys (
  principal TEXT NOT NULL,
  key TEXT NOT NULL,
  operation TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  status INTEGER NOT NULL,
  headers TEXT NOT NULL CHECK (json_valid(headers)),
  body TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (principal, key)
);
CREATE INDEX idempotency_age ON idempotency_keys(created_at);

CREATE TABLE number_series (
  series TEXT NOT NULL,
  year INTEGER NOT NULL,
  last_no BIGINT NOT NULL,
  PRIMARY KEY (series, year)
);

CREATE TABLE rule_sets (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  revision INTEGER NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  reason TEXT NOT NULL,
  created_by BIGINT REFERENCES users(id),
  created_at BIGINT NOT NULL,
  in_force_from DATE NOT NULL,
  UNIQUE (kind, revision)
);

CREATE TABLE settings (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
