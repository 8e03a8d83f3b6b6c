CREATE FUNCTION amendments_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'amendments are immutable history'; END IF;
  IF OLD.state IN ('passed','rejected') THEN RAISE EXCEPTION 'an audited amendment is immutable'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER amendments_audited BEFORE UPDATE OR DELETE ON amendments FOR EACH ROW EXECUTE FUNCTION amendments_guard();
CREATE TRIGGER amendments_no_truncate BEFORE TRUNCATE ON amendments EXECUTE FUNCTION refuse_change();
CREATE TRIGGER amendment_opinions_append_only BEFORE UPDATE OR DELETE ON amendment_opinions
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER amendment_opinions_no_truncate BEFORE TRUNCATE ON amendment_opinions EXECUTE FUNCTION refuse_change();
