CREATE TABLE users (
	-- AUTOINCREMENT: the id of a deleted account is never given again, so that a token cannot outlive its account.
	id            INTEGER PRIMARY KEY AUTOINCREMENT,
	username      TEXT NOT NULL,
	username_key  TEXT NOT NULL UNIQUE,
	password_hash TEXT NOT NULL,
	created_at    TIMESTAMP NOT NULL
);
