-- Answers kept for a replay are sealed with the caller's own key; of that key only a hash is stored. What was kept in
-- clear text before goes.
DROP TABLE idempotency_keys;
CREATE TABLE idempotency_keys (
  principal TEXT NOT NULL,
  key_hash TEXT NOT NULL,
  operation TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  status INTEGER NOT NULL,
  sealed TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (principal, key_hash)
);
CREATE INDEX idempotency_age ON idempotency_keys(created_at);

-- One-time passwords end; lasting ones have no end.
ALTER TABLE credentials ADD COLUMN
  expires_at BIGINT;

-- Enterprises registered by mistake are withdrawn, not deleted; those that came with an import go with it.
ALTER TABLE enterprises ADD COLUMN
  withdrawn_at BIGINT;
ALTER TABLE enterprises ADD COLUMN
  withdrawn_by BIGINT REFERENCES users(id);
ALTER TABLE enterprises ADD COLUMN
  withdraw_reason TEXT;
ALTER TABLE enterprises ADD COLUMN
  import_id BIGINT;
DROP INDEX enterprises_credit_code;
CREATE UNIQUE INDEX enterprises_credit_code ON enterprises(credit_code) WHERE merged_into_id IS NULL AND withdrawn_at IS NULL;
CREATE INDEX enterprises_import ON enterprises(import_id);

-- No money counts without the document that proves it.
CREATE TRIGGER funds_entries_proof BEFORE UPDATE ON funds_entries WHEN NEW.state = 'passed' AND NEW.proof_file_id IS NULL BEGIN SELECT RAISE(ABORT, 'a passed entry needs its proof'); END;
