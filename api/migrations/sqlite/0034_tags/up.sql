-- Short words that people put on projects to find them again. What no longer holds gets ended_at, as with supporting units.
CREATE TABLE project_tags (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects(id),
  name TEXT NOT NULL,
  began_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE UNIQUE INDEX project_tags_current ON project_tags(project_id, name) WHERE ended_at IS NULL;
CREATE INDEX project_tags_name ON project_tags(name, ended_at, project_id);
