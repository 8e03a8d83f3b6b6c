SELECT setval(pg_get_serial_sequence('stage_log', 'id'), (SELECT COALESCE(MAX(id), 0) + 1 FROM stage_log), false);
CREATE TRIGGER stage_log_append_only BEFORE UPDATE OR DELETE ON stage_log
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stage_log_no_truncate BEFORE TRUNCATE ON stage_log EXECUTE FUNCTION refuse_change();
CREATE FUNCTION closed_row_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> TG_ARGV[0] THEN RAISE EXCEPTION 'a closed row of % is immutable', TG_TABLE_NAME; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER claim_extensions_decided BEFORE UPDATE ON claim_extensions
  FOR EACH ROW EXECUTE FUNCTION closed_row_guard('asked');
CREATE TRIGGER claim_objections_ruled BEFORE UPDATE ON claim_objections
  FOR EACH ROW EXECUTE FUNCTION closed_row_guard('open');
CREATE TRIGGER claim_transfers_closed BEFORE UPDATE ON claim_transfers
  FOR EACH ROW EXECUTE FUNCTION closed_row_guard('open');
CREATE TRIGGER claim_transfer_asks_answered BEFORE UPDATE ON claim_transfer_asks
  FOR EACH ROW EXECUTE FUNCTION closed_row_guard('asked');
CREATE TRIGGER claim_progress_append_only BEFORE UPDATE ON claim_progress
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER credit_shares_append_only BEFORE UPDATE ON credit_shares
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
DO $$
DECLARE t TEXT;
BEGIN
  FOREACH t IN ARRAY ARRAY['first_claims','claim_progress','claim_extensions','claim_objections','claim_transfers','claim_transfer_asks','credit_share_sets','credit_shares'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t || '_no_delete', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I EXECUTE FUNCTION refuse_change()', t || '_no_truncate', t);
  END LOOP;
END $$;
