-- Annual targets: one figure per year, unit and indicator. Money is whole yuan, everything else a count;
-- NULL: taken back.
CREATE TABLE targets (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2100),
  unit_id BIGINT NOT NULL REFERENCES units(id),
  indicator TEXT NOT NULL CHECK (indicator IN ('funds_outside_city','funds_outside_province','signed_count','signed_amount','landed_count','started_count','producing_count')),
  target BIGINT CHECK (target > 0),
  basis TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX targets_of ON targets(year, unit_id, indicator);
CREATE TRIGGER targets_no_delete BEFORE DELETE ON targets BEGIN SELECT RAISE(ABORT, 'targets are taken back, never deleted'); END;
