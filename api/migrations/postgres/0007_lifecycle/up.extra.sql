CREATE FUNCTION stage_records_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'stage records are immutable history'; END IF;
  IF OLD.state IN ('passed','rejected')
    AND (to_jsonb(NEW) - 'superseded_at' - 'version' - 'updated_at')
      IS DISTINCT FROM (to_jsonb(OLD) - 'superseded_at' - 'version' - 'updated_at') THEN
    RAISE EXCEPTION 'an audited stage record is immutable';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stage_records_audited BEFORE UPDATE OR DELETE ON stage_records
  FOR EACH ROW EXECUTE FUNCTION stage_records_guard();
CREATE FUNCTION stage_evidence_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE owner BIGINT;
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'evidence is immutable history'; END IF;
  owner := CASE WHEN TG_OP = 'INSERT' THEN NEW.record_id ELSE OLD.record_id END;
  IF (SELECT state FROM stage_records WHERE id = owner) IN ('passed','rejected') THEN
    RAISE EXCEPTION 'audited evidence is immutable';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stage_evidence_audited BEFORE INSERT OR UPDATE OR DELETE ON stage_evidence
  FOR EACH ROW EXECUTE FUNCTION stage_evidence_guard();
CREATE TRIGGER stage_opinions_append_only BEFORE UPDATE OR DELETE ON stage_opinions
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stage_log_append_only BEFORE UPDATE OR DELETE ON stage_log
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stage_records_no_truncate BEFORE TRUNCATE ON stage_records EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stage_evidence_no_truncate BEFORE TRUNCATE ON stage_evidence EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stage_opinions_no_truncate BEFORE TRUNCATE ON stage_opinions EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stage_log_no_truncate BEFORE TRUNCATE ON stage_log EXECUTE FUNCTION refuse_change();
