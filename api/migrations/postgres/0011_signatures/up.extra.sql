ALTER TABLE signing_events ALTER COLUMN sort_key TYPE TEXT COLLATE "C";
CREATE TABLE signing_event_search (rowid BIGINT PRIMARY KEY, tokens TSVECTOR NOT NULL);
CREATE INDEX signing_event_search_tokens ON signing_event_search USING gin(tokens) WITH (fastupdate=off);
CREATE TRIGGER signing_events_no_delete BEFORE DELETE ON signing_events FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER signing_events_no_truncate BEFORE TRUNCATE ON signing_events EXECUTE FUNCTION refuse_change();
CREATE FUNCTION signatures_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE may_change TEXT[] := ARRAY['event_id', 'signed_on', 'amount_yuan', 'record_id', 'superseded_at', 'updated_at', 'version'];
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'signatures are immutable history'; END IF;
  IF OLD.state IN ('passed','rejected') AND (to_jsonb(NEW) - may_change) IS DISTINCT FROM (to_jsonb(OLD) - may_change) THEN
    RAISE EXCEPTION 'an audited signature is immutable';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER signatures_audited BEFORE UPDATE OR DELETE ON signatures FOR EACH ROW EXECUTE FUNCTION signatures_guard();
CREATE TRIGGER signatures_no_truncate BEFORE TRUNCATE ON signatures EXECUTE FUNCTION refuse_change();
CREATE FUNCTION signature_files_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE owner BIGINT;
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'evidence is immutable history'; END IF;
  owner := CASE WHEN TG_OP = 'INSERT' THEN NEW.signature_id ELSE OLD.signature_id END;
  IF EXISTS (SELECT 1 FROM signatures WHERE id = owner AND state IN ('passed','rejected') AND (TG_OP = 'UPDATE' OR NOT takeover)) THEN
    RAISE EXCEPTION 'audited evidence is immutable';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER signature_files_audited BEFORE INSERT OR UPDATE OR DELETE ON signature_files
  FOR EACH ROW EXECUTE FUNCTION signature_files_guard();
CREATE TRIGGER signature_files_no_truncate BEFORE TRUNCATE ON signature_files EXECUTE FUNCTION refuse_change();
CREATE TRIGGER signature_opinions_append_only BEFORE UPDATE OR DELETE ON signature_opinions
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER signature_opinions_no_truncate BEFORE TRUNCATE ON signature_opinions EXECUTE FUNCTION refuse_change();
CREATE FUNCTION signature_counts_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.recorded_until_at IS NOT NULL
    OR (to_jsonb(NEW) - 'recorded_until_at') IS DISTINCT FROM (to_jsonb(OLD) - 'recorded_until_at') THEN
    RAISE EXCEPTION 'what was counted is append-only';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER signature_counts_append_only BEFORE UPDATE OR DELETE ON signature_counts
  FOR EACH ROW EXECUTE FUNCTION signature_counts_guard();
CREATE TRIGGER signature_counts_no_truncate BEFORE TRUNCATE ON signature_counts EXECUTE FUNCTION refuse_change();
CREATE TRIGGER repeat_answers_append_only BEFORE UPDATE OR DELETE ON repeat_answers
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER repeat_answers_no_truncate BEFORE TRUNCATE ON repeat_answers EXECUTE FUNCTION refuse_change();
