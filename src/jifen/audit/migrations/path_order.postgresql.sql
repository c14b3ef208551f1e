ALTER TABLE audit_record ALTER COLUMN path TYPE varchar(255) COLLATE "C";
