-- Deep pages of the usual order are found in the index alone, whoever asks; the largest amounts first, empty ones last,
-- without sorting.
DROP INDEX projects_updated;
CREATE INDEX projects_updated ON projects(updated_at, id, confidential, created_by);
CREATE INDEX projects_amount_desc ON projects((total_investment_yuan IS NULL), total_investment_yuan DESC, id DESC);
