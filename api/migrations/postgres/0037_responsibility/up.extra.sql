CREATE TRIGGER assignments_no_delete BEFORE DELETE ON assignments FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER assignments_no_truncate BEFORE TRUNCATE ON assignments EXECUTE FUNCTION refuse_change();
INSERT INTO project_lead_terms (project_id, unit_id, from_on, began_at)
  SELECT id, lead_unit_id, (created_at AT TIME ZONE 'Asia/Shanghai')::date, created_at FROM projects ORDER BY id;
CREATE FUNCTION record_project_lead() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE since timestamptz := NEW.created_at;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    since := NEW.updated_at;
    UPDATE project_lead_terms SET until_on = (since AT TIME ZONE 'Asia/Shanghai')::date - 1, ended_at = since
      WHERE project_id = NEW.id AND ended_at IS NULL;
  END IF;
  INSERT INTO project_lead_terms (project_id, unit_id, from_on, began_at)
    VALUES (NEW.id, NEW.lead_unit_id, (since AT TIME ZONE 'Asia/Shanghai')::date, since);
  RETURN NULL;
END $$;
CREATE TRIGGER project_lead_began AFTER INSERT ON projects FOR EACH ROW EXECUTE FUNCTION record_project_lead();
CREATE TRIGGER project_lead_moved AFTER UPDATE OF lead_unit_id ON projects FOR EACH ROW
  WHEN (OLD.lead_unit_id <> NEW.lead_unit_id) EXECUTE FUNCTION record_project_lead();
CREATE TRIGGER project_lead_terms_no_delete BEFORE DELETE ON project_lead_terms FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER project_lead_terms_no_truncate BEFORE TRUNCATE ON project_lead_terms EXECUTE FUNCTION refuse_change();
CREATE TRIGGER project_plans_no_change BEFORE UPDATE OR DELETE ON project_plans FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER project_plans_no_truncate BEFORE TRUNCATE ON project_plans EXECUTE FUNCTION refuse_change();
