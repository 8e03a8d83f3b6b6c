-- What came with an import is found by it; what came with none (most) is not in these indexes, so that no database is
-- tempted to look there for records without an import.
DROP INDEX enterprises_import;
CREATE INDEX enterprises_import ON enterprises(import_id) WHERE import_id IS NOT NULL;
DROP INDEX projects_import;
CREATE INDEX projects_import ON projects(import_id) WHERE import_id IS NOT NULL;
