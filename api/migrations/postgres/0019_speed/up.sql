-- How search tokens are indexed; SQLite's own index is as it should be.

-- New tokens wait in a list of at most a megabyte and enter the index together: one by one they cost most of an import.
-- Searches read the list too, so it stays short.
ALTER INDEX project_search_tokens SET (fastupdate=on, gin_pending_list_limit=1024);
ALTER INDEX enterprise_search_tokens SET (fastupdate=on, gin_pending_list_limit=1024);
