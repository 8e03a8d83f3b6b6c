-- Kept totals of the projects that are not confidential, so that counts, sums and the board need not read every project.
-- One row ("cell") is what projects of one stage, end state and exclusion have in common with one item of an axis; the
-- axis `all` has the one item ''. An item is '=' and the value, or '' where the project has none. Triggers keep the cells
-- in the transaction of the change. `slot` lets writers of PostgreSQL pass each other; SQLite has slot 0 only.
CREATE TABLE project_rollups (
  axis TEXT NOT NULL CHECK (axis IN ('all','unit','industry','chain')),
  item TEXT NOT NULL,
  stage TEXT NOT NULL,
  end_state TEXT NOT NULL,
  excluded BOOLEAN NOT NULL,
  slot INTEGER NOT NULL,
  projects BIGINT NOT NULL,
  total_investment_yuan BIGINT NOT NULL,
  known_amounts BIGINT NOT NULL,
  fixed_assets_yuan BIGINT NOT NULL,
  contract_amount_yuan BIGINT NOT NULL,
  funds_in_place_yuan BIGINT NOT NULL,
  funds_outside_province_yuan BIGINT NOT NULL,
  funds_outside_city_yuan BIGINT NOT NULL,
  PRIMARY KEY (axis, item, stage, end_state, excluded, slot)
);
INSERT INTO project_rollups (axis, item, stage, end_state, excluded, slot, projects, total_investment_yuan, known_amounts, fixed_assets_yuan, contract_amount_yuan, funds_in_place_yuan, funds_outside_province_yuan, funds_outside_city_yuan)
  SELECT 'all', '', stage, COALESCE(end_state, ''), exclusion_code IS NOT NULL, 0, COUNT(*), COALESCE(SUM(total_investment_yuan), 0), COUNT(total_investment_yuan), COALESCE(SUM(fixed_assets_yuan), 0), COALESCE(SUM(contract_amount_yuan), 0), COALESCE(SUM(funds_in_place_yuan), 0), COALESCE(SUM(funds_outside_province_yuan), 0), COALESCE(SUM(funds_outside_city_yuan), 0)
  FROM projects WHERE NOT confidential GROUP BY 2, 3, 4, 5;
INSERT INTO project_rollups (axis, item, stage, end_state, excluded, slot, projects, total_investment_yuan, known_amounts, fixed_assets_yuan, contract_amount_yuan, funds_in_place_yuan, funds_outside_province_yuan, funds_outside_city_yuan)
  SELECT 'unit', '=' || lead_unit_id, stage, COALESCE(end_state, ''), exclusion_code IS NOT NULL, 0, COUNT(*), COALESCE(SUM(total_investment_yuan), 0), COUNT(total_investment_yuan), COALESCE(SUM(fixed_assets_yuan), 0), COALESCE(SUM(contract_amount_yuan), 0), COALESCE(SUM(funds_in_place_yuan), 0), COALESCE(SUM(funds_outside_province_yuan), 0), COALESCE(SUM(funds_outside_city_yuan), 0)
  FROM projects WHERE NOT confidential GROUP BY 2, 3, 4, 5;
INSERT INTO project_rollups (axis, item, stage, end_state, excluded, slot, projects, total_investment_yuan, known_amounts, fixed_assets_yuan, contract_amount_yuan, funds_in_place_yuan, funds_outside_province_yuan, funds_outside_city_yuan)
  SELECT 'industry', COALESCE('=' || industry_code, ''), stage, COALESCE(end_state, ''), exclusion_code IS NOT NULL, 0, COUNT(*), COALESCE(SUM(total_investment_yuan), 0), COUNT(total_investment_yuan), COALESCE(SUM(fixed_assets_yuan), 0), COALESCE(SUM(contract_amount_yuan), 0), COALESCE(SUM(funds_in_place_yuan), 0), COALESCE(SUM(funds_outside_province_yuan), 0), COALESCE(SUM(funds_outside_city_yuan), 0)
  FROM projects WHERE NOT confidential GROUP BY 2, 3, 4, 5;
INSERT INTO project_rollups (axis, item, stage, end_state, excluded, slot, projects, total_investment_yuan, known_amounts, fixed_assets_yuan, contract_amount_yuan, funds_in_place_yuan, funds_outside_province_yuan, funds_outside_city_yuan)
  SELECT 'chain', COALESCE('=' || chain, ''), stage, COALESCE(end_state, ''), exclusion_code IS NOT NULL, 0, COUNT(*), COALESCE(SUM(total_investment_yuan), 0), COUNT(total_investment_yuan), COALESCE(SUM(fixed_assets_yuan), 0), COALESCE(SUM(contract_amount_yuan), 0), COALESCE(SUM(funds_in_place_yuan), 0), COALESCE(SUM(funds_outside_province_yuan), 0), COALESCE(SUM(funds_outside_city_yuan), 0)
  FROM projects WHERE NOT confidential GROUP BY 2, 3, 4, 5;
-- the cards of a column of the board, and lists of one stage, unit or chain in the usual order
CREATE INDEX projects_board ON projects(stage, stage_since_on, id);
CREATE INDEX projects_chain ON projects(chain, updated_at, id);
-- who registered what, confidential ones apart
DROP INDEX projects_created_by;
CREATE INDEX projects_created_by ON projects(created_by, confidential, lead_unit_id, id);

ALTER TABLE project_rollups SET (fillfactor = 40);
CREATE FUNCTION keep_project_rollups() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND NOT OLD.confidential THEN
  INSERT INTO project_rollups (axis, item, stage, end_state, excluded, slot, projects, total_investment_yuan, known_amounts, fixed_assets_yuan, contract_amount_yuan, funds_in_place_yuan, funds_outside_province_yuan, funds_outside_city_yuan) VALUES
    ('all', '', OLD.stage, COALESCE(OLD.end_state, ''), OLD.exclusion_code IS NOT NULL, pg_backend_pid() % 16, -1, -COALESCE(OLD.total_investment_yuan, 0), -(OLD.total_investment_yuan IS NOT NULL)::int, -COALESCE(OLD.fixed_assets_yuan, 0), -COALESCE(OLD.contract_amount_yuan, 0), -OLD.funds_in_place_yuan, -OLD.funds_outside_province_yuan, -OLD.funds_outside_city_yuan),
    ('unit', '=' || OLD.lead_unit_id, OLD.stage, COALESCE(OLD.end_state, ''), OLD.exclusion_code IS NOT NULL, pg_backend_pid() % 16, -1, -COALESCE(OLD.total_investment_yuan, 0), -(OLD.total_investment_yuan IS NOT NULL)::int, -COALESCE(OLD.fixed_assets_yuan, 0), -COALESCE(OLD.contract_amount_yuan, 0), -OLD.funds_in_place_yuan, -OLD.funds_outside_province_yuan, -OLD.funds_outside_city_yuan),
    ('industry', COALESCE('=' || OLD.industry_code, ''), OLD.stage, COALESCE(OLD.end_state, ''), OLD.exclusion_code IS NOT NULL, pg_backend_pid() % 16, -1, -COALESCE(OLD.total_investment_yuan, 0), -(OLD.total_investment_yuan IS NOT NULL)::int, -COALESCE(OLD.fixed_assets_yuan, 0), -COALESCE(OLD.contract_amount_yuan, 0), -OLD.funds_in_place_yuan, -OLD.funds_outside_province_yuan, -OLD.funds_outside_city_yuan),
    ('chain', COALESCE('=' || OLD.chain, ''), OLD.stage, COALESCE(OLD.end_state, ''), OLD.exclusion_code IS NOT NULL, pg_backend_pid() % 16, -1, -COALESCE(OLD.total_investment_yuan, 0), -(OLD.total_investment_yuan IS NOT NULL)::int, -COALESCE(OLD.fixed_assets_yuan, 0), -COALESCE(OLD.contract_amount_yuan, 0), -OLD.funds_in_place_yuan, -OLD.funds_outside_province_yuan, -OLD.funds_outside_city_yuan)
    ON CONFLICT (axis, item, stage, end_state, excluded, slot) DO UPDATE SET projects = project_rollups.projects + excluded.projects, total_investment_yuan = project_rollups.total_investment_yuan + excluded.total_investment_yuan, known_amounts = project_rollups.known_amounts + excluded.known_amounts, fixed_assets_yuan = project_rollups.fixed_assets_yuan + excluded.fixed_assets_yuan, contract_amount_yuan = project_rollups.contract_amount_yuan + excluded.contract_amount_yuan, funds_in_place_yuan = project_rollups.funds_in_place_yuan + excluded.funds_in_place_yuan, funds_outside_province_yuan = project_rollups.funds_outside_province_yuan + excluded.funds_outside_province_yuan, funds_outside_city_yuan = project_rollups.funds_outside_city_yuan + excluded.funds_outside_city_yuan;
  END IF;
  IF TG_OP <> 'DELETE' AND NOT NEW.confidential THEN
  INSERT INTO project_rollups (axis, item, stage, end_state, excluded, slot, projects, total_investment_yuan, known_amounts, fixed_assets_yuan, contract_amount_yuan, funds_in_place_yuan, funds_outside_province_yuan, funds_outside_city_yuan) VALUES
    ('all', '', NEW.stage, COALESCE(NEW.end_state, ''), NEW.exclusion_code IS NOT NULL, pg_backend_pid() % 16, 1, COALESCE(NEW.total_investment_yuan, 0), (NEW.total_investment_yuan IS NOT NULL)::int, COALESCE(NEW.fixed_assets_yuan, 0), COALESCE(NEW.contract_amount_yuan, 0), NEW.funds_in_place_yuan, NEW.funds_outside_province_yuan, NEW.funds_outside_city_yuan),
    ('unit', '=' || NEW.lead_unit_id, NEW.stage, COALESCE(NEW.end_state, ''), NEW.exclusion_code IS NOT NULL, pg_backend_pid() % 16, 1, COALESCE(NEW.total_investment_yuan, 0), (NEW.total_investment_yuan IS NOT NULL)::int, COALESCE(NEW.fixed_assets_yuan, 0), COALESCE(NEW.contract_amount_yuan, 0), NEW.funds_in_place_yuan, NEW.funds_outside_province_yuan, NEW.funds_outside_city_yuan),
    ('industry', COALESCE('=' || NEW.industry_code, ''), NEW.stage, COALESCE(NEW.end_state, ''), NEW.exclusion_code IS NOT NULL, pg_backend_pid() % 16, 1, COALESCE(NEW.total_investment_yuan, 0), (NEW.total_investment_yuan IS NOT NULL)::int, COALESCE(NEW.fixed_assets_yuan, 0), COALESCE(NEW.contract_amount_yuan, 0), NEW.funds_in_place_yuan, NEW.funds_outside_province_yuan, NEW.funds_outside_city_yuan),
    ('chain', COALESCE('=' || NEW.chain, ''), NEW.stage, COALESCE(NEW.end_state, ''), NEW.exclusion_code IS NOT NULL, pg_backend_pid() % 16, 1, COALESCE(NEW.total_investment_yuan, 0), (NEW.total_investment_yuan IS NOT NULL)::int, COALESCE(NEW.fixed_assets_yuan, 0), COALESCE(NEW.contract_amount_yuan, 0), NEW.funds_in_place_yuan, NEW.funds_outside_province_yuan, NEW.funds_outside_city_yuan)
    ON CONFLICT (axis, item, stage, end_state, excluded, slot) DO UPDATE SET projects = project_rollups.projects + excluded.projects, total_investment_yuan = project_rollups.total_investment_yuan + excluded.total_investment_yuan, known_amounts = project_rollups.known_amounts + excluded.known_amounts, fixed_assets_yuan = project_rollups.fixed_assets_yuan + excluded.fixed_assets_yuan, contract_amount_yuan = project_rollups.contract_amount_yuan + excluded.contract_amount_yuan, funds_in_place_yuan = project_rollups.funds_in_place_yuan + excluded.funds_in_place_yuan, funds_outside_province_yuan = project_rollups.funds_outside_province_yuan + excluded.funds_outside_province_yuan, funds_outside_city_yuan = project_rollups.funds_outside_city_yuan + excluded.funds_outside_city_yuan;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER project_rollups_insert AFTER INSERT ON projects FOR EACH ROW WHEN (NOT NEW.confidential) EXECUTE FUNCTION keep_project_rollups();
CREATE TRIGGER project_rollups_update AFTER UPDATE ON projects FOR EACH ROW WHEN (OLD.stage IS DISTINCT FROM NEW.stage OR OLD.end_state IS DISTINCT FROM NEW.end_state OR OLD.exclusion_code IS DISTINCT FROM NEW.exclusion_code OR OLD.lead_unit_id IS DISTINCT FROM NEW.lead_unit_id OR OLD.industry_code IS DISTINCT FROM NEW.industry_code OR OLD.chain IS DISTINCT FROM NEW.chain OR OLD.confidential IS DISTINCT FROM NEW.confidential OR OLD.total_investment_yuan IS DISTINCT FROM NEW.total_investment_yuan OR OLD.fixed_assets_yuan IS DISTINCT FROM NEW.fixed_assets_yuan OR OLD.contract_amount_yuan IS DISTINCT FROM NEW.contract_amount_yuan OR OLD.funds_in_place_yuan IS DISTINCT FROM NEW.funds_in_place_yuan OR OLD.funds_outside_province_yuan IS DISTINCT FROM NEW.funds_outside_province_yuan OR OLD.funds_outside_city_yuan IS DISTINCT FROM NEW.funds_outside_city_yuan) EXECUTE FUNCTION keep_project_rollups();
CREATE TRIGGER project_rollups_delete AFTER DELETE ON projects FOR EACH ROW WHEN (NOT OLD.confidential) EXECUTE FUNCTION keep_project_rollups();
