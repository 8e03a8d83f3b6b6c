-- Negotiation trips: the plan (members, legs, companies, budget), the road (check-ins, visits), the debrief (outcomes,
-- projects that came of them), notices, and totals known only as a sum. Rows that no longer hold carry ended_at.
CREATE TABLE negotiation_trips (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('leader','team','stationed','fair','abroad')),
  purpose TEXT NOT NULL,
  chain TEXT,
  station TEXT,
  lead_unit_id BIGINT NOT NULL REFERENCES units(id),
  leader_user_id BIGINT REFERENCES users(id),
  leader_name TEXT NOT NULL,
  leader_post TEXT NOT NULL,
  starts_on DATE NOT NULL,
  ends_on DATE NOT NULL,
  budget TEXT NOT NULL CHECK (json_valid(budget)),
  state TEXT NOT NULL CHECK (state IN ('draft','submitted','approved','returned','under_way','debriefing','closed','cancelled')),
  plan_revision INTEGER NOT NULL DEFAULT 1,
  approved_revision INTEGER,
  submitted_by BIGINT REFERENCES users(id),
  submitted_at BIGINT,
  decided_by BIGINT REFERENCES users(id),
  decided_at BIGINT,
  decision_opinion TEXT,
  returned_on DATE,
  report_due_on DATE,
  rule_revision INTEGER,
  cancel_reason TEXT,
  activities TEXT,
  results TEXT,
  coordination TEXT,
  closed_by BIGINT REFERENCES users(id),
  closed_at BIGINT,
  source TEXT,
  created_by BIGINT REFERENCES users(id),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (starts_on <= ends_on),
  CHECK (decided_by IS NULL OR submitted_by IS NULL OR decided_by <> submitted_by)
);
CREATE INDEX negotiation_trips_started ON negotiation_trips(starts_on, id);
CREATE INDEX negotiation_trips_unit ON negotiation_trips(lead_unit_id, starts_on, id);
CREATE INDEX negotiation_trips_due ON negotiation_trips(report_due_on, state, id);
CREATE INDEX negotiation_trips_leader ON negotiation_trips(leader_user_id, id);

CREATE TABLE trip_members (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  trip_id BIGINT NOT NULL REFERENCES negotiation_trips(id),
  user_id BIGINT REFERENCES users(id),
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  post TEXT NOT NULL,
  sort_no INTEGER NOT NULL,
  ended_at BIGINT
);
CREATE INDEX trip_members_trip ON trip_members(trip_id, ended_at, sort_no);
CREATE INDEX trip_members_user ON trip_members(user_id, ended_at, trip_id);

CREATE TABLE trip_legs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  trip_id BIGINT NOT NULL REFERENCES negotiation_trips(id),
  sequence INTEGER NOT NULL,
  division_code TEXT,
  province_code TEXT,
  city TEXT NOT NULL,
  from_on DATE NOT NULL,
  to_on DATE NOT NULL,
  ended_at BIGINT,
  CHECK (from_on <= to_on)
);
CREATE UNIQUE INDEX trip_legs_current ON trip_legs(trip_id, sequence) WHERE ended_at IS NULL;
CREATE INDEX trip_legs_province ON trip_legs(province_code, ended_at, trip_id);

-- one company of one trip: planned or met on the road, with its one outcome
CREATE TABLE trip_companies (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  trip_id BIGINT NOT NULL REFERENCES negotiation_trips(id),
  enterprise_id BIGINT NOT NULL REFERENCES enterprises(id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  reason TEXT,
  planned BOOLEAN NOT NULL,
  outcome TEXT CHECK (outcome IN ('absent','exchange','interested','invited','to_lead','intent_signed','contract_signed','not_interested')),
  outcome_note TEXT,
  outcome_by BIGINT REFERENCES users(id),
  outcome_at BIGINT,
  owner_id BIGINT REFERENCES users(id),
  next_step TEXT,
  next_due_on DATE,
  done_at BIGINT,
  done_by BIGINT REFERENCES users(id),
  done_note TEXT,
  sort_no INTEGER NOT NULL,
  ended_at BIGINT,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX trip_companies_current ON trip_companies(trip_id, name_key) WHERE ended_at IS NULL;
CREATE INDEX trip_companies_trip ON trip_companies(trip_id, ended_at, sort_no);
CREATE INDEX trip_companies_enterprise ON trip_companies(enterprise_id, ended_at, trip_id);
CREATE INDEX trip_companies_owner ON trip_companies(owner_id, done_at, next_due_on);

-- what happened on the road; client_key makes a phone's repeated request the same record for good
CREATE TABLE trip_checkins (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  trip_id BIGINT NOT NULL REFERENCES negotiation_trips(id),
  leg_id BIGINT REFERENCES trip_legs(id),
  checked_in_at BIGINT NOT NULL,
  place TEXT,
  client_key TEXT NOT NULL,
  recorded_by BIGINT REFERENCES users(id),
  recorded_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX trip_checkins_key ON trip_checkins(trip_id, client_key);
CREATE TABLE trip_visits (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  trip_id BIGINT NOT NULL REFERENCES negotiation_trips(id),
  company_id BIGINT NOT NULL REFERENCES trip_companies(id),
  leg_id BIGINT REFERENCES trip_legs(id),
  met_on DATE,
  persons TEXT NOT NULL CHECK (json_valid(persons)),
  place TEXT,
  card_file_id BIGINT REFERENCES files(id),
  note TEXT,
  next_step TEXT,
  client_key TEXT NOT NULL,
  recorded_by BIGINT REFERENCES users(id),
  recorded_at BIGINT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX trip_visits_key ON trip_visits(trip_id, client_key);
CREATE INDEX trip_visits_company ON trip_visits(company_id, met_on);

-- projects that came of a company met; made_project: this outcome registered it
CREATE TABLE trip_projects (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  trip_id BIGINT NOT NULL REFERENCES negotiation_trips(id),
  company_id BIGINT NOT NULL REFERENCES trip_companies(id),
  project_id BIGINT NOT NULL REFERENCES projects(id),
  made_project BOOLEAN NOT NULL,
  linked_by BIGINT REFERENCES users(id),
  linked_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE UNIQUE INDEX trip_projects_current ON trip_projects(company_id, project_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX trip_projects_made_once ON trip_projects(project_id) WHERE made_project AND ended_at IS NULL;
CREATE INDEX trip_projects_trip ON trip_projects(trip_id, ended_at, project_id);
CREATE INDEX trip_projects_project ON trip_projects(project_id, ended_at, trip_id);

-- what the leader's office is told, once each
CREATE TABLE trip_notices (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  trip_id BIGINT NOT NULL REFERENCES negotiation_trips(id),
  kind TEXT NOT NULL CHECK (kind IN ('report_overdue')),
  due_on DATE NOT NULL,
  told_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX trip_notices_once ON trip_notices(trip_id, kind);

-- trips known only as a sum; never added to single trips
CREATE TABLE trip_totals (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  period TEXT NOT NULL,
  from_on DATE,
  to_on DATE,
  unit_id BIGINT REFERENCES units(id),
  reported_by TEXT NOT NULL,
  trips INTEGER CHECK (trips >= 0),
  provinces TEXT NOT NULL CHECK (json_valid(provinces)),
  companies INTEGER CHECK (companies >= 0),
  lower_bound BOOLEAN NOT NULL,
  intentions INTEGER CHECK (intentions >= 0),
  results TEXT,
  source TEXT NOT NULL,
  withdrawn_at BIGINT,
  withdraw_reason TEXT,
  created_by BIGINT REFERENCES users(id),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
);
