CREATE TRIGGER production_reports_audited BEFORE UPDATE ON production_reports
  FOR EACH ROW WHEN (OLD.state IN ('passed','rejected')) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER production_reports_no_delete BEFORE DELETE ON production_reports FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER production_reports_no_truncate BEFORE TRUNCATE ON production_reports EXECUTE FUNCTION refuse_change();
