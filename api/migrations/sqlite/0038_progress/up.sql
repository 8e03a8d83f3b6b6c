-- Milestones, monthly reports and their periods, plans of the year, pauses, entry into the statistics.

-- A month in which reports are due; the day is worked out when the period opens and stays.
CREATE TABLE report_periods (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  month_on DATE NOT NULL UNIQUE,
  due_on DATE NOT NULL,
  due_at BIGINT NOT NULL,
  due_reason TEXT NOT NULL,
  rule_revision INTEGER NOT NULL,
  opened_at BIGINT NOT NULL,
  frozen_at BIGINT,
  frozen_by BIGINT REFERENCES users(id),
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (due_on >= month_on),
  CHECK (frozen_by IS NULL OR frozen_at IS NOT NULL)
);
CREATE TRIGGER report_periods_frozen BEFORE UPDATE ON report_periods WHEN OLD.frozen_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a frozen period never changes'); END;
CREATE TRIGGER report_periods_no_delete BEFORE DELETE ON report_periods BEGIN SELECT RAISE(ABORT, 'periods are append-only'); END;

-- invested_total_yuan = total of the project's report before + invested_month_yuan + adjusted_yuan; the first report of a
-- project brings in what was invested before it as opening_yuan.
CREATE TABLE monthly_reports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  period_id BIGINT NOT NULL REFERENCES report_periods(id),
  project_id BIGINT NOT NULL REFERENCES projects(id),
  unit_id BIGINT NOT NULL REFERENCES units(id),
  month_on DATE NOT NULL,
  invested_month_yuan BIGINT NOT NULL,
  invested_total_yuan BIGINT NOT NULL,
  opening_yuan BIGINT NOT NULL DEFAULT 0,
  adjusted_yuan BIGINT NOT NULL DEFAULT 0,
  image_progress TEXT NOT NULL,
  image_changed BOOLEAN NOT NULL DEFAULT FALSE,
  funds_month_yuan BIGINT,
  problems TEXT,
  next_month TEXT,
  unchanged BOOLEAN NOT NULL DEFAULT FALSE,
  confirmed TEXT NOT NULL CHECK (json_valid(confirmed)),
  state TEXT NOT NULL CHECK (state IN ('draft','submitted','supplement','passed')),
  saved_by BIGINT REFERENCES users(id),
  saved_at BIGINT NOT NULL,
  submitted_by BIGINT REFERENCES users(id),
  submitted_at BIGINT,
  first_submitted_at BIGINT,
  late BOOLEAN NOT NULL DEFAULT FALSE,
  audited_by BIGINT REFERENCES users(id),
  audited_at BIGINT,
  audit_opinion TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (audited_by IS NULL OR submitted_by IS NULL OR audited_by <> submitted_by),
  CHECK (state = 'draft' OR first_submitted_at IS NOT NULL),
  CHECK (invested_total_yuan >= 0)
);
CREATE UNIQUE INDEX monthly_reports_once ON monthly_reports(project_id, month_on);
CREATE INDEX monthly_reports_period ON monthly_reports(period_id, state, unit_id, project_id);
CREATE INDEX monthly_reports_open ON monthly_reports(submitted_by, period_id) WHERE state IN ('submitted','supplement');
CREATE TRIGGER monthly_reports_passed BEFORE UPDATE ON monthly_reports WHEN OLD.state = 'passed' BEGIN SELECT RAISE(ABORT, 'an audited report is immutable'); END;
CREATE TRIGGER monthly_reports_frozen BEFORE UPDATE ON monthly_reports WHEN EXISTS (SELECT 1 FROM report_periods p WHERE p.id = OLD.period_id AND p.frozen_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a frozen report never changes'); END;
CREATE TRIGGER monthly_reports_closed BEFORE INSERT ON monthly_reports WHEN EXISTS (SELECT 1 FROM report_periods p WHERE p.id = NEW.period_id AND p.frozen_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a frozen period takes no report'); END;
CREATE TRIGGER monthly_reports_no_delete BEFORE DELETE ON monthly_reports BEGIN SELECT RAISE(ABORT, 'reports are append-only'); END;

-- Opinions on a report, one row each time it was decided; appended, never overwritten.
CREATE TABLE monthly_report_opinions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  report_id BIGINT NOT NULL REFERENCES monthly_reports(id),
  result TEXT NOT NULL CHECK (result IN ('passed','supplement')),
  opinion TEXT,
  decided_by BIGINT REFERENCES users(id),
  decided_at BIGINT NOT NULL
);
CREATE INDEX monthly_report_opinions_report ON monthly_report_opinions(report_id, id);
CREATE TRIGGER monthly_report_opinions_no_update BEFORE UPDATE ON monthly_report_opinions BEGIN SELECT RAISE(ABORT, 'opinions are append-only'); END;
CREATE TRIGGER monthly_report_opinions_no_delete BEFORE DELETE ON monthly_report_opinions BEGIN SELECT RAISE(ABORT, 'opinions are append-only'); END;

-- What a report that can no longer change should have said; once passed it stands as an adjustment in the next report.
CREATE TABLE report_restatements (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects(id),
  of_month_on DATE NOT NULL,
  amount_yuan BIGINT NOT NULL CHECK (amount_yuan <> 0),
  reason TEXT NOT NULL,
  file_ids TEXT NOT NULL CHECK (json_valid(file_ids)),
  state TEXT NOT NULL CHECK (state IN ('submitted','passed','refused')),
  submitted_by BIGINT REFERENCES users(id),
  submitted_at BIGINT NOT NULL,
  decided_by BIGINT REFERENCES users(id),
  decided_at BIGINT,
  opinion TEXT,
  shown_month_on DATE,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (decided_by IS NULL OR submitted_by IS NULL OR decided_by <> submitted_by)
);
CREATE INDEX report_restatements_project ON report_restatements(project_id, of_month_on, id);
CREATE INDEX report_restatements_open ON report_restatements(submitted_by) WHERE state = 'submitted';
CREATE TRIGGER report_restatements_no_delete BEFORE DELETE ON report_restatements BEGIN SELECT RAISE(ABORT, 'restatements are append-only'); END;

-- months: twelve cumulative amounts; without them the plan grows by equal months.
CREATE TABLE year_plans (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects(id),
  year INTEGER NOT NULL,
  planned_yuan BIGINT NOT NULL CHECK (planned_yuan > 0),
  invested_before_yuan BIGINT CHECK (invested_before_yuan >= 0),
  months TEXT CHECK (months IS NULL OR json_valid(months)),
  set_by BIGINT REFERENCES users(id),
  updated_at BIGINT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX year_plans_once ON year_plans(project_id, year);

CREATE TABLE milestones (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects(id),
  code TEXT NOT NULL CHECK (code IN ('land','eia','start','main_works','completion','production','other')),
  name TEXT NOT NULL,
  planned_on DATE NOT NULL,
  actual_on DATE,
  sort_no INTEGER NOT NULL,
  note TEXT,
  file_ids TEXT NOT NULL CHECK (json_valid(file_ids)),
  done_by BIGINT REFERENCES users(id),
  done_at BIGINT,
  created_by BIGINT REFERENCES users(id),
  created_at BIGINT NOT NULL,
  ended_at BIGINT,
  end_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((actual_on IS NULL) = (done_at IS NULL))
);
CREATE INDEX milestones_project ON milestones(project_id, sort_no, id);
CREATE INDEX milestones_open ON milestones(planned_on, project_id) WHERE actual_on IS NULL AND ended_at IS NULL;
CREATE TRIGGER milestones_no_delete BEFORE DELETE ON milestones BEGIN SELECT RAISE(ABORT, 'milestones are ended, never deleted'); END;

-- Every day that a milestone was planned for, and every time it was done or taken back.
CREATE TABLE milestone_changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  milestone_id BIGINT NOT NULL REFERENCES milestones(id),
  kind TEXT NOT NULL CHECK (kind IN ('moved','done','taken_back','ended')),
  before_on DATE,
  after_on DATE,
  reason TEXT,
  changed_by BIGINT REFERENCES users(id),
  changed_at BIGINT NOT NULL
);
CREATE INDEX milestone_changes_milestone ON milestone_changes(milestone_id, id);
CREATE TRIGGER milestone_changes_no_update BEFORE UPDATE ON milestone_changes BEGIN SELECT RAISE(ABORT, 'changes are append-only'); END;
CREATE TRIGGER milestone_changes_no_delete BEFORE DELETE ON milestone_changes BEGIN SELECT RAISE(ABORT, 'changes are append-only'); END;

-- The day on which a project was entered into the statistics of fixed assets investment.
CREATE TABLE statistics_entries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects(id),
  entered_on DATE NOT NULL,
  note TEXT,
  file_ids TEXT NOT NULL CHECK (json_valid(file_ids)),
  recorded_by BIGINT REFERENCES users(id),
  recorded_at BIGINT NOT NULL,
  ended_at BIGINT,
  end_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX statistics_entries_one ON statistics_entries(project_id) WHERE ended_at IS NULL;
CREATE INDEX statistics_entries_project ON statistics_entries(project_id, id);
CREATE TRIGGER statistics_entries_no_delete BEFORE DELETE ON statistics_entries BEGIN SELECT RAISE(ABORT, 'entries are ended, never deleted'); END;

-- until_on is the first day on which the clock runs again.
CREATE TABLE project_pauses (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects(id),
  kind TEXT NOT NULL CHECK (kind IN ('land_auction','approval','policy','weather','investor','court','other')),
  cause TEXT NOT NULL,
  file_ids TEXT NOT NULL CHECK (json_valid(file_ids)),
  from_on DATE NOT NULL,
  until_on DATE NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('requested','approved','refused','ended')),
  requested_by BIGINT REFERENCES users(id),
  requested_at BIGINT NOT NULL,
  decided_by BIGINT REFERENCES users(id),
  decided_at BIGINT,
  opinion TEXT,
  ended_by BIGINT REFERENCES users(id),
  ended_at BIGINT,
  end_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (from_on < until_on OR state = 'ended'),
  CHECK (from_on <= until_on),
  CHECK (decided_by IS NULL OR requested_by IS NULL OR decided_by <> requested_by)
);
CREATE INDEX project_pauses_project ON project_pauses(project_id, from_on, id);
CREATE INDEX project_pauses_open ON project_pauses(requested_by) WHERE state = 'requested';
CREATE TRIGGER project_pauses_no_delete BEFORE DELETE ON project_pauses BEGIN SELECT RAISE(ABORT, 'pauses are append-only'); END;

-- a production report is late by the day it was first handed in, however often it was corrected since
ALTER TABLE production_reports ADD COLUMN
  first_submitted_at BIGINT;
CREATE INDEX production_reports_month_on ON production_reports(month_on, project_id);
