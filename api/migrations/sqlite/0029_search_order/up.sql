-- What a search must leave out is found without reading the library (of the confidential ones alone: an index of the others
-- too would tempt SQLite to read the whole library through it); the latest signings first, unsigned ones last, without
-- sorting.
CREATE INDEX projects_confidential ON projects(confidential, created_by) WHERE confidential;
CREATE INDEX projects_signed_last ON projects((signed_on IS NULL), signed_on DESC, id DESC);
