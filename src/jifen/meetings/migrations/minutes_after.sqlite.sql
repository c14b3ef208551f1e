CREATE TRIGGER meetings_attendance_no_update BEFORE UPDATE ON meetings_attendance
WHEN (SELECT state FROM meetings_meeting WHERE id = OLD.meeting_id) <> 'RECORDED'
BEGIN SELECT RAISE(ABORT, '确认或者作废了的会议记录不能修改或删除。'); END;

CREATE TRIGGER meetings_attendance_no_delete BEFORE DELETE ON meetings_attendance
WHEN (SELECT state FROM meetings_meeting WHERE id = OLD.meeting_id) <> 'RECORDED'
BEGIN SELECT RAISE(ABORT, '确认或者作废了的会议记录不能修改或删除。'); END;

CREATE TRIGGER meetings_exclusion_no_update BEFORE UPDATE ON meetings_exclusion
WHEN (SELECT m.state FROM meetings_meeting m JOIN meetings_attendance a ON a.meeting_id = m.id WHERE a.id = OLD.attendance_id) <> 'RECORDED'
BEGIN SELECT RAISE(ABORT, '确认或者作废了的会议记录不能修改或删除。'); END;

CREATE TRIGGER meetings_exclusion_no_delete BEFORE DELETE ON meetings_exclusion
WHEN (SELECT m.state FROM meetings_meeting m JOIN meetings_attendance a ON a.meeting_id = m.id WHERE a.id = OLD.attendance_id) <> 'RECORDED'
BEGIN SELECT RAISE(ABORT, '确认或者作废了的会议记录不能修改或删除。'); END;

CREATE TRIGGER meetings_minutes_no_update BEFORE UPDATE ON meetings_minutes
WHEN (SELECT state FROM meetings_meeting WHERE id = OLD.meeting_id) <> 'RECORDED'
BEGIN SELECT RAISE(ABORT, '确认或者作废了的会议记录不能修改或删除。'); END;

CREATE TRIGGER meetings_minutes_no_delete BEFORE DELETE ON meetings_minutes
WHEN (SELECT state FROM meetings_meeting WHERE id = OLD.meeting_id) <> 'RECORDED'
BEGIN SELECT RAISE(ABORT, '确认或者作废了的会议记录不能修改或删除。'); END;
