-- Who answers for a project: leader, commissioner, liaison, each with the days from and until. A term is ended, never
-- removed; of those not ended the database lets a project have one of each role.
CREATE TABLE handovers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  from_user_id BIGINT NOT NULL REFERENCES users(id),
  to_user_id BIGINT NOT NULL REFERENCES users(id),
  handed_on DATE NOT NULL,
  reason TEXT NOT NULL,
  moved TEXT NOT NULL CHECK (json_valid(moved)),
  made_by BIGINT REFERENCES users(id),
  made_at BIGINT NOT NULL,
  CHECK (from_user_id <> to_user_id)
);
CREATE INDEX handovers_from ON handovers(from_user_id, id);
CREATE INDEX handovers_to ON handovers(to_user_id, id);

CREATE TABLE assignments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects(id),
  role TEXT NOT NULL CHECK (role IN ('sponsor','commissioner','liaison')),
  user_id BIGINT NOT NULL REFERENCES users(id),
  unit_id BIGINT NOT NULL REFERENCES units(id),
  post TEXT NOT NULL,
  from_on DATE NOT NULL,
  until_on DATE,
  reason TEXT,
  assigned_by BIGINT REFERENCES users(id),
  began_at BIGINT NOT NULL,
  ended_at BIGINT,
  ended_by BIGINT REFERENCES users(id),
  end_reason TEXT,
  handover_id BIGINT REFERENCES handovers(id),
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((ended_at IS NULL) = (until_on IS NULL))
);
CREATE UNIQUE INDEX assignments_current ON assignments(project_id, role) WHERE ended_at IS NULL;
CREATE INDEX assignments_project ON assignments(project_id, role, from_on);
CREATE INDEX assignments_held ON assignments(user_id, project_id) WHERE ended_at IS NULL;
CREATE INDEX assignments_user ON assignments(user_id, id);
CREATE TRIGGER assignments_no_delete BEFORE DELETE ON assignments BEGIN SELECT RAISE(ABORT, 'terms are ended, not removed'); END;

-- Which unit led a project, and when; written by the database itself, so that no way of setting it can forget it.
CREATE TABLE project_lead_terms (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects(id),
  unit_id BIGINT NOT NULL REFERENCES units(id),
  from_on DATE NOT NULL,
  until_on DATE,
  reason TEXT,
  began_at BIGINT NOT NULL,
  ended_at BIGINT,
  CHECK ((ended_at IS NULL) = (until_on IS NULL))
);
CREATE UNIQUE INDEX project_lead_terms_current ON project_lead_terms(project_id) WHERE ended_at IS NULL;
CREATE INDEX project_lead_terms_project ON project_lead_terms(project_id, from_on);
INSERT INTO project_lead_terms (project_id, unit_id, from_on, began_at) SELECT id, lead_unit_id, date(created_at / 1000000, 'unixepoch', '+8 hours'), created_at FROM projects ORDER BY id; -- sqlite only
CREATE TRIGGER project_lead_began AFTER INSERT ON projects BEGIN INSERT INTO project_lead_terms (project_id, unit_id, from_on, began_at) VALUES (NEW.id, NEW.lead_unit_id, date(NEW.created_at / 1000000, 'unixepoch', '+8 hours'), NEW.created_at); END;
CREATE TRIGGER project_lead_moved AFTER UPDATE OF lead_unit_id ON projects WHEN OLD.lead_unit_id <> NEW.lead_unit_id BEGIN UPDATE project_lead_terms SET until_on = date(NEW.updated_at / 1000000, 'unixepoch', '+8 hours', '-1 day'), ended_at = NEW.updated_at WHERE project_id = NEW.id AND ended_at IS NULL; INSERT INTO project_lead_terms (project_id, unit_id, from_on, began_at) VALUES (NEW.id, NEW.lead_unit_id, date(NEW.updated_at / 1000000, 'unixepoch', '+8 hours'), NEW.updated_at); END;
CREATE TRIGGER project_lead_terms_no_delete BEFORE DELETE ON project_lead_terms BEGIN SELECT RAISE(ABORT, 'terms are ended, not removed'); END;

-- Who stands in for somebody who is away: from one day until another.
CREATE TABLE substitutes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id BIGINT NOT NULL REFERENCES users(id),
  substitute_id BIGINT NOT NULL REFERENCES users(id),
  from_on DATE NOT NULL,
  until_on DATE NOT NULL,
  reason TEXT NOT NULL,
  named_by BIGINT REFERENCES users(id),
  created_at BIGINT NOT NULL,
  ended_at BIGINT,
  ended_by BIGINT REFERENCES users(id),
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (user_id <> substitute_id),
  CHECK (until_on >= from_on)
);
CREATE INDEX substitutes_of ON substitutes(user_id, until_on);
CREATE INDEX substitutes_by ON substitutes(substitute_id, until_on) WHERE ended_at IS NULL;

-- The plan of a project: each version stays, the newest is in force.
CREATE TABLE project_plans (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects(id),
  no INTEGER NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  file_id BIGINT NOT NULL REFERENCES files(id),
  approved_on DATE NOT NULL,
  reason TEXT,
  created_by BIGINT REFERENCES users(id),
  created_at BIGINT NOT NULL,
  UNIQUE (project_id, no)
);
CREATE TRIGGER project_plans_no_change BEFORE UPDATE ON project_plans BEGIN SELECT RAISE(ABORT, 'versions of a plan are append-only'); END;
CREATE TRIGGER project_plans_no_delete BEFORE DELETE ON project_plans BEGIN SELECT RAISE(ABORT, 'versions of a plan are append-only'); END;

-- Who signs answers for what was signed: the unit of a signature becomes the lead unit when it passes.
ALTER TABLE signatures ADD COLUMN signing_unit_id BIGINT REFERENCES units(id);
