-- Signing in and API tokens. Secrets are stored as hashes only.
CREATE TABLE credentials (
  user_id BIGINT NOT NULL PRIMARY KEY REFERENCES users(id),
  password_hash TEXT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE TABLE password_history (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id BIGINT NOT NULL REFERENCES users(id),
  password_hash TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX password_history_user ON password_history(user_id, id);
CREATE TABLE login_attempts (
  subject TEXT NOT NULL PRIMARY KEY,
  failures INTEGER NOT NULL,
  last_failed_at BIGINT NOT NULL,
  locked_until BIGINT
);
-- browsers from which a person has signed in: their failures are counted apart, so that nobody can lock them out
CREATE TABLE known_devices (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id BIGINT NOT NULL REFERENCES users(id),
  token_hash TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  UNIQUE (token_hash, user_id)
);
CREATE INDEX known_devices_user ON known_devices(user_id);
CREATE TABLE sessions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id BIGINT NOT NULL REFERENCES users(id),
  address TEXT NOT NULL,
  device TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  last_used_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  ended_at BIGINT,
  end_reason TEXT
);
CREATE INDEX sessions_user ON sessions(user_id, ended_at);
CREATE TABLE refresh_tokens (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  session_id BIGINT NOT NULL REFERENCES sessions(id),
  token_hash TEXT NOT NULL UNIQUE,
  issued_at BIGINT NOT NULL,
  replaced_at BIGINT
);
CREATE INDEX refresh_tokens_session ON refresh_tokens(session_id);
CREATE TABLE api_tokens (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  prefix TEXT NOT NULL UNIQUE,
  secret_hash TEXT NOT NULL,
  enterprise_id BIGINT,
  created_by BIGINT NOT NULL REFERENCES users(id),
  scopes TEXT NOT NULL CHECK (json_valid(scopes)),
  addresses TEXT NOT NULL CHECK (json_valid(addresses)),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  last_used_at BIGINT,
  revoked_at BIGINT,
  revoked_by BIGINT REFERENCES users(id),
  revoke_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX api_tokens_creator ON api_tokens(created_by);
CREATE INDEX api_tokens_enterprise ON api_tokens(enterprise_id);
CREATE VIRTUAL TABLE users_search USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize='unicode61 remove_diacritics 0');
