CREATE FUNCTION documents_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER documents_blob_no_update BEFORE UPDATE OR DELETE ON documents_blob FOR EACH ROW EXECUTE FUNCTION documents_refuse('材料的指纹不能修改或删除。');
CREATE TRIGGER documents_blob_no_truncate BEFORE TRUNCATE ON documents_blob FOR EACH STATEMENT EXECUTE FUNCTION documents_refuse('材料的指纹不能修改或删除。');
CREATE TRIGGER documents_document_no_update BEFORE UPDATE OF id, blob_id, name, source_sha256, owner_kind, owner_id, owner_label, organization_id, path, organization_name, uploader_id, uploader_name, uploaded_at ON documents_document FOR EACH ROW EXECUTE FUNCTION documents_refuse('材料的登记不能修改或删除。');
CREATE TRIGGER documents_document_no_return BEFORE UPDATE ON documents_document FOR EACH ROW WHEN (OLD.state = 'REMOVED') EXECUTE FUNCTION documents_refuse('材料的登记不能修改或删除。');
CREATE TRIGGER documents_document_no_delete BEFORE DELETE ON documents_document FOR EACH ROW EXECUTE FUNCTION documents_refuse('材料的登记不能修改或删除。');
CREATE TRIGGER documents_document_no_truncate BEFORE TRUNCATE ON documents_document FOR EACH STATEMENT EXECUTE FUNCTION documents_refuse('材料的登记不能修改或删除。');
