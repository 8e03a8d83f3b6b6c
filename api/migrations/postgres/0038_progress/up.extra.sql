CREATE TRIGGER report_periods_frozen BEFORE UPDATE ON report_periods
  FOR EACH ROW WHEN (OLD.frozen_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE FUNCTION refuse_frozen_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM report_periods p WHERE p.id = NEW.period_id AND p.frozen_at IS NOT NULL) THEN
    RAISE EXCEPTION 'a frozen report never changes';
  END IF;
  IF TG_OP = 'UPDATE' AND EXISTS (SELECT 1 FROM report_periods p WHERE p.id = OLD.period_id AND p.frozen_at IS NOT NULL) THEN
    RAISE EXCEPTION 'a frozen report never changes';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER monthly_reports_passed BEFORE UPDATE ON monthly_reports
  FOR EACH ROW WHEN (OLD.state = 'passed') EXECUTE FUNCTION refuse_change();
CREATE TRIGGER monthly_reports_frozen BEFORE INSERT OR UPDATE ON monthly_reports
  FOR EACH ROW EXECUTE FUNCTION refuse_frozen_report();
CREATE TRIGGER monthly_report_opinions_no_update BEFORE UPDATE ON monthly_report_opinions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER milestone_changes_no_update BEFORE UPDATE ON milestone_changes FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER report_periods_no_delete BEFORE DELETE ON report_periods FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER report_periods_no_truncate BEFORE TRUNCATE ON report_periods EXECUTE FUNCTION refuse_change();
CREATE TRIGGER monthly_reports_no_delete BEFORE DELETE ON monthly_reports FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER monthly_reports_no_truncate BEFORE TRUNCATE ON monthly_reports EXECUTE FUNCTION refuse_change();
CREATE TRIGGER monthly_report_opinions_no_delete BEFORE DELETE ON monthly_report_opinions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER monthly_report_opinions_no_truncate BEFORE TRUNCATE ON monthly_report_opinions EXECUTE FUNCTION refuse_change();
CREATE TRIGGER report_restatements_no_delete BEFORE DELETE ON report_restatements FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER report_restatements_no_truncate BEFORE TRUNCATE ON report_restatements EXECUTE FUNCTION refuse_change();
CREATE TRIGGER milestones_no_delete BEFORE DELETE ON milestones FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER milestones_no_truncate BEFORE TRUNCATE ON milestones EXECUTE FUNCTION refuse_change();
CREATE TRIGGER milestone_changes_no_delete BEFORE DELETE ON milestone_changes FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER milestone_changes_no_truncate BEFORE TRUNCATE ON milestone_changes EXECUTE FUNCTION refuse_change();
CREATE TRIGGER statistics_entries_no_delete BEFORE DELETE ON statistics_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER statistics_entries_no_truncate BEFORE TRUNCATE ON statistics_entries EXECUTE FUNCTION refuse_change();
CREATE TRIGGER project_pauses_no_delete BEFORE DELETE ON project_pauses FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER project_pauses_no_truncate BEFORE TRUNCATE ON project_pauses EXECUTE FUNCTION refuse_change();
