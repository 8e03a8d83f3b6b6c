-- Projects, their parties, phases, national codes, units, named readers and the funds-in-place ledger.
-- Nothing is deleted: rows that no longer hold carry ended_at (or an end state). Money is whole yuan.
CREATE TABLE projects (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  sort_key TEXT NOT NULL,
  content TEXT NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('reserve','lead','screening','negotiating','admission','signed','landed','permitting','started','building','completed','producing','at_capacity')),
  stage_no INTEGER NOT NULL GENERATED ALWAYS AS (CASE stage WHEN 'reserve' THEN 0 WHEN 'lead' THEN 1 WHEN 'screening' THEN 2 WHEN 'negotiating' THEN 3 WHEN 'admission' THEN 4 WHEN 'signed' THEN 5 WHEN 'landed' THEN 6 WHEN 'permitting' THEN 7 WHEN 'started' THEN 8 WHEN 'building' THEN 9 WHEN 'completed' THEN 10 WHEN 'producing' THEN 11 ELSE 12 END) STORED,
  end_state TEXT CHECK (end_state IN ('terminated','suspended','withdrawn','shared','transferred')),
  stage_since_on DATE NOT NULL,
  total_investment_yuan BIGINT CHECK (total_investment_yuan >= 0),
  fixed_assets_yuan BIGINT CHECK (fixed_assets_yuan >= 0),
  contract_amount_yuan BIGINT CHECK (contract_amount_yuan >= 0),
  industry_code TEXT,
  industry TEXT,
  chain TEXT,
  division_code TEXT,
  place TEXT,
  park TEXT,
  land_type TEXT CHECK (land_type IN ('new_land','existing_plant')),
  land_mu DOUBLE PRECISION CHECK (land_mu >= 0),
  lead_source TEXT CHECK (lead_source IN ('leader_trip','team_trip','stationed','event','by_investor','association','agency','online','introducer','visitor','upper_level','joint')),
  build_kind TEXT CHECK (build_kind IN ('new','continued','extension','conversion','relocation','restoration')),
  invest_mode TEXT CHECK (invest_mode IN ('sole','joint_venture','cooperation','acquisition','controlling','equity','capital_increase','listing','ppp')),
  planned_start TEXT,
  planned_end TEXT,
  first_contact_on DATE,
  signed_on DATE,
  started_on DATE,
  producing_on DATE,
  expected_output_yuan BIGINT CHECK (expected_output_yuan >= 0),
  expected_tax_yuan BIGINT CHECK (expected_tax_yuan >= 0),
  expected_jobs INTEGER CHECK (expected_jobs >= 0),
  lead_unit_id BIGINT NOT NULL REFERENCES units(id),
  introducer TEXT,
  confidential BOOLEAN NOT NULL DEFAULT FALSE,
  exclusion_code TEXT CHECK (exclusion_code IN ('city_investor','fiscal','branch_outlet','mining_only','real_estate','traditional_farming','entertainment','phase2_in_contract','relocation_inside','below_threshold','not_in_ledger','counted_before')),
  exclusion_reason TEXT,
  excluded_by BIGINT REFERENCES users(id),
  excluded_at BIGINT,
  funds_in_place_yuan BIGINT NOT NULL DEFAULT 0,
  funds_outside_province_yuan BIGINT NOT NULL DEFAULT 0,
  funds_outside_city_yuan BIGINT NOT NULL DEFAULT 0,
  remark TEXT,
  source TEXT,
  import_id BIGINT,
  created_by BIGINT REFERENCES users(id),
  version INTEGER NOT NULL DEFAULT 1,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX projects_updated ON projects(updated_at, id);
CREATE INDEX projects_sorted ON projects(sort_key, id);
CREATE INDEX projects_amount ON projects(total_investment_yuan, id);
CREATE INDEX projects_signed ON projects(signed_on, id);
CREATE INDEX projects_stage ON projects(stage_no, id);
CREATE INDEX projects_lead_unit ON projects(lead_unit_id, updated_at, id);
CREATE INDEX projects_name_key ON projects(name_key);
CREATE INDEX projects_import ON projects(import_id);
CREATE INDEX projects_created_by ON projects(created_by, id);
-- covers the visibility filter, the groups and the sums of the dashboard, so that content is never read for them
CREATE INDEX projects_dashboard ON projects(stage, lead_unit_id, industry_code, chain, end_state, exclusion_code, confidential, created_by, total_investment_yuan, fixed_assets_yuan, contract_amount_yuan, funds_in_place_yuan, funds_outside_province_yuan, funds_outside_city_yuan, id);

-- who helps
CREATE TABLE project_units (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects(id),
  unit_id BIGINT NOT NULL REFERENCES units(id),
  ended_at BIGINT
);
CREATE UNIQUE INDEX project_units_current ON project_units(project_id, unit_id) WHERE ended_at IS NULL;
CREATE INDEX project_units_unit ON project_units(unit_id, ended_at, project_id);

-- who may see a confidential project
CREATE TABLE project_readers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects(id),
  user_id BIGINT NOT NULL REFERENCES users(id),
  ended_at BIGINT
);
CREATE UNIQUE INDEX project_readers_current ON project_readers(project_id, user_id) WHERE ended_at IS NULL;
CREATE INDEX project_readers_user ON project_readers(user_id, ended_at, project_id);

-- investors with shares (hundredths of a percent) and supporters that do not invest
CREATE TABLE project_parties (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects(id),
  enterprise_id BIGINT,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('investor','supporter')),
  share_percent INTEGER CHECK (share_percent BETWEEN 0 AND 10000),
  origin TEXT CHECK (origin IN ('outside_province','inside_province_outside_city','inside_city','overseas')),
  sort_no INTEGER NOT NULL,
  ended_at BIGINT
);
CREATE INDEX project_parties_project ON project_parties(project_id, ended_at, sort_no);
CREATE INDEX project_parties_enterprise ON project_parties(enterprise_id, ended_at, project_id);
CREATE INDEX project_parties_name ON project_parties(name_key, ended_at, project_id);

CREATE TABLE project_phases (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects(id),
  sequence INTEGER NOT NULL,
  name TEXT NOT NULL,
  planned_start TEXT,
  planned_end TEXT,
  amount_yuan BIGINT NOT NULL CHECK (amount_yuan >= 0),
  ended_at BIGINT
);
CREATE INDEX project_phases_project ON project_phases(project_id, ended_at, sequence);

-- national codes (GB/T 40058-2021), several over time; one that holds belongs to one project
CREATE TABLE project_codes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects(id),
  code TEXT NOT NULL,
  obtained_on DATE,
  ended_on DATE,
  reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX project_codes_current ON project_codes(code) WHERE ended_on IS NULL;
CREATE INDEX project_codes_project ON project_codes(project_id, id);

-- the funds-in-place ledger; a passed entry is reversed by a second one, never edited
CREATE TABLE funds_entries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects(id),
  entered_on DATE NOT NULL,
  amount_yuan BIGINT NOT NULL CHECK (amount_yuan <> 0),
  origin TEXT NOT NULL CHECK (origin IN ('outside_province','inside_province_outside_city','inside_city','overseas')),
  kind TEXT NOT NULL CHECK (kind IN ('fixed','working')),
  build_kind TEXT CHECK (build_kind IN ('new','continued','extension','conversion','relocation','restoration')),
  currency TEXT NOT NULL,
  proof_type TEXT NOT NULL CHECK (proof_type IN ('land_payment','settlement','invoice','bank_voucher','company_ledger')),
  proof_file_id BIGINT,
  confirmed_by_investor BOOLEAN NOT NULL,
  note TEXT,
  over_reason TEXT,
  reverses_id BIGINT REFERENCES funds_entries(id),
  state TEXT NOT NULL CHECK (state IN ('submitted','passed','supplement','rejected','recalled')),
  submitted_by BIGINT REFERENCES users(id),
  submitted_at BIGINT NOT NULL,
  audited_by BIGINT REFERENCES users(id),
  audited_at BIGINT,
  audit_opinion TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (amount_yuan > 0 OR reverses_id IS NOT NULL)
);
CREATE UNIQUE INDEX funds_entries_reversed_once ON funds_entries(reverses_id) WHERE state IN ('submitted','passed','supplement');
CREATE INDEX funds_entries_project ON funds_entries(project_id, state, origin, amount_yuan);
CREATE INDEX funds_entries_date ON funds_entries(project_id, entered_on, id);
-- what passed its audit stays as it was
CREATE TRIGGER funds_entries_audited BEFORE UPDATE ON funds_entries WHEN OLD.state IN ('passed','rejected','recalled') BEGIN SELECT RAISE(ABORT, 'an audited entry is append-only'); END;
CREATE TRIGGER funds_entries_no_delete BEFORE DELETE ON funds_entries BEGIN SELECT RAISE(ABORT, 'the funds ledger is append-only'); END;

CREATE VIRTUAL TABLE project_search USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize='unicode61 remove_diacritics 0');
