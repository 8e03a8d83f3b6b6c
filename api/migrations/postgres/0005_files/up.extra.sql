CREATE FUNCTION files_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.sealed_at IS NOT NULL THEN RAISE EXCEPTION 'sealed file is immutable'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF (to_jsonb(NEW) - 'sealed_at') IS DISTINCT FROM (to_jsonb(OLD) - 'sealed_at') THEN
    RAISE EXCEPTION 'content of a file is immutable';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER files_immutable BEFORE UPDATE OR DELETE ON files FOR EACH ROW EXECUTE FUNCTION files_guard();
CREATE TRIGGER files_no_truncate BEFORE TRUNCATE ON files EXECUTE FUNCTION refuse_change();
