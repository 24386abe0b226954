CREATE TABLE hosts (
	id         INTEGER PRIMARY KEY AUTOINCREMENT,
	name       TEXT NOT NULL,
	name_key   TEXT NOT NULL UNIQUE,
	state      TEXT NOT NULL,
	ipv4       TEXT,
	ipv6       TEXT,
	note       TEXT,
	created_at TIMESTAMP NOT NULL
);

CREATE TABLE host_labels (
	host_id BIGINT NOT NULL REFERENCES hosts (id) ON DELETE CASCADE,
	name    TEXT NOT NULL,
	value   TEXT NOT NULL,
	PRIMARY KEY (host_id, name)
);
CREATE INDEX host_labels_by_value ON host_labels (name, value, host_id);

-- The last result of each check, as JSON.
CREATE TABLE host_checks (
	host_id BIGINT NOT NULL REFERENCES hosts (id) ON DELETE CASCADE,
	kind    TEXT NOT NULL,
	subject TEXT NOT NULL, -- the page or the disk; empty: the host itself
	at      BIGINT NOT NULL, -- Unix time in milliseconds
	result  TEXT NOT NULL,
	PRIMARY KEY (host_id, kind, subject)
);
