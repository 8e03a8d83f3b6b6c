CREATE TRIGGER targets_no_delete BEFORE DELETE ON targets FOR EACH ROW EXECUTE FUNCTION refuse_change();
