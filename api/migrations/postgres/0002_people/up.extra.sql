CREATE TABLE users_search (rowid BIGINT PRIMARY KEY, tokens TSVECTOR NOT NULL);
CREATE INDEX users_search_tokens ON users_search USING gin(tokens) WITH (fastupdate=off);
