CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
BEGIN SELECT RAISE(ABORT, '积分账只增不改：不能修改或删除，错了用冲销、更正。'); END;

CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
BEGIN SELECT RAISE(ABORT, '积分账只增不改：不能修改或删除，错了用冲销、更正。'); END;

CREATE TRIGGER ledger_entrytext_only_erased BEFORE UPDATE ON ledger_entrytext
WHEN NOT (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.reason = '' AND NEW.salt = ''
    AND NEW.entry_id = OLD.entry_id)
BEGIN SELECT RAISE(ABORT, '账目文字不能修改，只能按规定清除。'); END;

CREATE TRIGGER ledger_entrytext_no_delete BEFORE DELETE ON ledger_entrytext
BEGIN SELECT RAISE(ABORT, '账目文字不能删除，只能按规定清除。'); END;

CREATE TRIGGER ledger_book_only_forward BEFORE UPDATE ON ledger_book
WHEN NEW.id <> OLD.id OR NEW.branch_id <> OLD.branch_id OR NEW.branch_code <> OLD.branch_code OR NEW.year <> OLD.year
    OR NEW.starts_on <> OLD.starts_on OR NEW.ends_on <> OLD.ends_on OR NEW.algorithm <> OLD.algorithm
    OR NEW.opened_at <> OLD.opened_at OR NEW.length < OLD.length
    OR (NEW.length = OLD.length AND (NEW.head <> OLD.head OR NEW.control <> OLD.control))
    OR (OLD.state = 'CLOSED' AND NEW.state <> 'CLOSED')
BEGIN SELECT RAISE(ABORT, '积分账只能往后记，不能改账头。'); END;

CREATE TRIGGER ledger_book_no_delete BEFORE DELETE ON ledger_book
BEGIN SELECT RAISE(ABORT, '积分账不能删除。'); END;

CREATE TRIGGER ledger_posting_no_update BEFORE UPDATE ON ledger_posting
BEGIN SELECT RAISE(ABORT, '入账批次不能修改或删除。'); END;

CREATE TRIGGER ledger_posting_no_delete BEFORE DELETE ON ledger_posting
BEGIN SELECT RAISE(ABORT, '入账批次不能修改或删除。'); END;

CREATE TRIGGER ledger_seal_no_update BEFORE UPDATE ON ledger_seal
BEGIN SELECT RAISE(ABORT, '封账不能修改或删除。'); END;

CREATE TRIGGER ledger_seal_no_delete BEFORE DELETE ON ledger_seal
BEGIN SELECT RAISE(ABORT, '封账不能修改或删除。'); END;

CREATE TRIGGER ledger_keptseal_no_update BEFORE UPDATE ON ledger_keptseal
BEGIN SELECT RAISE(ABORT, '收存的封条不能修改或删除。'); END;

CREATE TRIGGER ledger_keptseal_no_delete BEFORE DELETE ON ledger_keptseal
BEGIN SELECT RAISE(ABORT, '收存的封条不能修改或删除。'); END;

CREATE TRIGGER ledger_snapshot_no_update BEFORE UPDATE ON ledger_snapshot
BEGIN SELECT RAISE(ABORT, '存下的结果不能修改或删除。'); END;

CREATE TRIGGER ledger_snapshot_no_delete BEFORE DELETE ON ledger_snapshot
BEGIN SELECT RAISE(ABORT, '存下的结果不能修改或删除。'); END;
