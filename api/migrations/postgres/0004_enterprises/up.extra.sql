CREATE TABLE enterprise_search (rowid BIGINT PRIMARY KEY, tokens TSVECTOR NOT NULL);
CREATE INDEX enterprise_search_tokens ON enterprise_search USING gin(tokens) WITH (fastupdate=off);
ALTER TABLE enterprises ALTER COLUMN sort_key TYPE TEXT COLLATE "C";
