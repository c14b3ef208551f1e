CREATE TRIGGER audit_record_no_update BEFORE UPDATE ON audit_record
BEGIN SELECT RAISE(ABORT, '操作记录只增不改：不能修改或删除。'); END;

CREATE TRIGGER audit_record_no_delete BEFORE DELETE ON audit_record
WHEN OLD.number > COALESCE((SELECT max(last_number) FROM audit_segment), 0)
BEGIN SELECT RAISE(ABORT, '操作记录只增不改：没有导出封存的不能删除。'); END;

CREATE TRIGGER audit_segment_no_update BEFORE UPDATE ON audit_segment
BEGIN SELECT RAISE(ABORT, '操作记录只增不改：不能修改或删除。'); END;

CREATE TRIGGER audit_segment_no_delete BEFORE DELETE ON audit_segment
BEGIN SELECT RAISE(ABORT, '操作记录只增不改：不能修改或删除。'); END;
