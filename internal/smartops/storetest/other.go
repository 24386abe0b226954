//go:build !unix

package storetest

import (
	"os"
	"testing"
)

// Postgres skips the test: it is not known how to run a server here.
func Postgres(t testing.TB) string {
	t.Skip("NEEDS PostgreSQL on a Unix: NOT TESTED")
	return ""
}

// Main runs the tests of a package.
func Main(m *testing.M) { os.Exit(m.Run()) }
