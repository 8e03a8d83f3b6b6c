-- What a search must leave out is found without reading the library; the latest signings first, unsigned ones last,
-- without sorting.
CREATE INDEX projects_confidential ON projects(confidential, created_by);
CREATE INDEX projects_signed_last ON projects((signed_on IS NULL), signed_on DESC, id DESC);
