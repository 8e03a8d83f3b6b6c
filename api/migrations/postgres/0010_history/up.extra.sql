CREATE FUNCTION record_project() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE since TIMESTAMPTZ := NEW.created_at;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    UPDATE project_versions SET recorded_until_at = GREATEST(NEW.updated_at, recorded_from_at)
      WHERE id = NEW.id AND recorded_until_at IS NULL RETURNING recorded_until_at INTO since;
    since := COALESCE(since, NEW.updated_at);
  END IF;
  INSERT INTO project_versions (id, number, name, name_key, sort_key, content, stage, stage_no, end_state, stage_since_on, total_investment_yuan, fixed_assets_yuan, contract_amount_yuan, industry_code, industry, chain, division_code, place, park, land_type, land_mu, lead_source, build_kind, invest_mode, planned_start, planned_end, first_contact_on, signed_on, started_on, producing_on, expected_output_yuan, expected_tax_yuan, expected_jobs, lead_unit_id, introducer, confidential, exclusion_code, exclusion_reason, excluded_by, excluded_at, funds_in_place_yuan, funds_outside_province_yuan, funds_outside_city_yuan, remark, source, import_id, created_by, version, created_at, updated_at, recorded_from_at)
    VALUES (NEW.id, NEW.number, NEW.name, NEW.name_key, NEW.sort_key, NEW.content, NEW.stage, NEW.stage_no, NEW.end_state, NEW.stage_since_on, NEW.total_investment_yuan, NEW.fixed_assets_yuan, NEW.contract_amount_yuan, NEW.industry_code, NEW.industry, NEW.chain, NEW.division_code, NEW.place, NEW.park, NEW.land_type, NEW.land_mu, NEW.lead_source, NEW.build_kind, NEW.invest_mode, NEW.planned_start, NEW.planned_end, NEW.first_contact_on, NEW.signed_on, NEW.started_on, NEW.producing_on, NEW.expected_output_yuan, NEW.expected_tax_yuan, NEW.expected_jobs, NEW.lead_unit_id, NEW.introducer, NEW.confidential, NEW.exclusion_code, NEW.exclusion_reason, NEW.excluded_by, NEW.excluded_at, NEW.funds_in_place_yuan, NEW.funds_outside_province_yuan, NEW.funds_outside_city_yuan, NEW.remark, NEW.source, NEW.import_id, NEW.created_by, NEW.version, NEW.created_at, NEW.updated_at, since);
  RETURN NULL;
END $$;
CREATE TRIGGER projects_recorded AFTER INSERT ON projects FOR EACH ROW EXECUTE FUNCTION record_project();
CREATE TRIGGER projects_changed AFTER UPDATE OF number, name, name_key, sort_key, content, stage, end_state, stage_since_on, total_investment_yuan, fixed_assets_yuan, contract_amount_yuan, industry_code, industry, chain, division_code, place, park, land_type, land_mu, lead_source, build_kind, invest_mode, planned_start, planned_end, first_contact_on, signed_on, started_on, producing_on, expected_output_yuan, expected_tax_yuan, expected_jobs, lead_unit_id, introducer, confidential, exclusion_code, exclusion_reason, excluded_by, excluded_at, funds_in_place_yuan, funds_outside_province_yuan, funds_outside_city_yuan, remark, source, import_id, created_by ON projects FOR EACH ROW
  WHEN ((OLD.number, OLD.name, OLD.name_key, OLD.sort_key, OLD.content, OLD.stage, OLD.end_state, OLD.stage_since_on, OLD.total_investment_yuan, OLD.fixed_assets_yuan, OLD.contract_amount_yuan, OLD.industry_code, OLD.industry, OLD.chain, OLD.division_code, OLD.place, OLD.park, OLD.land_type, OLD.land_mu, OLD.lead_source, OLD.build_kind, OLD.invest_mode, OLD.planned_start, OLD.planned_end, OLD.first_contact_on, OLD.signed_on, OLD.started_on, OLD.producing_on, OLD.expected_output_yuan, OLD.expected_tax_yuan, OLD.expected_jobs, OLD.lead_unit_id, OLD.introducer, OLD.confidential, OLD.exclusion_code, OLD.exclusion_reason, OLD.excluded_by, OLD.excluded_at, OLD.funds_in_place_yuan, OLD.funds_outside_province_yuan, OLD.funds_outside_city_yuan, OLD.remark, OLD.source, OLD.import_id, OLD.created_by) IS DISTINCT FROM (NEW.number, NEW.name, NEW.name_key, NEW.sort_key, NEW.content, NEW.stage, NEW.end_state, NEW.stage_since_on, NEW.total_investment_yuan, NEW.fixed_assets_yuan, NEW.contract_amount_yuan, NEW.industry_code, NEW.industry, NEW.chain, NEW.division_code, NEW.place, NEW.park, NEW.land_type, NEW.land_mu, NEW.lead_source, NEW.build_kind, NEW.invest_mode, NEW.planned_start, NEW.planned_end, NEW.first_contact_on, NEW.signed_on, NEW.started_on, NEW.producing_on, NEW.expected_output_yuan, NEW.expected_tax_yuan, NEW.expected_jobs, NEW.lead_unit_id, NEW.introducer, NEW.confidential, NEW.exclusion_code, NEW.exclusion_reason, NEW.excluded_by, NEW.excluded_at, NEW.funds_in_place_yuan, NEW.funds_outside_province_yuan, NEW.funds_outside_city_yuan, NEW.remark, NEW.source, NEW.import_id, NEW.created_by)) EXECUTE FUNCTION record_project();
CREATE FUNCTION project_versions_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.recorded_until_at IS NOT NULL
    OR (to_jsonb(NEW) - 'recorded_until_at') IS DISTINCT FROM (to_jsonb(OLD) - 'recorded_until_at') THEN
    RAISE EXCEPTION 'the history of projects is append-only';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER project_versions_append_only BEFORE UPDATE ON project_versions
  FOR EACH ROW EXECUTE FUNCTION project_versions_guard();
CREATE TRIGGER project_versions_no_delete BEFORE DELETE ON project_versions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER project_versions_no_truncate BEFORE TRUNCATE ON project_versions EXECUTE FUNCTION refuse_change();
ALTER TABLE project_versions ALTER COLUMN sort_key TYPE TEXT COLLATE "C";
ALTER TABLE project_versions ALTER COLUMN number TYPE TEXT COLLATE "C";
