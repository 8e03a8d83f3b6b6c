-- The last change of one kind of subject, by which figures worked out before are known to hold still.
CREATE INDEX journal_kind ON journal(subject_kind, id);
