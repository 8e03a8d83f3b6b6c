-- Deep pages of the usual order are found in the index alone, whoever asks; the largest amounts first, empty ones last,
-- of all projects or of a stage, without sorting.
DROP INDEX projects_updated;
CREATE INDEX projects_updated ON projects(updated_at, id, confidential, created_by);
DROP INDEX projects_amount;
CREATE INDEX projects_amount ON projects((total_investment_yuan IS NULL), total_investment_yuan DESC, id DESC);
CREATE INDEX projects_stage_amount ON projects(stage, (total_investment_yuan IS NULL), total_investment_yuan DESC, id DESC);
