-- What waits for people is found by what little is open, not by reading all that was ever handed in.
CREATE INDEX stage_records_open ON stage_records(state, submitted_by) WHERE state IN ('submitted','supplement');
CREATE INDEX signatures_open ON signatures(state, submitted_by) WHERE state IN ('submitted','supplement');
CREATE INDEX amendments_open ON amendments(state, submitted_by) WHERE state IN ('submitted','supplement');
CREATE INDEX funds_entries_open ON funds_entries(state, submitted_by) WHERE state IN ('submitted','supplement');
CREATE INDEX production_reports_open ON production_reports(state, submitted_by) WHERE state IN ('submitted','supplement');
CREATE INDEX negotiation_trips_asked ON negotiation_trips(state) WHERE state IN ('submitted','returned');
CREATE INDEX negotiation_trips_owing ON negotiation_trips(state) WHERE state IN ('approved','under_way','debriefing');
CREATE INDEX receptions_creator ON receptions(created_by, departs_on);
CREATE INDEX first_claims_pending ON first_claims(state) WHERE state = 'pending';
-- what somebody did lately
CREATE INDEX journal_actor ON journal(actor_id, at);
