-- Imports: one session per uploaded file, one row per record read from it, and the column names people have explained.
-- The file itself lies in the data folder under imports/<sha256>. Money is whole yuan.
CREATE TABLE import_sessions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  target TEXT NOT NULL CHECK (target IN ('projects','enterprises')),
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size_bytes BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('uploaded','ready','committing','interrupted','committed','undoing','undone','cancelled')),
  choices TEXT NOT NULL CHECK (json_valid(choices)),
  reading TEXT CHECK (reading IS NULL OR json_valid(reading)),
  counts TEXT NOT NULL CHECK (json_valid(counts)),
  sums TEXT CHECK (sums IS NULL OR json_valid(sums)),
  failure TEXT,
  lead_unit_id BIGINT REFERENCES units(id),
  job_id BIGINT REFERENCES jobs(id),
  created_by BIGINT REFERENCES users(id),
  unit_id BIGINT REFERENCES units(id),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX import_sessions_creator ON import_sessions(created_by, id);
CREATE INDEX import_sessions_file ON import_sessions(sha256, id);

CREATE TABLE import_rows (
  session_id BIGINT NOT NULL REFERENCES import_sessions(id),
  row_no INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('ok','suspected_duplicate','error','skipped')),
  name TEXT NOT NULL,
  total_investment_yuan BIGINT,
  reading TEXT NOT NULL CHECK (json_valid(reading)),
  fixes TEXT NOT NULL CHECK (json_valid(fixes)),
  decision TEXT CHECK (decision IN ('skip','accept_as_new','update_existing')),
  duplicate TEXT CHECK (duplicate IS NULL OR json_valid(duplicate)),
  refusal TEXT CHECK (refusal IS NULL OR json_valid(refusal)),
  result_kind TEXT CHECK (result_kind IN ('created','updated','matched')),
  result_id BIGINT,
  result_version INTEGER,
  previous TEXT CHECK (previous IS NULL OR json_valid(previous)),
  committed_at BIGINT,
  undone_at BIGINT,
  undo_refusal TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (session_id, row_no)
);
CREATE INDEX import_rows_status ON import_rows(session_id, status, row_no);
CREATE INDEX import_rows_result ON import_rows(result_id, session_id);

CREATE TABLE import_mappings (
  target TEXT NOT NULL CHECK (target IN ('projects','enterprises')),
  unit_id BIGINT NOT NULL REFERENCES units(id),
  column_key TEXT NOT NULL,
  field TEXT,
  uses INTEGER NOT NULL,
  last_used_at BIGINT NOT NULL,
  PRIMARY KEY (target, unit_id, column_key)
);
