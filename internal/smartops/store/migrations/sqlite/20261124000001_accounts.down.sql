DROP TABLE sign_in_failures;
ALTER TABLE users DROP COLUMN locked_at;
ALTER TABLE users DROP COLUMN generation;
ALTER TABLE users DROP COLUMN scopes;
