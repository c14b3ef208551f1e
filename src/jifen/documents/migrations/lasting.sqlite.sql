CREATE TRIGGER documents_blob_no_update BEFORE UPDATE ON documents_blob
BEGIN SELECT RAISE(ABORT, '材料的指纹不能修改或删除。'); END;

CREATE TRIGGER documents_blob_no_delete BEFORE DELETE ON documents_blob
BEGIN SELECT RAISE(ABORT, '材料的指纹不能修改或删除。'); END;

CREATE TRIGGER documents_document_no_update
BEFORE UPDATE OF id, blob_id, name, source_sha256, owner_kind, owner_id, owner_label, organization_id, path, organization_name, uploader_id, uploader_name, uploaded_at ON documents_document
BEGIN SELECT RAISE(ABORT, '材料的登记不能修改或删除。'); END;

CREATE TRIGGER documents_document_no_return BEFORE UPDATE ON documents_document
WHEN OLD.state = 'REMOVED'
BEGIN SELECT RAISE(ABORT, '材料的登记不能修改或删除。'); END;

CREATE TRIGGER documents_document_no_delete BEFORE DELETE ON documents_document
BEGIN SELECT RAISE(ABORT, '材料的登记不能修改或删除。'); END;
