-- Tables taken away by people, and the templates they follow. Jobs that a token asked for act as that token.
ALTER TABLE jobs ADD COLUMN token_id BIGINT;
CREATE TABLE exports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  principal TEXT NOT NULL,
  owner_id BIGINT REFERENCES users(id),
  token_id BIGINT,
  owner_name TEXT NOT NULL,
  unit_id BIGINT REFERENCES units(id),
  list TEXT NOT NULL,
  title TEXT NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('xlsx','csv')),
  encoding TEXT NOT NULL CHECK (encoding IN ('utf8','gb18030')),
  filter TEXT NOT NULL,
  filter_words TEXT NOT NULL,
  sort TEXT,
  template_id BIGINT,
  template_version INTEGER,
  layout TEXT NOT NULL CHECK (json_valid(layout)),
  layout_sha256 TEXT NOT NULL,
  job_id BIGINT NOT NULL REFERENCES jobs(id),
  as_of_at BIGINT,
  rows_matched BIGINT,
  rows_written BIGINT,
  stored_name TEXT,
  size_bytes BIGINT,
  sha256 TEXT,
  created_at BIGINT NOT NULL,
  finished_at BIGINT,
  expires_at BIGINT,
  removed_at BIGINT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (rows_written IS NULL OR rows_written = rows_matched)
);
CREATE INDEX exports_principal ON exports(principal, id);
CREATE UNIQUE INDEX exports_job ON exports(job_id);
CREATE INDEX exports_expiry ON exports(expires_at) WHERE removed_at IS NULL;

CREATE TABLE export_templates (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  list TEXT NOT NULL,
  name TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('personal','unit','city')),
  owner_id BIGINT REFERENCES users(id),
  unit_id BIGINT REFERENCES units(id),
  content TEXT NOT NULL CHECK (json_valid(content)),
  created_by BIGINT REFERENCES users(id),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  ended_at BIGINT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((scope = 'personal') = (owner_id IS NOT NULL)),
  CHECK ((scope = 'unit') = (unit_id IS NOT NULL))
);
CREATE UNIQUE INDEX export_templates_personal ON export_templates(list, owner_id, name) WHERE scope = 'personal' AND ended_at IS NULL;
CREATE UNIQUE INDEX export_templates_unit ON export_templates(list, unit_id, name) WHERE scope = 'unit' AND ended_at IS NULL;
CREATE UNIQUE INDEX export_templates_city ON export_templates(list, name) WHERE scope = 'city' AND ended_at IS NULL;
-- ids up to 1000 are those of the templates that come with the program
INSERT INTO sqlite_sequence (name, seq) VALUES ('export_templates', 1000);
