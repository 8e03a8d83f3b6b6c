-- Supervision. A slip asks somebody to do something until a day; its level rises by lapse only, and one slip is raised
-- into one. What was fed back, asked for and decided stays.
CREATE TABLE slips (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('assign','remind','warn','summon','deadline_notice','letter')),
  basis TEXT NOT NULL CHECK (basis IN ('meeting','instruction','rule')),
  basis_text TEXT,
  project_id BIGINT REFERENCES projects(id),
  matter TEXT NOT NULL,
  gap_days INTEGER,
  gap_points INTEGER,
  unit_id BIGINT NOT NULL REFERENCES units(id),
  person_id BIGINT REFERENCES users(id),
  issued_by BIGINT NOT NULL REFERENCES users(id),
  issued_at BIGINT NOT NULL,
  received_on DATE NOT NULL,
  working_days INTEGER NOT NULL,
  due_on DATE NOT NULL,
  rule_revision INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open','answered','closed','lapsed')),
  root_id BIGINT REFERENCES slips(id),
  raised_from_id BIGINT UNIQUE REFERENCES slips(id),
  answered_at BIGINT,
  answered_by BIGINT REFERENCES users(id),
  closed_at BIGINT,
  close_note TEXT,
  updated_at BIGINT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (kind NOT IN ('warn','summon') OR raised_from_id IS NOT NULL),
  CHECK ((raised_from_id IS NULL) = (root_id IS NULL))
);
CREATE INDEX slips_due ON slips(due_on, id) WHERE state = 'open';
CREATE INDEX slips_unit ON slips(unit_id, state, due_on);
CREATE INDEX slips_person ON slips(person_id, state);
CREATE INDEX slips_issuer ON slips(issued_by, state);
CREATE INDEX slips_project ON slips(project_id, id);
CREATE INDEX slips_root ON slips(root_id);

CREATE TABLE slip_feedback (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  slip_id BIGINT NOT NULL REFERENCES slips(id),
  said TEXT NOT NULL,
  file_ids TEXT NOT NULL CHECK (json_valid(file_ids)),
  given_by BIGINT REFERENCES users(id),
  given_at BIGINT NOT NULL
);
CREATE INDEX slip_feedback_slip ON slip_feedback(slip_id);

CREATE TABLE slip_extensions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  slip_id BIGINT NOT NULL REFERENCES slips(id),
  until_on DATE NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('asked','granted','refused')),
  asked_by BIGINT REFERENCES users(id),
  asked_at BIGINT NOT NULL,
  opinion TEXT,
  decided_by BIGINT REFERENCES users(id),
  decided_at BIGINT
);
CREATE INDEX slip_extensions_slip ON slip_extensions(slip_id);
CREATE UNIQUE INDEX slip_extensions_asked ON slip_extensions(slip_id) WHERE state = 'asked';

-- What happened to a slip, in order.
CREATE TABLE slip_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  slip_id BIGINT NOT NULL REFERENCES slips(id),
  act TEXT NOT NULL CHECK (act IN ('issued','raised','answered','returned','extension_asked','extension_granted','extension_refused','lapsed','closed','reopened','handed_over')),
  note TEXT,
  due_on DATE,
  done_by BIGINT REFERENCES users(id),
  done_at BIGINT NOT NULL
);
CREATE INDEX slip_log_slip ON slip_log(slip_id);
CREATE INDEX slip_log_by ON slip_log(done_by, act, done_at);

-- Colours. Between two events of a project its colour is a step function of the day: each row is one step, kept ahead of
-- time, so that today's colour is a comparison of days and never stale. A step that has ended is history; those not yet
-- begun give way when the project's facts change. until_on is the first day of the next step, 9999-12-31 where nothing ends it.
CREATE TABLE project_colours (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects(id),
  colour TEXT NOT NULL CHECK (colour IN ('green','blue','orange','red')),
  rule TEXT NOT NULL,
  from_on DATE NOT NULL,
  until_on DATE NOT NULL,
  since_on DATE NOT NULL,
  because TEXT NOT NULL,
  revision INTEGER NOT NULL,
  evaluated_at BIGINT NOT NULL,
  UNIQUE (project_id, from_on),
  CHECK (from_on < until_on)
);
CREATE INDEX project_colours_on ON project_colours(colour, until_on, from_on, project_id);
CREATE INDEX project_colours_project ON project_colours(project_id, until_on);

-- What the steps of a project were worked out from, and by which revision of the rules.
CREATE TABLE project_colour_facts (
  project_id BIGINT PRIMARY KEY REFERENCES projects(id),
  facts TEXT NOT NULL CHECK (json_valid(facts)),
  revision INTEGER NOT NULL,
  evaluated_at BIGINT NOT NULL
);
