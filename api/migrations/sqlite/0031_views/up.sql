-- Named views of lists, one's own, the unit's or the city's; what each person likes his pages to look like.
CREATE TABLE saved_views (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  list TEXT NOT NULL,
  name TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('own','unit','city')),
  owner_id BIGINT REFERENCES users(id),
  unit_id BIGINT REFERENCES units(id),
  content TEXT NOT NULL CHECK (json_valid(content)),
  created_by BIGINT REFERENCES users(id),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  ended_at BIGINT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((scope = 'own') = (owner_id IS NOT NULL)),
  CHECK ((scope = 'unit') = (unit_id IS NOT NULL))
);
CREATE UNIQUE INDEX saved_views_own ON saved_views(owner_id, list, name) WHERE scope = 'own' AND ended_at IS NULL;
CREATE UNIQUE INDEX saved_views_unit ON saved_views(unit_id, list, name) WHERE scope = 'unit' AND ended_at IS NULL;
CREATE UNIQUE INDEX saved_views_city ON saved_views(list, name) WHERE scope = 'city' AND ended_at IS NULL;

CREATE TABLE preferences (
  user_id BIGINT PRIMARY KEY REFERENCES users(id),
  content TEXT NOT NULL CHECK (json_valid(content)),
  updated_at BIGINT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
);
