ALTER TABLE users ALTER COLUMN username TYPE TEXT COLLATE "C";
CREATE FUNCTION funds_proof_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a passed entry needs its proof'; END $$;
CREATE TRIGGER funds_entries_proof BEFORE UPDATE ON funds_entries
  FOR EACH ROW WHEN (NEW.state = 'passed' AND NEW.proof_file_id IS NULL) EXECUTE FUNCTION funds_proof_guard();
