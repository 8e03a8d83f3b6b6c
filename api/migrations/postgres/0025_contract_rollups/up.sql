-- Kept totals of what counts as signed, for the rates of a city: one row ("cell") is what the contracts of projects of one
-- stage, end state and exclusion have in common with one item of an axis (see 0024_rollups); confidential ones are left
-- out. A project is in its cells with its one contract, its counted amount (increases too) and, once it has a contract,
-- its funds. Triggers keep the cells in the transaction of the change.
CREATE TABLE contract_rollups (
  axis TEXT NOT NULL CHECK (axis IN ('all','unit','industry','chain')),
  item TEXT NOT NULL,
  stage TEXT NOT NULL,
  end_state TEXT NOT NULL,
  exclusion TEXT NOT NULL,
  slot INTEGER NOT NULL,
  contracts BIGINT NOT NULL,
  takeovers BIGINT NOT NULL,
  amount_yuan BIGINT NOT NULL,
  funds_in_place_yuan BIGINT NOT NULL,
  funds_outside_province_yuan BIGINT NOT NULL,
  funds_outside_city_yuan BIGINT NOT NULL,
  PRIMARY KEY (axis, item, stage, end_state, exclusion, slot)
);
CREATE INDEX signature_counts_project ON signature_counts(project_id, recorded_until_at, count, amount_yuan);
INSERT INTO contract_rollups (axis, item, stage, end_state, exclusion, slot, contracts, takeovers, amount_yuan, funds_in_place_yuan, funds_outside_province_yuan, funds_outside_city_yuan)
  SELECT a.axis, CASE a.axis WHEN 'all' THEN '' WHEN 'unit' THEN '=' || p.lead_unit_id WHEN 'industry' THEN COALESCE('=' || p.industry_code, '') ELSE COALESCE('=' || p.chain, '') END, p.stage, COALESCE(p.end_state, ''), COALESCE(p.exclusion_code, ''), 0, SUM(c.contracts), SUM(c.takeovers), SUM(c.amount_yuan), SUM(c.contracts * p.funds_in_place_yuan), SUM(c.contracts * p.funds_outside_province_yuan), SUM(c.contracts * p.funds_outside_city_yuan)
  FROM (SELECT project_id, SUM(count) AS contracts, SUM(CASE WHEN takeover THEN count ELSE 0 END) AS takeovers, SUM(amount_yuan) AS amount_yuan FROM signature_counts WHERE recorded_until_at IS NULL GROUP BY project_id) AS c
  JOIN projects AS p ON p.id = c.project_id CROSS JOIN (SELECT 'all' AS axis UNION ALL SELECT 'unit' UNION ALL SELECT 'industry' UNION ALL SELECT 'chain') AS a
  WHERE NOT p.confidential GROUP BY 1, 2, 3, 4, 5;

ALTER TABLE contract_rollups SET (fillfactor = 40);
CREATE FUNCTION keep_contract_rollups_of_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.recorded_until_at IS NULL THEN
    INSERT INTO contract_rollups (axis, item, stage, end_state, exclusion, slot, contracts, takeovers, amount_yuan, funds_in_place_yuan, funds_outside_province_yuan, funds_outside_city_yuan) SELECT a.axis, CASE a.axis WHEN 'all' THEN '' WHEN 'unit' THEN '=' || p.lead_unit_id WHEN 'industry' THEN COALESCE('=' || p.industry_code, '') ELSE COALESCE('=' || p.chain, '') END, p.stage, COALESCE(p.end_state, ''), COALESCE(p.exclusion_code, ''), pg_backend_pid() % 16, -c.contracts, -c.takeovers, -c.amount_yuan, -c.contracts * p.funds_in_place_yuan, -c.contracts * p.funds_outside_province_yuan, -c.contracts * p.funds_outside_city_yuan FROM projects AS p, (SELECT OLD.count AS contracts, CASE WHEN OLD.takeover THEN OLD.count ELSE 0 END AS takeovers, OLD.amount_yuan AS amount_yuan) AS c, (SELECT 'all' AS axis UNION ALL SELECT 'unit' UNION ALL SELECT 'industry' UNION ALL SELECT 'chain') AS a WHERE p.id = OLD.project_id AND NOT p.confidential ORDER BY 1 ON CONFLICT (axis, item, stage, end_state, exclusion, slot) DO UPDATE SET contracts = contract_rollups.contracts + excluded.contracts, takeovers = contract_rollups.takeovers + excluded.takeovers, amount_yuan = contract_rollups.amount_yuan + excluded.amount_yuan, funds_in_place_yuan = contract_rollups.funds_in_place_yuan + excluded.funds_in_place_yuan, funds_outside_province_yuan = contract_rollups.funds_outside_province_yuan + excluded.funds_outside_province_yuan, funds_outside_city_yuan = contract_rollups.funds_outside_city_yuan + excluded.funds_outside_city_yuan;
    END IF;
  END IF;
  IF NEW.recorded_until_at IS NULL THEN
    INSERT INTO contract_rollups (axis, item, stage, end_state, exclusion, slot, contracts, takeovers, amount_yuan, funds_in_place_yuan, funds_outside_province_yuan, funds_outside_city_yuan) SELECT a.axis, CASE a.axis WHEN 'all' THEN '' WHEN 'unit' THEN '=' || p.lead_unit_id WHEN 'industry' THEN COALESCE('=' || p.industry_code, '') ELSE COALESCE('=' || p.chain, '') END, p.stage, COALESCE(p.end_state, ''), COALESCE(p.exclusion_code, ''), pg_backend_pid() % 16, c.contracts, c.takeovers, c.amount_yuan, c.contracts * p.funds_in_place_yuan, c.contracts * p.funds_outside_province_yuan, c.contracts * p.funds_outside_city_yuan FROM projects AS p, (SELECT NEW.count AS contracts, CASE WHEN NEW.takeover THEN NEW.count ELSE 0 END AS takeovers, NEW.amount_yuan AS amount_yuan) AS c, (SELECT 'all' AS axis UNION ALL SELECT 'unit' UNION ALL SELECT 'industry' UNION ALL SELECT 'chain') AS a WHERE p.id = NEW.project_id AND NOT p.confidential ORDER BY 1 ON CONFLICT (axis, item, stage, end_state, exclusion, slot) DO UPDATE SET contracts = contract_rollups.contracts + excluded.contracts, takeovers = contract_rollups.takeovers + excluded.takeovers, amount_yuan = contract_rollups.amount_yuan + excluded.amount_yuan, funds_in_place_yuan = contract_rollups.funds_in_place_yuan + excluded.funds_in_place_yuan, funds_outside_province_yuan = contract_rollups.funds_outside_province_yuan + excluded.funds_outside_province_yuan, funds_outside_city_yuan = contract_rollups.funds_outside_city_yuan + excluded.funds_outside_city_yuan;
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION keep_contract_rollups_of_projects() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT OLD.confidential THEN
    INSERT INTO contract_rollups (axis, item, stage, end_state, exclusion, slot, contracts, takeovers, amount_yuan, funds_in_place_yuan, funds_outside_province_yuan, funds_outside_city_yuan) SELECT a.axis, CASE a.axis WHEN 'all' THEN '' WHEN 'unit' THEN '=' || OLD.lead_unit_id WHEN 'industry' THEN COALESCE('=' || OLD.industry_code, '') ELSE COALESCE('=' || OLD.chain, '') END, OLD.stage, COALESCE(OLD.end_state, ''), COALESCE(OLD.exclusion_code, ''), pg_backend_pid() % 16, -c.contracts, -c.takeovers, -c.amount_yuan, -c.contracts * OLD.funds_in_place_yuan, -c.contracts * OLD.funds_outside_province_yuan, -c.contracts * OLD.funds_outside_city_yuan FROM (SELECT SUM(count) AS contracts, SUM(CASE WHEN takeover THEN count ELSE 0 END) AS takeovers, SUM(amount_yuan) AS amount_yuan FROM signature_counts WHERE project_id = OLD.id AND recorded_until_at IS NULL) AS c, (SELECT 'all' AS axis UNION ALL SELECT 'unit' UNION ALL SELECT 'industry' UNION ALL SELECT 'chain') AS a WHERE c.contracts IS NOT NULL ORDER BY 1 ON CONFLICT (axis, item, stage, end_state, exclusion, slot) DO UPDATE SET contracts = contract_rollups.contracts + excluded.contracts, takeovers = contract_rollups.takeovers + excluded.takeovers, amount_yuan = contract_rollups.amount_yuan + excluded.amount_yuan, funds_in_place_yuan = contract_rollups.funds_in_place_yuan + excluded.funds_in_place_yuan, funds_outside_province_yuan = contract_rollups.funds_outside_province_yuan + excluded.funds_outside_province_yuan, funds_outside_city_yuan = contract_rollups.funds_outside_city_yuan + excluded.funds_outside_city_yuan;
  END IF;
  IF NOT NEW.confidential THEN
    INSERT INTO contract_rollups (axis, item, stage, end_state, exclusion, slot, contracts, takeovers, amount_yuan, funds_in_place_yuan, funds_outside_province_yuan, funds_outside_city_yuan) SELECT a.axis, CASE a.axis WHEN 'all' THEN '' WHEN 'unit' THEN '=' || NEW.lead_unit_id WHEN 'industry' THEN COALESCE('=' || NEW.industry_code, '') ELSE COALESCE('=' || NEW.chain, '') END, NEW.stage, COALESCE(NEW.end_state, ''), COALESCE(NEW.exclusion_code, ''), pg_backend_pid() % 16, c.contracts, c.takeovers, c.amount_yuan, c.contracts * NEW.funds_in_place_yuan, c.contracts * NEW.funds_outside_province_yuan, c.contracts * NEW.funds_outside_city_yuan FROM (SELECT SUM(count) AS contracts, SUM(CASE WHEN takeover THEN count ELSE 0 END) AS takeovers, SUM(amount_yuan) AS amount_yuan FROM signature_counts WHERE project_id = NEW.id AND recorded_until_at IS NULL) AS c, (SELECT 'all' AS axis UNION ALL SELECT 'unit' UNION ALL SELECT 'industry' UNION ALL SELECT 'chain') AS a WHERE c.contracts IS NOT NULL ORDER BY 1 ON CONFLICT (axis, item, stage, end_state, exclusion, slot) DO UPDATE SET contracts = contract_rollups.contracts + excluded.contracts, takeovers = contract_rollups.takeovers + excluded.takeovers, amount_yuan = contract_rollups.amount_yuan + excluded.amount_yuan, funds_in_place_yuan = contract_rollups.funds_in_place_yuan + excluded.funds_in_place_yuan, funds_outside_province_yuan = contract_rollups.funds_outside_province_yuan + excluded.funds_outside_province_yuan, funds_outside_city_yuan = contract_rollups.funds_outside_city_yuan + excluded.funds_outside_city_yuan;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER contract_rollups_counts AFTER INSERT OR UPDATE ON signature_counts FOR EACH ROW EXECUTE FUNCTION keep_contract_rollups_of_counts();
CREATE TRIGGER contract_rollups_projects AFTER UPDATE ON projects FOR EACH ROW WHEN (OLD.stage IS DISTINCT FROM NEW.stage OR OLD.end_state IS DISTINCT FROM NEW.end_state OR OLD.exclusion_code IS DISTINCT FROM NEW.exclusion_code OR OLD.lead_unit_id IS DISTINCT FROM NEW.lead_unit_id OR OLD.industry_code IS DISTINCT FROM NEW.industry_code OR OLD.chain IS DISTINCT FROM NEW.chain OR OLD.confidential IS DISTINCT FROM NEW.confidential OR OLD.funds_in_place_yuan IS DISTINCT FROM NEW.funds_in_place_yuan OR OLD.funds_outside_province_yuan IS DISTINCT FROM NEW.funds_outside_province_yuan OR OLD.funds_outside_city_yuan IS DISTINCT FROM NEW.funds_outside_city_yuan) EXECUTE FUNCTION keep_contract_rollups_of_projects();
