-- Working calendar: days that differ from the plain week, and which years have been decreed.
CREATE TABLE calendar_years (
  year INTEGER NOT NULL PRIMARY KEY,
  decreed BOOLEAN NOT NULL,
  source TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE TABLE calendar_days (
  on_date DATE NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('off','worked','normal')),
  name TEXT NOT NULL,
  source TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
);
