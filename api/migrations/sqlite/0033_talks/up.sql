-- Talks: each meeting, call and letter with an investor outside a trip or a reception. What a talk leaves to do has a
-- person and a day; a withdrawn talk stays readable.
CREATE TABLE talks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  enterprise_id BIGINT REFERENCES enterprises(id),
  project_id BIGINT REFERENCES projects(id),
  unit_id BIGINT NOT NULL REFERENCES units(id),
  happened_on DATE NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('visit_in','visit_out','call','meeting','online','message')),
  our_others TEXT,
  their_people TEXT,
  place TEXT,
  said TEXT NOT NULL,
  outcome TEXT CHECK (outcome IN ('absent','exchange','interested','invited','to_lead','intent_signed','contract_signed','not_interested')),
  file_ids TEXT NOT NULL CHECK (json_valid(file_ids)),
  next_step TEXT,
  next_owner_id BIGINT REFERENCES users(id),
  next_due_on DATE,
  done_at BIGINT,
  done_by BIGINT REFERENCES users(id),
  done_note TEXT,
  withdrawn_at BIGINT,
  withdraw_reason TEXT,
  client_key TEXT UNIQUE,
  created_by BIGINT REFERENCES users(id),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (enterprise_id IS NOT NULL OR project_id IS NOT NULL),
  CHECK ((next_step IS NULL) = (next_owner_id IS NULL) AND (next_step IS NULL) = (next_due_on IS NULL)),
  CHECK (done_at IS NULL OR next_step IS NOT NULL)
);
CREATE INDEX talks_happened ON talks(happened_on, id);
CREATE INDEX talks_project ON talks(project_id, happened_on, id);
CREATE INDEX talks_enterprise ON talks(enterprise_id, happened_on, id);
CREATE INDEX talks_unit ON talks(unit_id, happened_on, id);
CREATE INDEX talks_creator ON talks(created_by);
CREATE INDEX talks_owed ON talks(next_owner_id, next_due_on) WHERE done_at IS NULL AND withdrawn_at IS NULL;

-- Those of ours who took part and have an account; rows that no longer hold carry ended_at.
CREATE TABLE talk_people (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  talk_id BIGINT NOT NULL REFERENCES talks(id),
  user_id BIGINT NOT NULL REFERENCES users(id),
  ended_at BIGINT
);
CREATE INDEX talk_people_talk ON talk_people(talk_id, ended_at);
CREATE INDEX talk_people_user ON talk_people(user_id, ended_at, talk_id);

CREATE VIRTUAL TABLE talk_search USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize='unicode61 remove_diacritics 0');
