CREATE TABLE talk_search (rowid BIGINT PRIMARY KEY, tokens TSVECTOR NOT NULL);
CREATE INDEX talk_search_tokens ON talk_search USING gin(tokens) WITH (fastupdate=off);
