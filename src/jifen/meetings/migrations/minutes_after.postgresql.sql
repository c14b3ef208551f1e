CREATE TRIGGER meetings_minutes_no_update BEFORE UPDATE ON meetings_minutes FOR EACH ROW EXECUTE FUNCTION meetings_refuse_closed();

CREATE TRIGGER meetings_minutes_no_delete BEFORE DELETE ON meetings_minutes FOR EACH ROW EXECUTE FUNCTION meetings_refuse_closed();
