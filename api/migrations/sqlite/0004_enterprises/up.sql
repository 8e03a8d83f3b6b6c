-- The city's shared library of enterprises: names, aliases, contacts, merges.
CREATE TABLE enterprises (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  sort_key TEXT NOT NULL,
  credit_code TEXT,
  division_code TEXT,
  place TEXT NOT NULL,
  origin TEXT CHECK (origin IN ('outside_province','inside_province_outside_city','inside_city','overseas')),
  industry_code TEXT,
  industry TEXT NOT NULL,
  classes TEXT NOT NULL CHECK (json_valid(classes)),
  nature TEXT NOT NULL,
  founded TEXT,
  registered_capital_yuan BIGINT CHECK (registered_capital_yuan >= 0),
  main_business TEXT NOT NULL,
  products TEXT NOT NULL,
  motive TEXT CHECK (motive IN ('expand','relocate','new_product','startup')),
  expansion_plan TEXT NOT NULL,
  source TEXT NOT NULL,
  source_url TEXT NOT NULL,
  remark TEXT NOT NULL,
  owner_unit_id BIGINT REFERENCES units(id),
  created_by BIGINT REFERENCES users(id),
  merged_into_id BIGINT REFERENCES enterprises(id),
  merged_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX enterprises_credit_code ON enterprises(credit_code) WHERE merged_into_id IS NULL;
CREATE INDEX enterprises_name_key ON enterprises(name_key);
CREATE INDEX enterprises_sort ON enterprises(sort_key, id);
CREATE INDEX enterprises_updated ON enterprises(updated_at, id);
CREATE INDEX enterprises_owner ON enterprises(owner_unit_id);
CREATE INDEX enterprises_merged_into ON enterprises(merged_into_id);

CREATE TABLE enterprise_aliases (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  enterprise_id BIGINT NOT NULL REFERENCES enterprises(id),
  alias TEXT NOT NULL,
  alias_key TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  removed_at BIGINT
);
CREATE INDEX enterprise_aliases_enterprise ON enterprise_aliases(enterprise_id);
CREATE INDEX enterprise_aliases_key ON enterprise_aliases(alias_key);

CREATE TABLE enterprise_contacts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  enterprise_id BIGINT NOT NULL REFERENCES enterprises(id),
  name TEXT NOT NULL,
  post TEXT NOT NULL,
  phone TEXT,
  phone_tail TEXT,
  remark TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  removed_at BIGINT,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX enterprise_contacts_enterprise ON enterprise_contacts(enterprise_id);
CREATE INDEX enterprise_contacts_tail ON enterprise_contacts(phone_tail);

CREATE TABLE enterprise_merges (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kept_id BIGINT NOT NULL REFERENCES enterprises(id),
  merged_id BIGINT NOT NULL REFERENCES enterprises(id),
  merged_by BIGINT REFERENCES users(id),
  merged_at BIGINT NOT NULL,
  reason TEXT NOT NULL,
  snapshot TEXT NOT NULL CHECK (json_valid(snapshot)),
  undone_at BIGINT,
  undone_by BIGINT REFERENCES users(id),
  undo_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX enterprise_merges_kept ON enterprise_merges(kept_id);
CREATE INDEX enterprise_merges_merged ON enterprise_merges(merged_id);

CREATE VIRTUAL TABLE enterprise_search USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize='unicode61 remove_diacritics 0');
