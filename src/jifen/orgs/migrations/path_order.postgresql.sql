ALTER TABLE orgs_organization ALTER COLUMN path TYPE varchar(255) COLLATE "C";
