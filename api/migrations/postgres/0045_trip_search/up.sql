-- Trips are found by number, purpose, leader, members and cities; those of before are indexed when the program starts.

CREATE TABLE trip_search (rowid BIGINT PRIMARY KEY, tokens TSVECTOR NOT NULL);
CREATE INDEX trip_search_tokens ON trip_search USING gin(tokens) WITH (fastupdate=off);
