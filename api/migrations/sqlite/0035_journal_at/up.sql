-- The audit administrator reads the journal by days.
CREATE INDEX journal_at ON journal(at, id);
