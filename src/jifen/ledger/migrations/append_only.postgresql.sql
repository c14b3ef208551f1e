CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_refuse('积分账只增不改：不能修改或删除，错了用冲销、更正。');

CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_refuse('积分账只增不改：不能修改或删除，错了用冲销、更正。');

CREATE TRIGGER ledger_posting_no_update BEFORE UPDATE ON ledger_posting FOR EACH ROW EXECUTE FUNCTION ledger_refuse('入账批次不能修改或删除。');

CREATE TRIGGER ledger_posting_no_delete BEFORE DELETE ON ledger_posting FOR EACH ROW EXECUTE FUNCTION ledger_refuse('入账批次不能修改或删除。');

CREATE TRIGGER ledger_seal_no_update BEFORE UPDATE ON ledger_seal FOR EACH ROW EXECUTE FUNCTION ledger_refuse('封账不能修改或删除。');

CREATE TRIGGER ledger_seal_no_delete BEFORE DELETE ON ledger_seal FOR EACH ROW EXECUTE FUNCTION ledger_refuse('封账不能修改或删除。');

CREATE TRIGGER ledger_keptseal_no_update BEFORE UPDATE ON ledger_keptseal FOR EACH ROW EXECUTE FUNCTION ledger_refuse('收存的封条不能修改或删除。');

CREATE TRIGGER ledger_keptseal_no_delete BEFORE DELETE ON ledger_keptseal FOR EACH ROW EXECUTE FUNCTION ledger_refuse('收存的封条不能修改或删除。');

CREATE TRIGGER ledger_snapshot_no_update BEFORE UPDATE ON ledger_snapshot FOR EACH ROW EXECUTE FUNCTION ledger_refuse('存下的结果不能修改或删除。');

CREATE TRIGGER ledger_snapshot_no_delete BEFORE DELETE ON ledger_snapshot FOR EACH ROW EXECUTE FUNCTION ledger_refuse('存下的结果不能修改或删除。');

CREATE TRIGGER ledger_entrytext_only_erased BEFORE UPDATE ON ledger_entrytext FOR EACH ROW
WHEN (NOT (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.reason = '' AND NEW.salt = ''
    AND NEW.entry_id = OLD.entry_id))
EXECUTE FUNCTION ledger_refuse('账目文字不能修改，只能按规定清除。');

CREATE TRIGGER ledger_entrytext_no_delete BEFORE DELETE ON ledger_entrytext FOR EACH ROW EXECUTE FUNCTION ledger_refuse('账目文字不能删除，只能按规定清除。');

CREATE TRIGGER ledger_book_only_forward BEFORE UPDATE ON ledger_book FOR EACH ROW
WHEN (NEW.id <> OLD.id OR NEW.branch_id <> OLD.branch_id OR NEW.branch_code <> OLD.branch_code OR NEW.year <> OLD.year
    OR NEW.starts_on <> OLD.starts_on OR NEW.ends_on <> OLD.ends_on OR NEW.algorithm <> OLD.algorithm
    OR NEW.opened_at <> OLD.opened_at OR NEW.length < OLD.length
    OR (NEW.length = OLD.length AND (NEW.head <> OLD.head OR NEW.control <> OLD.control))
    OR (OLD.state = 'CLOSED' AND NEW.state <> 'CLOSED'))
EXECUTE FUNCTION ledger_refuse('积分账只能往后记，不能改账头。');

CREATE TRIGGER ledger_book_no_delete BEFORE DELETE ON ledger_book FOR EACH ROW EXECUTE FUNCTION ledger_refuse('积分账不能删除。');

CREATE TRIGGER ledger_entry_no_truncate BEFORE TRUNCATE ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse('积分账不能清空。');

CREATE TRIGGER ledger_posting_no_truncate BEFORE TRUNCATE ON ledger_posting FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse('积分账不能清空。');

CREATE TRIGGER ledger_seal_no_truncate BEFORE TRUNCATE ON ledger_seal FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse('积分账不能清空。');

CREATE TRIGGER ledger_keptseal_no_truncate BEFORE TRUNCATE ON ledger_keptseal FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse('积分账不能清空。');

CREATE TRIGGER ledger_snapshot_no_truncate BEFORE TRUNCATE ON ledger_snapshot FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse('积分账不能清空。');

CREATE TRIGGER ledger_entrytext_no_truncate BEFORE TRUNCATE ON ledger_entrytext FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse('积分账不能清空。');

CREATE TRIGGER ledger_book_no_truncate BEFORE TRUNCATE ON ledger_book FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse('积分账不能清空。');
