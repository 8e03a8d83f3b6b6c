-- Every state that a project ever had, written by the database itself, so that no way of writing can forget it.
-- A version holds from recorded_from_at until recorded_until_at (empty: now). It is closed, never changed, never removed.
-- Of projects that were there before, the present state is all that is known: it counts as recorded since their creation.
CREATE TABLE project_versions (
  row_id INTEGER PRIMARY KEY AUTOINCREMENT,
  recorded_from_at BIGINT NOT NULL,
  recorded_until_at BIGINT,
  id BIGINT NOT NULL REFERENCES projects(id),
  number TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  sort_key TEXT NOT NULL,
  content TEXT NOT NULL,
  stage TEXT NOT NULL,
  stage_no INTEGER NOT NULL,
  end_state TEXT,
  stage_since_on DATE NOT NULL,
  total_investment_yuan BIGINT,
  fixed_assets_yuan BIGINT,
  contract_amount_yuan BIGINT,
  industry_code TEXT,
  industry TEXT,
  chain TEXT,
  division_code TEXT,
  place TEXT,
  park TEXT,
  land_type TEXT,
  land_mu DOUBLE PRECISION,
  lead_source TEXT,
  build_kind TEXT,
  invest_mode TEXT,
  planned_start TEXT,
  planned_end TEXT,
  first_contact_on DATE,
  signed_on DATE,
  started_on DATE,
  producing_on DATE,
  expected_output_yuan BIGINT,
  expected_tax_yuan BIGINT,
  expected_jobs INTEGER,
  lead_unit_id BIGINT NOT NULL,
  introducer TEXT,
  confidential BOOLEAN NOT NULL,
  exclusion_code TEXT,
  exclusion_reason TEXT,
  excluded_by BIGINT,
  excluded_at BIGINT,
  funds_in_place_yuan BIGINT NOT NULL,
  funds_outside_province_yuan BIGINT NOT NULL,
  funds_outside_city_yuan BIGINT NOT NULL,
  remark TEXT,
  source TEXT,
  import_id BIGINT,
  created_by BIGINT,
  version INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CHECK (recorded_until_at IS NULL OR recorded_until_at >= recorded_from_at)
);
CREATE UNIQUE INDEX project_versions_current ON project_versions(id) WHERE recorded_until_at IS NULL;
CREATE INDEX project_versions_project ON project_versions(id, recorded_until_at);
CREATE INDEX project_versions_recorded ON project_versions(recorded_from_at, recorded_until_at, id);
INSERT INTO project_versions (id, number, name, name_key, sort_key, content, stage, stage_no, end_state, stage_since_on, total_investment_yuan, fixed_assets_yuan, contract_amount_yuan, industry_code, industry, chain, division_code, place, park, land_type, land_mu, lead_source, build_kind, invest_mode, planned_start, planned_end, first_contact_on, signed_on, started_on, producing_on, expected_output_yuan, expected_tax_yuan, expected_jobs, lead_unit_id, introducer, confidential, exclusion_code, exclusion_reason, excluded_by, excluded_at, funds_in_place_yuan, funds_outside_province_yuan, funds_outside_city_yuan, remark, source, import_id, created_by, version, created_at, updated_at, recorded_from_at) SELECT id, number, name, name_key, sort_key, content, stage, stage_no, end_state, stage_since_on, total_investment_yuan, fixed_assets_yuan, contract_amount_yuan, industry_code, industry, chain, division_code, place, park, land_type, land_mu, lead_source, build_kind, invest_mode, planned_start, planned_end, first_contact_on, signed_on, started_on, producing_on, expected_output_yuan, expected_tax_yuan, expected_jobs, lead_unit_id, introducer, confidential, exclusion_code, exclusion_reason, excluded_by, excluded_at, funds_in_place_yuan, funds_outside_province_yuan, funds_outside_city_yuan, remark, source, import_id, created_by, version, created_at, updated_at, created_at FROM projects ORDER BY id;
-- parts of a project say from when they hold; empty: as long as the project is there
ALTER TABLE project_units ADD COLUMN
  began_at BIGINT;
ALTER TABLE project_parties ADD COLUMN
  began_at BIGINT;
ALTER TABLE project_phases ADD COLUMN
  began_at BIGINT;
ALTER TABLE project_codes ADD COLUMN
  began_at BIGINT;
CREATE TRIGGER projects_recorded AFTER INSERT ON projects BEGIN INSERT INTO project_versions (id, number, name, name_key, sort_key, content, stage, stage_no, end_state, stage_since_on, total_investment_yuan, fixed_assets_yuan, contract_amount_yuan, industry_code, industry, chain, division_code, place, park, land_type, land_mu, lead_source, build_kind, invest_mode, planned_start, planned_end, first_contact_on, signed_on, started_on, producing_on, expected_output_yuan, expected_tax_yuan, expected_jobs, lead_unit_id, introducer, confidential, exclusion_code, exclusion_reason, excluded_by, excluded_at, funds_in_place_yuan, funds_outside_province_yuan, funds_outside_city_yuan, remark, source, import_id, created_by, version, created_at, updated_at, recorded_from_at) VALUES (NEW.id, NEW.number, NEW.name, NEW.name_key, NEW.sort_key, NEW.content, NEW.stage, NEW.stage_no, NEW.end_state, NEW.stage_since_on, NEW.total_investment_yuan, NEW.fixed_assets_yuan, NEW.contract_amount_yuan, NEW.industry_code, NEW.industry, NEW.chain, NEW.division_code, NEW.place, NEW.park, NEW.land_type, NEW.land_mu, NEW.lead_source, NEW.build_kind, NEW.invest_mode, NEW.planned_start, NEW.planned_end, NEW.first_contact_on, NEW.signed_on, NEW.started_on, NEW.producing_on, NEW.expected_output_yuan, NEW.expected_tax_yuan, NEW.expected_jobs, NEW.lead_unit_id, NEW.introducer, NEW.confidential, NEW.exclusion_code, NEW.exclusion_reason, NEW.excluded_by, NEW.excluded_at, NEW.funds_in_place_yuan, NEW.funds_outside_province_yuan, NEW.funds_outside_city_yuan, NEW.remark, NEW.source, NEW.import_id, NEW.created_by, NEW.version, NEW.created_at, NEW.updated_at, NEW.created_at); END;
CREATE TRIGGER projects_changed AFTER UPDATE OF number, name, name_key, sort_key, content, stage, end_state, stage_since_on, total_investment_yuan, fixed_assets_yuan, contract_amount_yuan, industry_code, industry, chain, division_code, place, park, land_type, land_mu, lead_source, build_kind, invest_mode, planned_start, planned_end, first_contact_on, signed_on, started_on, producing_on, expected_output_yuan, expected_tax_yuan, expected_jobs, lead_unit_id, introducer, confidential, exclusion_code, exclusion_reason, excluded_by, excluded_at, funds_in_place_yuan, funds_outside_province_yuan, funds_outside_city_yuan, remark, source, import_id, created_by ON projects WHEN OLD.number IS NOT NEW.number OR OLD.name IS NOT NEW.name OR OLD.name_key IS NOT NEW.name_key OR OLD.sort_key IS NOT NEW.sort_key OR OLD.content IS NOT NEW.content OR OLD.stage IS NOT NEW.stage OR OLD.end_state IS NOT NEW.end_state OR OLD.stage_since_on IS NOT NEW.stage_since_on OR OLD.total_investment_yuan IS NOT NEW.total_investment_yuan OR OLD.fixed_assets_yuan IS NOT NEW.fixed_assets_yuan OR OLD.contract_amount_yuan IS NOT NEW.contract_amount_yuan OR OLD.industry_code IS NOT NEW.industry_code OR OLD.industry IS NOT NEW.industry OR OLD.chain IS NOT NEW.chain OR OLD.division_code IS NOT NEW.division_code OR OLD.place IS NOT NEW.place OR OLD.park IS NOT NEW.park OR OLD.land_type IS NOT NEW.land_type OR OLD.land_mu IS NOT NEW.land_mu OR OLD.lead_source IS NOT NEW.lead_source OR OLD.build_kind IS NOT NEW.build_kind OR OLD.invest_mode IS NOT NEW.invest_mode OR OLD.planned_start IS NOT NEW.planned_start OR OLD.planned_end IS NOT NEW.planned_end OR OLD.first_contact_on IS NOT NEW.first_contact_on OR OLD.signed_on IS NOT NEW.signed_on OR OLD.started_on IS NOT NEW.started_on OR OLD.producing_on IS NOT NEW.producing_on OR OLD.expected_output_yuan IS NOT NEW.expected_output_yuan OR OLD.expected_tax_yuan IS NOT NEW.expected_tax_yuan OR OLD.expected_jobs IS NOT NEW.expected_jobs OR OLD.lead_unit_id IS NOT NEW.lead_unit_id OR OLD.introducer IS NOT NEW.introducer OR OLD.confidential IS NOT NEW.confidential OR OLD.exclusion_code IS NOT NEW.exclusion_code OR OLD.exclusion_reason IS NOT NEW.exclusion_reason OR OLD.excluded_by IS NOT NEW.excluded_by OR OLD.excluded_at IS NOT NEW.excluded_at OR OLD.funds_in_place_yuan IS NOT NEW.funds_in_place_yuan OR OLD.funds_outside_province_yuan IS NOT NEW.funds_outside_province_yuan OR OLD.funds_outside_city_yuan IS NOT NEW.funds_outside_city_yuan OR OLD.remark IS NOT NEW.remark OR OLD.source IS NOT NEW.source OR OLD.import_id IS NOT NEW.import_id OR OLD.created_by IS NOT NEW.created_by BEGIN UPDATE project_versions SET recorded_until_at = MAX(NEW.updated_at, recorded_from_at) WHERE id = NEW.id AND recorded_until_at IS NULL; INSERT INTO project_versions (id, number, name, name_key, sort_key, content, stage, stage_no, end_state, stage_since_on, total_investment_yuan, fixed_assets_yuan, contract_amount_yuan, industry_code, industry, chain, division_code, place, park, land_type, land_mu, lead_source, build_kind, invest_mode, planned_start, planned_end, first_contact_on, signed_on, started_on, producing_on, expected_output_yuan, expected_tax_yuan, expected_jobs, lead_unit_id, introducer, confidential, exclusion_code, exclusion_reason, excluded_by, excluded_at, funds_in_place_yuan, funds_outside_province_yuan, funds_outside_city_yuan, remark, source, import_id, created_by, version, created_at, updated_at, recorded_from_at) VALUES (NEW.id, NEW.number, NEW.name, NEW.name_key, NEW.sort_key, NEW.content, NEW.stage, NEW.stage_no, NEW.end_state, NEW.stage_since_on, NEW.total_investment_yuan, NEW.fixed_assets_yuan, NEW.contract_amount_yuan, NEW.industry_code, NEW.industry, NEW.chain, NEW.division_code, NEW.place, NEW.park, NEW.land_type, NEW.land_mu, NEW.lead_source, NEW.build_kind, NEW.invest_mode, NEW.planned_start, NEW.planned_end, NEW.first_contact_on, NEW.signed_on, NEW.started_on, NEW.producing_on, NEW.expected_output_yuan, NEW.expected_tax_yuan, NEW.expected_jobs, NEW.lead_unit_id, NEW.introducer, NEW.confidential, NEW.exclusion_code, NEW.exclusion_reason, NEW.excluded_by, NEW.excluded_at, NEW.funds_in_place_yuan, NEW.funds_outside_province_yuan, NEW.funds_outside_city_yuan, NEW.remark, NEW.source, NEW.import_id, NEW.created_by, NEW.version, NEW.created_at, NEW.updated_at, COALESCE((SELECT MAX(recorded_until_at) FROM project_versions WHERE id = NEW.id), NEW.updated_at)); END;
CREATE TRIGGER project_versions_closed BEFORE UPDATE ON project_versions WHEN OLD.recorded_until_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'the history of projects is append-only'); END;
CREATE TRIGGER project_versions_content BEFORE UPDATE OF row_id, recorded_from_at, id, number, name, name_key, sort_key, content, stage, stage_no, end_state, stage_since_on, total_investment_yuan, fixed_assets_yuan, contract_amount_yuan, industry_code, industry, chain, division_code, place, park, land_type, land_mu, lead_source, build_kind, invest_mode, planned_start, planned_end, first_contact_on, signed_on, started_on, producing_on, expected_output_yuan, expected_tax_yuan, expected_jobs, lead_unit_id, introducer, confidential, exclusion_code, exclusion_reason, excluded_by, excluded_at, funds_in_place_yuan, funds_outside_province_yuan, funds_outside_city_yuan, remark, source, import_id, created_by, version, created_at, updated_at ON project_versions BEGIN SELECT RAISE(ABORT, 'the history of projects is append-only'); END;
CREATE TRIGGER project_versions_no_delete BEFORE DELETE ON project_versions BEGIN SELECT RAISE(ABORT, 'the history of projects is append-only'); END;
