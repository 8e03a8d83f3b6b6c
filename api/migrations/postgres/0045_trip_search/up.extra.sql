CREATE TABLE trip_search (rowid BIGINT PRIMARY KEY, tokens TSVECTOR NOT NULL);
CREATE INDEX trip_search_tokens ON trip_search USING gin(tokens) WITH (fastupdate=off);
