-- What people have explained about column names can be looked at, put right and forgotten: each is a record of its own.
ALTER TABLE import_mappings RENAME TO import_mappings_before;
CREATE TABLE import_mappings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  target TEXT NOT NULL CHECK (target IN ('projects','enterprises')),
  unit_id BIGINT NOT NULL REFERENCES units(id),
  column_key TEXT NOT NULL,
  field TEXT,
  uses INTEGER NOT NULL,
  last_used_at BIGINT NOT NULL,
  ended_at BIGINT,
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (target, unit_id, column_key)
);
INSERT INTO import_mappings (target, unit_id, column_key, field, uses, last_used_at)
  SELECT target, unit_id, column_key, field, uses, last_used_at FROM import_mappings_before ORDER BY target, unit_id, column_key;
DROP TABLE import_mappings_before;
