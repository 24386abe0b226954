// Package storetest gives tests databases of both kinds, each of them empty and of its own.
package storetest

import (
	"path/filepath"
	"testing"
)

// Each runs a test with the setting of a SQLite file, and with that of a PostgreSQL database.
func Each(t *testing.T, test func(t *testing.T, database string)) {
	t.Run("SQLite", func(t *testing.T) { test(t, SQLite(t)) })
	t.Run("PostgreSQL", func(t *testing.T) { test(t, Postgres(t)) })
}

// SQLite returns the setting of a file that does not exist yet.
func SQLite(t testing.TB) string {
	return "sqlite:" + filepath.Join(t.TempDir(), "smartops.db")
}
