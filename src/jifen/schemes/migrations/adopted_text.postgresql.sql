CREATE FUNCTION schemes_refuse_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state NOT IN ('DRAFT', 'VALIDATED') THEN
        RAISE EXCEPTION '表决通过的办法一个字也不能改：请起草新的版本。' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION schemes_refuse_return() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.state NOT IN ('DRAFT', 'VALIDATED') AND NEW.state IN ('DRAFT', 'VALIDATED'))
        OR (OLD.state IN ('SUPERSEDED', 'WITHDRAWN') AND NEW.state <> OLD.state) THEN
        RAISE EXCEPTION '办法不能退回草稿，停止施行和撤回的不能再用：请起草新的版本。' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION schemes_refuse_backdating() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.from_on IS NOT NULL THEN
        RAISE EXCEPTION '施行日期定了不能再改：算过的分要按当时的办法。' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION schemes_refuse_reopening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.until_on IS NOT NULL THEN
        RAISE EXCEPTION '停止施行的日期定了不能再改：算过的分要按当时的办法。' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION schemes_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '办法的版本只增不删：草稿可以撤回。' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER schemes_version_no_rewrite BEFORE UPDATE OF text, clauses, digest, number, scheme_id, upper_id, adopted_on, adoption ON schemes_schemeversion FOR EACH ROW EXECUTE FUNCTION schemes_refuse_rewrite();
CREATE TRIGGER schemes_version_no_return BEFORE UPDATE OF state ON schemes_schemeversion FOR EACH ROW EXECUTE FUNCTION schemes_refuse_return();
CREATE TRIGGER schemes_version_no_backdating BEFORE UPDATE OF from_on, from_period ON schemes_schemeversion FOR EACH ROW EXECUTE FUNCTION schemes_refuse_backdating();
CREATE TRIGGER schemes_version_no_reopening BEFORE UPDATE OF until_on ON schemes_schemeversion FOR EACH ROW EXECUTE FUNCTION schemes_refuse_reopening();
CREATE TRIGGER schemes_version_no_delete BEFORE DELETE ON schemes_schemeversion FOR EACH ROW EXECUTE FUNCTION schemes_refuse();
CREATE TRIGGER schemes_version_no_truncate BEFORE TRUNCATE ON schemes_schemeversion FOR EACH STATEMENT EXECUTE FUNCTION schemes_refuse();
