-- What a unit has to do about its projects is counted from this index alone: who lacks, what is due, since when.
CREATE INDEX projects_unit_work ON projects(lead_unit_id, end_state, stage_no, confidential, created_by, total_investment_yuan, stage_since_on, stage, id);
