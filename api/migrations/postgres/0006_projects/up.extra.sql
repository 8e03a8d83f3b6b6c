ALTER TABLE projects ALTER COLUMN sort_key TYPE TEXT COLLATE "C";
ALTER TABLE projects ALTER COLUMN number TYPE TEXT COLLATE "C";
CREATE TABLE project_search (rowid BIGINT PRIMARY KEY, tokens TSVECTOR NOT NULL);
CREATE INDEX project_search_tokens ON project_search USING gin(tokens) WITH (fastupdate=off);
CREATE TRIGGER funds_entries_audited BEFORE UPDATE ON funds_entries
  FOR EACH ROW WHEN (OLD.state IN ('passed','rejected','recalled')) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER funds_entries_no_delete BEFORE DELETE ON funds_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER funds_entries_no_truncate BEFORE TRUNCATE ON funds_entries EXECUTE FUNCTION refuse_change();
