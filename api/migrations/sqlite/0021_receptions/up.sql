-- Visitors received at home: programme, people, promises that become tasks, call-backs, settlement.
CREATE TABLE receptions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  subject TEXT NOT NULL,
  letter_no TEXT,
  lead_unit_id BIGINT NOT NULL REFERENCES units(id),
  arrives_on DATE NOT NULL,
  departs_on DATE NOT NULL,
  visitors TEXT NOT NULL CHECK (json_valid(visitors)),
  hosts TEXT NOT NULL CHECK (json_valid(hosts)),
  itinerary TEXT NOT NULL CHECK (json_valid(itinerary)),
  sites TEXT NOT NULL CHECK (json_valid(sites)),
  questions TEXT NOT NULL CHECK (json_valid(questions)),
  settlement TEXT NOT NULL CHECK (json_valid(settlement)),
  results TEXT,
  source TEXT,
  cancelled_at BIGINT,
  cancel_reason TEXT,
  created_by BIGINT REFERENCES users(id),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (arrives_on <= departs_on)
);
CREATE INDEX receptions_arrived ON receptions(arrives_on, id);
CREATE INDEX receptions_unit ON receptions(lead_unit_id, arrives_on, id);

CREATE TABLE reception_companies (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  reception_id BIGINT NOT NULL REFERENCES receptions(id),
  enterprise_id BIGINT NOT NULL REFERENCES enterprises(id),
  name TEXT NOT NULL,
  sort_no INTEGER NOT NULL,
  ended_at BIGINT
);
CREATE INDEX reception_companies_reception ON reception_companies(reception_id, ended_at, sort_no);
CREATE INDEX reception_companies_enterprise ON reception_companies(enterprise_id, ended_at, reception_id);

CREATE TABLE reception_promises (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  reception_id BIGINT NOT NULL REFERENCES receptions(id),
  promise TEXT NOT NULL,
  owner_id BIGINT NOT NULL REFERENCES users(id),
  due_on DATE NOT NULL,
  done_at BIGINT,
  done_by BIGINT REFERENCES users(id),
  done_note TEXT,
  created_by BIGINT REFERENCES users(id),
  created_at BIGINT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX reception_promises_reception ON reception_promises(reception_id, id);
CREATE INDEX reception_promises_owner ON reception_promises(owner_id, done_at, due_on);

CREATE TABLE reception_callbacks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  reception_id BIGINT NOT NULL REFERENCES receptions(id),
  day_no INTEGER NOT NULL CHECK (day_no > 0),
  called_on DATE NOT NULL,
  result TEXT NOT NULL,
  recorded_by BIGINT REFERENCES users(id),
  recorded_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX reception_callbacks_once ON reception_callbacks(reception_id, day_no);
