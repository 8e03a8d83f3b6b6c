-- Permits and filings of a project: planned from the city's template, received by a window, counted in working days.
CREATE TABLE approval_items (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects(id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  basis TEXT,
  sort_no INTEGER NOT NULL,
  parallel_group TEXT,
  after_codes TEXT NOT NULL CHECK (json_valid(after_codes)),
  unit_id BIGINT REFERENCES units(id),
  window_name TEXT,
  standard_days INTEGER,
  promised_days INTEGER,
  longer_reason TEXT,
  project_code TEXT,
  received_on DATE,
  due_on DATE,
  finished_on DATE,
  actual_days INTEGER,
  result_number TEXT,
  file_ids TEXT NOT NULL CHECK (json_valid(file_ids)),
  state TEXT NOT NULL CHECK (state IN ('planned','received','paused','finished','not_needed')),
  state_reason TEXT,
  created_by BIGINT REFERENCES users(id),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (project_id, code),
  CHECK ((state IN ('received','paused','finished')) = (received_on IS NOT NULL)),
  CHECK ((state = 'finished') = (finished_on IS NOT NULL))
);
CREATE INDEX approval_items_open ON approval_items(state, due_on, id);
CREATE INDEX approval_items_unit ON approval_items(unit_id, state, due_on);

CREATE TABLE approval_pauses (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  item_id BIGINT NOT NULL REFERENCES approval_items(id),
  from_on DATE NOT NULL,
  until_on DATE,
  reason TEXT NOT NULL,
  file_ids TEXT NOT NULL CHECK (json_valid(file_ids)),
  paused_by BIGINT REFERENCES users(id),
  paused_at BIGINT NOT NULL,
  resumed_by BIGINT REFERENCES users(id),
  resumed_at BIGINT,
  CHECK (until_on IS NULL OR until_on > from_on)
);
-- a clock stands still once at a time
CREATE UNIQUE INDEX approval_pauses_open ON approval_pauses(item_id) WHERE until_on IS NULL;
CREATE INDEX approval_pauses_item ON approval_pauses(item_id, from_on);

-- Difficulties of enterprises; closed by the enterprise's own word and nothing else.
CREATE TABLE tickets (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  enterprise_id BIGINT NOT NULL REFERENCES enterprises(id),
  project_id BIGINT REFERENCES projects(id),
  kind TEXT NOT NULL CHECK (kind IN ('power','land','labour','finance','water','gas','heat','permit','environment','logistics','policy','other')),
  title TEXT NOT NULL,
  said TEXT NOT NULL,
  blocks TEXT,
  level TEXT NOT NULL CHECK (level IN ('county','city','leader')),
  raised_on DATE NOT NULL,
  raised_by BIGINT REFERENCES users(id),
  raised_by_enterprise BOOLEAN NOT NULL,
  raising_unit_id BIGINT REFERENCES units(id),
  unit_id BIGINT REFERENCES units(id),
  accept_due_on DATE NOT NULL,
  accepted_on DATE,
  promised_on DATE,
  answered_on DATE,
  closed_on DATE,
  state TEXT NOT NULL CHECK (state IN ('open','working','answered','closed','impossible','reopened')),
  impossible_reason TEXT,
  impossible_asked_by BIGINT REFERENCES users(id),
  signed_by BIGINT REFERENCES users(id),
  satisfaction INTEGER CHECK (satisfaction BETWEEN 1 AND 5),
  reopened_count INTEGER NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((state = 'closed') = (closed_on IS NOT NULL)),
  CHECK ((state = 'impossible') = (signed_by IS NOT NULL)),
  CHECK (state NOT IN ('working','answered') OR (unit_id IS NOT NULL AND promised_on IS NOT NULL))
);
CREATE INDEX tickets_enterprise ON tickets(enterprise_id, raised_on, id);
CREATE INDEX tickets_project ON tickets(project_id, raised_on, id);
CREATE INDEX tickets_unit ON tickets(unit_id, state, promised_on);
CREATE INDEX tickets_raised ON tickets(raised_on, id);
CREATE INDEX tickets_state ON tickets(state, accept_due_on);

-- What was done about a difficulty; append-only.
CREATE TABLE ticket_steps (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id BIGINT NOT NULL REFERENCES tickets(id),
  kind TEXT NOT NULL CHECK (kind IN ('raised','accepted','forwarded','answered','escalated','impossible_asked','impossible_signed','impossible_refused','confirmed','reopened')),
  text TEXT,
  file_ids TEXT NOT NULL CHECK (json_valid(file_ids)),
  satisfaction INTEGER,
  by_id BIGINT REFERENCES users(id),
  by_enterprise BOOLEAN NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX ticket_steps_ticket ON ticket_steps(ticket_id, id);

-- One-purpose links by which an enterprise confirms an answer; the secret itself is not kept.
CREATE TABLE confirmation_links (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id BIGINT NOT NULL REFERENCES tickets(id),
  secret_hash TEXT NOT NULL UNIQUE,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  revoked_at BIGINT,
  created_by BIGINT REFERENCES users(id),
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX confirmation_links_open ON confirmation_links(ticket_id) WHERE used_at IS NULL AND revoked_at IS NULL;

-- Complaints with a clock on every step. Who complained is read by the handler alone and is in no journal.
CREATE TABLE complaints (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  enterprise_id BIGINT REFERENCES enterprises(id),
  project_id BIGINT REFERENCES projects(id),
  complainant TEXT NOT NULL,
  complainant_phone TEXT,
  foreign_investor BOOLEAN NOT NULL,
  about TEXT NOT NULL,
  said TEXT NOT NULL,
  file_ids TEXT NOT NULL CHECK (json_valid(file_ids)),
  received_on DATE NOT NULL,
  received_by BIGINT REFERENCES users(id),
  unit_id BIGINT REFERENCES units(id),
  handler_id BIGINT REFERENCES users(id),
  state TEXT NOT NULL CHECK (state IN ('received','accepted','refused','forwarded','handling','answered','review','closed')),
  step_due_on DATE,
  whole_due_on DATE NOT NULL,
  answered_on DATE,
  closed_on DATE,
  late_steps INTEGER NOT NULL DEFAULT 0,
  satisfaction INTEGER CHECK (satisfaction BETWEEN 1 AND 5),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX complaints_received ON complaints(received_on, id);
CREATE INDEX complaints_handler ON complaints(handler_id, state);
CREATE INDEX complaints_state ON complaints(state, step_due_on);

CREATE TABLE complaint_steps (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  complaint_id BIGINT NOT NULL REFERENCES complaints(id),
  state TEXT NOT NULL,
  text TEXT,
  file_ids TEXT NOT NULL CHECK (json_valid(file_ids)),
  due_on DATE,
  late BOOLEAN NOT NULL,
  by_id BIGINT REFERENCES users(id),
  done_on DATE NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX complaint_steps_complaint ON complaint_steps(complaint_id, id);

-- The six services along the stages, as they were given.
CREATE TABLE service_records (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT REFERENCES projects(id),
  enterprise_id BIGINT REFERENCES enterprises(id),
  unit_id BIGINT NOT NULL REFERENCES units(id),
  service TEXT NOT NULL CHECK (service IN ('argument','consulting','errands','coordination','follow_up','publicity')),
  happened_on DATE NOT NULL,
  said TEXT NOT NULL,
  file_ids TEXT NOT NULL CHECK (json_valid(file_ids)),
  withdrawn_at BIGINT,
  withdraw_reason TEXT,
  client_key TEXT UNIQUE,
  created_by BIGINT REFERENCES users(id),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (enterprise_id IS NOT NULL OR project_id IS NOT NULL)
);
CREATE INDEX service_records_happened ON service_records(happened_on, id);
CREATE INDEX service_records_project ON service_records(project_id, happened_on, id);
CREATE INDEX service_records_enterprise ON service_records(enterprise_id, happened_on, id);
