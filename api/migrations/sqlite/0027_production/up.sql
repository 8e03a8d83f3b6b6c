-- What a producing project did in a month, as reported by its unit and audited by another person.
CREATE TABLE production_reports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects(id),
  month_on DATE NOT NULL,
  metrics TEXT NOT NULL CHECK (json_valid(metrics)),
  note TEXT,
  state TEXT NOT NULL CHECK (state IN ('submitted','supplement','passed','rejected')),
  submitted_by BIGINT REFERENCES users(id),
  submitted_at BIGINT NOT NULL,
  audited_by BIGINT REFERENCES users(id),
  audited_at BIGINT,
  audit_opinion TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (audited_by IS NULL OR submitted_by IS NULL OR audited_by <> submitted_by)
);
-- a month is reported once; what was rejected may be reported anew
CREATE UNIQUE INDEX production_reports_month ON production_reports(project_id, month_on) WHERE state <> 'rejected';
CREATE INDEX production_reports_project ON production_reports(project_id, month_on, id);
CREATE TRIGGER production_reports_audited BEFORE UPDATE ON production_reports WHEN OLD.state IN ('passed','rejected') BEGIN SELECT RAISE(ABORT, 'an audited report is immutable'); END;
CREATE TRIGGER production_reports_no_delete BEFORE DELETE ON production_reports BEGIN SELECT RAISE(ABORT, 'reports are append-only'); END;
