CREATE FUNCTION meetings_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION meetings_refuse_closed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    closed boolean;
BEGIN
    IF TG_TABLE_NAME = 'meetings_exclusion' THEN
        SELECT m.state <> 'RECORDED' INTO closed FROM meetings_meeting m
        JOIN meetings_attendance a ON a.meeting_id = m.id WHERE a.id = OLD.attendance_id;
    ELSE
        SELECT m.state <> 'RECORDED' INTO closed FROM meetings_meeting m WHERE m.id = OLD.meeting_id;
    END IF;
    IF closed THEN
        RAISE EXCEPTION '确认或者作废了的会议记录不能修改或删除。' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER meetings_meeting_no_update BEFORE UPDATE ON meetings_meeting FOR EACH ROW WHEN (OLD.state <> 'RECORDED') EXECUTE FUNCTION meetings_refuse('确认或者作废了的会议记录不能修改或删除。');

CREATE TRIGGER meetings_meeting_no_delete BEFORE DELETE ON meetings_meeting FOR EACH ROW EXECUTE FUNCTION meetings_refuse('会议记录不能删除，登记错的请作废。');

CREATE TRIGGER meetings_attendance_no_update BEFORE UPDATE ON meetings_attendance FOR EACH ROW EXECUTE FUNCTION meetings_refuse_closed();

CREATE TRIGGER meetings_attendance_no_delete BEFORE DELETE ON meetings_attendance FOR EACH ROW EXECUTE FUNCTION meetings_refuse_closed();

CREATE TRIGGER meetings_motion_no_update BEFORE UPDATE ON meetings_motion FOR EACH ROW EXECUTE FUNCTION meetings_refuse_closed();

CREATE TRIGGER meetings_motion_no_delete BEFORE DELETE ON meetings_motion FOR EACH ROW EXECUTE FUNCTION meetings_refuse_closed();

CREATE TRIGGER meetings_exclusion_no_update BEFORE UPDATE ON meetings_exclusion FOR EACH ROW EXECUTE FUNCTION meetings_refuse_closed();

CREATE TRIGGER meetings_exclusion_no_delete BEFORE DELETE ON meetings_exclusion FOR EACH ROW EXECUTE FUNCTION meetings_refuse_closed();
