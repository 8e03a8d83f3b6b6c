-- Signing events, signed papers with evidence and opinions, what each paper counts, and answers about repeated signings.
CREATE TABLE signing_events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  edition INTEGER CHECK (edition BETWEEN 1 AND 999),
  title_key TEXT NOT NULL,
  sort_key TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('fair','promotion','delegation','ceremony','ordinary','other')),
  held_from_on DATE NOT NULL,
  held_to_on DATE NOT NULL,
  place TEXT,
  host TEXT,
  remark TEXT,
  closed_at BIGINT,
  closed_by BIGINT REFERENCES users(id),
  close_reason TEXT,
  created_by BIGINT REFERENCES users(id),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (held_to_on >= held_from_on)
);
CREATE UNIQUE INDEX signing_events_title ON signing_events(title_key, held_from_on);
CREATE INDEX signing_events_held ON signing_events(held_from_on, id);
CREATE INDEX signing_events_sorted ON signing_events(sort_key, id);
CREATE VIRTUAL TABLE signing_event_search USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize='unicode61 remove_diacritics 0');

-- one row = one signed paper of a project
CREATE TABLE signatures (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects(id),
  strength TEXT NOT NULL CHECK (strength IN ('intent','framework','agreement','contract')),
  kind TEXT NOT NULL CHECK (kind IN ('first','upgraded_paper','increase','rank_up','owner_change','reannouncement')),
  event_id BIGINT REFERENCES signing_events(id),
  signed_on DATE NOT NULL,
  amount_yuan BIGINT CHECK (amount_yuan >= 0),
  parties TEXT NOT NULL,
  note TEXT,
  predecessor_id BIGINT REFERENCES signatures(id),
  record_id BIGINT REFERENCES stage_records(id),
  takeover BOOLEAN NOT NULL DEFAULT FALSE,
  takeover_reason TEXT,
  state TEXT NOT NULL CHECK (state IN ('draft','submitted','passed','supplement','rejected','recalled')),
  submitted_by BIGINT REFERENCES users(id),
  submitted_at BIGINT,
  audited_by BIGINT REFERENCES users(id),
  audited_at BIGINT,
  audit_opinion TEXT,
  superseded_at BIGINT,
  created_by BIGINT REFERENCES users(id),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (audited_by IS NULL OR submitted_by IS NULL OR audited_by <> submitted_by),
  CHECK (amount_yuan IS NOT NULL OR strength IN ('intent','framework')),
  CHECK (NOT takeover OR takeover_reason IS NOT NULL)
);
CREATE INDEX signatures_project ON signatures(project_id, state, id);
CREATE INDEX signatures_event ON signatures(event_id, state, strength);
CREATE INDEX signatures_signed ON signatures(signed_on, id);
CREATE INDEX signatures_updated ON signatures(updated_at, id);
CREATE INDEX signatures_awaiting ON signatures(state, strength, signed_on);
CREATE UNIQUE INDEX signatures_record ON signatures(record_id) WHERE record_id IS NOT NULL;
CREATE UNIQUE INDEX signatures_taken_over_once ON signatures(project_id) WHERE takeover AND superseded_at IS NULL;

CREATE TABLE signature_files (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  signature_id BIGINT NOT NULL REFERENCES signatures(id),
  purpose TEXT NOT NULL CHECK (purpose IN ('text','photo','proof')),
  file_id BIGINT NOT NULL REFERENCES files(id),
  added_by BIGINT REFERENCES users(id),
  added_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE UNIQUE INDEX signature_files_current ON signature_files(signature_id, purpose, file_id) WHERE ended_at IS NULL;
CREATE INDEX signature_files_file ON signature_files(file_id);

CREATE TABLE signature_opinions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  signature_id BIGINT NOT NULL REFERENCES signatures(id),
  result TEXT NOT NULL CHECK (result IN ('passed','supplement','rejected')),
  opinion TEXT NOT NULL,
  given_by BIGINT REFERENCES users(id),
  given_at BIGINT NOT NULL
);
CREATE INDEX signature_opinions_signature ON signature_opinions(signature_id, id);

-- what a passed paper counts, from one instant until another: closed and followed, never changed. The cohorts of all
-- rates are made from this table.
CREATE TABLE signature_counts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  signature_id BIGINT NOT NULL REFERENCES signatures(id),
  project_id BIGINT NOT NULL REFERENCES projects(id),
  event_id BIGINT REFERENCES signing_events(id),
  counted_on DATE,
  count INTEGER NOT NULL CHECK (count IN (0, 1)),
  amount_yuan BIGINT NOT NULL CHECK (amount_yuan >= 0),
  takeover BOOLEAN NOT NULL,
  why TEXT NOT NULL,
  recorded_from_at BIGINT NOT NULL,
  recorded_until_at BIGINT,
  CHECK (counted_on IS NOT NULL OR (count = 0 AND amount_yuan = 0)),
  CHECK (recorded_until_at IS NULL OR recorded_until_at >= recorded_from_at)
);
-- a project is counted once, whatever two auditors do at once
CREATE UNIQUE INDEX signature_counts_once ON signature_counts(project_id) WHERE count = 1 AND recorded_until_at IS NULL;
CREATE UNIQUE INDEX signature_counts_current ON signature_counts(signature_id) WHERE recorded_until_at IS NULL;
CREATE INDEX signature_counts_event ON signature_counts(event_id, counted_on, project_id);
CREATE INDEX signature_counts_day ON signature_counts(counted_on, project_id);

-- a person's answer to the suspicion that two projects are one signing
CREATE TABLE repeat_answers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects(id),
  other_project_id BIGINT NOT NULL REFERENCES projects(id),
  answer TEXT NOT NULL CHECK (answer IN ('different','repeated')),
  reason TEXT NOT NULL,
  answered_by BIGINT REFERENCES users(id),
  answered_at BIGINT NOT NULL,
  CHECK (project_id <> other_project_id)
);
CREATE INDEX repeat_answers_project ON repeat_answers(project_id, id);
CREATE INDEX repeat_answers_other ON repeat_answers(other_project_id, id);

CREATE TRIGGER signing_events_no_delete BEFORE DELETE ON signing_events BEGIN SELECT RAISE(ABORT, 'signing events are closed, never deleted'); END;
CREATE TRIGGER signatures_audited BEFORE UPDATE OF id, project_id, strength, kind, parties, note, predecessor_id, takeover, takeover_reason, state, submitted_by, submitted_at, audited_by, audited_at, audit_opinion, created_by, created_at ON signatures WHEN OLD.state IN ('passed','rejected') BEGIN SELECT RAISE(ABORT, 'an audited signature is immutable'); END;
CREATE TRIGGER signatures_no_delete BEFORE DELETE ON signatures BEGIN SELECT RAISE(ABORT, 'signatures are immutable history'); END;
CREATE TRIGGER signature_files_no_insert BEFORE INSERT ON signature_files WHEN (SELECT state FROM signatures WHERE id = NEW.signature_id) IN ('passed','rejected') AND NOT (SELECT takeover FROM signatures WHERE id = NEW.signature_id) BEGIN SELECT RAISE(ABORT, 'audited evidence is immutable'); END;
CREATE TRIGGER signature_files_no_update BEFORE UPDATE ON signature_files WHEN (SELECT state FROM signatures WHERE id = OLD.signature_id) IN ('passed','rejected') BEGIN SELECT RAISE(ABORT, 'audited evidence is immutable'); END;
CREATE TRIGGER signature_files_no_delete BEFORE DELETE ON signature_files BEGIN SELECT RAISE(ABORT, 'evidence is immutable history'); END;
CREATE TRIGGER signature_opinions_no_update BEFORE UPDATE ON signature_opinions BEGIN SELECT RAISE(ABORT, 'opinions are append-only'); END;
CREATE TRIGGER signature_opinions_no_delete BEFORE DELETE ON signature_opinions BEGIN SELECT RAISE(ABORT, 'opinions are append-only'); END;
CREATE TRIGGER signature_counts_closed BEFORE UPDATE ON signature_counts WHEN OLD.recorded_until_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'what was counted is append-only'); END;
CREATE TRIGGER signature_counts_content BEFORE UPDATE OF id, signature_id, project_id, event_id, counted_on, count, amount_yuan, takeover, why, recorded_from_at ON signature_counts BEGIN SELECT RAISE(ABORT, 'what was counted is append-only'); END;
CREATE TRIGGER signature_counts_no_delete BEFORE DELETE ON signature_counts BEGIN SELECT RAISE(ABORT, 'what was counted is append-only'); END;
CREATE TRIGGER repeat_answers_no_update BEFORE UPDATE ON repeat_answers BEGIN SELECT RAISE(ABORT, 'answers are append-only'); END;
CREATE TRIGGER repeat_answers_no_delete BEFORE DELETE ON repeat_answers BEGIN SELECT RAISE(ABORT, 'answers are append-only'); END;
