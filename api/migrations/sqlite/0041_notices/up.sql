-- What a person was told and has read, copies among colleagues, channels outwards and what went through them.
CREATE TABLE carbon_copies (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  resource TEXT NOT NULL CHECK (resource IN ('project','trip','reception','talk','claim')),
  resource_id BIGINT NOT NULL,
  project_id BIGINT REFERENCES projects(id),
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  from_id BIGINT NOT NULL REFERENCES users(id),
  to_id BIGINT NOT NULL REFERENCES users(id),
  sent_at BIGINT NOT NULL,
  read_at BIGINT
);
CREATE INDEX carbon_copies_to ON carbon_copies(to_id, id);
CREATE INDEX carbon_copies_unread ON carbon_copies(to_id, id) WHERE read_at IS NULL;
CREATE INDEX carbon_copies_from ON carbon_copies(from_id, id);
CREATE INDEX carbon_copies_project ON carbon_copies(project_id);

-- once_key names person, thing, day and stage: nobody is told the same twice
CREATE TABLE notices (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id BIGINT NOT NULL REFERENCES users(id),
  once_key TEXT NOT NULL,
  kind TEXT NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('before','today','after','news')),
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  confidential BOOLEAN NOT NULL,
  resource TEXT NOT NULL,
  resource_id BIGINT NOT NULL,
  part_id BIGINT,
  due_on DATE,
  created_at BIGINT NOT NULL,
  read_at BIGINT,
  handed_at BIGINT,
  UNIQUE (user_id, once_key)
);
CREATE INDEX notices_user ON notices(user_id, id);
CREATE INDEX notices_unread ON notices(user_id, id) WHERE read_at IS NULL;
CREATE INDEX notices_unhanded ON notices(id) WHERE handed_at IS NULL;

CREATE TABLE notice_settings (
  user_id BIGINT PRIMARY KEY REFERENCES users(id),
  email TEXT,
  quiet_kinds TEXT NOT NULL CHECK (json_valid(quiet_kinds)),
  updated_at BIGINT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
);

-- what opens a robot or a group is kept sealed
CREATE TABLE channels (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('wecom_robot','dingtalk_robot','email')),
  unit_id BIGINT REFERENCES units(id),
  kinds TEXT NOT NULL CHECK (json_valid(kinds)),
  recipients TEXT NOT NULL CHECK (json_valid(recipients)),
  sealed_key TEXT,
  sealed_secret TEXT,
  active BOOLEAN NOT NULL,
  created_by BIGINT REFERENCES users(id),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX channels_name ON channels(name);
CREATE INDEX channels_unit ON channels(unit_id);

CREATE TABLE outgoing_messages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  channel_id BIGINT NOT NULL REFERENCES channels(id),
  user_id BIGINT REFERENCES users(id),
  recipient TEXT,
  purpose TEXT NOT NULL CHECK (purpose IN ('reminder','test')),
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued','sent','failed','given_up')),
  attempts INTEGER NOT NULL DEFAULT 0,
  last_error TEXT,
  created_at BIGINT NOT NULL,
  sent_at BIGINT,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX outgoing_messages_channel ON outgoing_messages(channel_id, id);
CREATE INDEX outgoing_messages_state ON outgoing_messages(state, id);
CREATE INDEX outgoing_messages_user ON outgoing_messages(user_id);
