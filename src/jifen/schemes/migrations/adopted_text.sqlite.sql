CREATE TRIGGER schemes_version_no_rewrite BEFORE UPDATE OF text, clauses, digest, number, scheme_id, upper_id, adopted_on, adoption ON schemes_schemeversion
WHEN OLD.state NOT IN ('DRAFT', 'VALIDATED')
BEGIN SELECT RAISE(ABORT, '表决通过的办法一个字也不能改：请起草新的版本。'); END;

CREATE TRIGGER schemes_version_no_return BEFORE UPDATE OF state ON schemes_schemeversion
WHEN (OLD.state NOT IN ('DRAFT', 'VALIDATED') AND NEW.state IN ('DRAFT', 'VALIDATED')) OR (OLD.state IN ('SUPERSEDED', 'WITHDRAWN') AND NEW.state <> OLD.state)
BEGIN SELECT RAISE(ABORT, '办法不能退回草稿，停止施行和撤回的不能再用：请起草新的版本。'); END;

CREATE TRIGGER schemes_version_no_backdating BEFORE UPDATE OF from_on, from_period ON schemes_schemeversion
WHEN OLD.from_on IS NOT NULL
BEGIN SELECT RAISE(ABORT, '施行日期定了不能再改：算过的分要按当时的办法。'); END;

CREATE TRIGGER schemes_version_no_reopening BEFORE UPDATE OF until_on ON schemes_schemeversion
WHEN OLD.until_on IS NOT NULL
BEGIN SELECT RAISE(ABORT, '停止施行的日期定了不能再改：算过的分要按当时的办法。'); END;

CREATE TRIGGER schemes_version_no_delete BEFORE DELETE ON schemes_schemeversion
BEGIN SELECT RAISE(ABORT, '办法的版本只增不删：草稿可以撤回。'); END;
