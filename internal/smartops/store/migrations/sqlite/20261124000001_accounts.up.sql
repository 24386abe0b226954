-- Scopes stand with a space before and behind each, so that one is found by LIKE.
ALTER TABLE users ADD COLUMN scopes TEXT NOT NULL DEFAULT ' ';
-- Tokens hold the generation in which they were made, and are good in no other.
ALTER TABLE users ADD COLUMN generation BIGINT NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN locked_at TIMESTAMP;

-- How often somebody has failed to sign in since a window began, by account and by address.
CREATE TABLE sign_in_failures (
	subject  TEXT PRIMARY KEY NOT NULL,
	failures BIGINT NOT NULL,
	ends_at  BIGINT NOT NULL -- Unix time in milliseconds
);
