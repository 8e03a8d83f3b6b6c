-- Trips are found by number, purpose, leader, members and cities; those of before are indexed when the program starts.
CREATE VIRTUAL TABLE trip_search USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize='unicode61 remove_diacritics 0');
