//go:build !unix

package storetest

import (
	"errors"
	"os"
	"testing"
)

var errNotUnix = errors.New("NEEDS PostgreSQL on a Unix: NOT TESTED")

// Postgres skips the test: it is not known how to run a server here.
func Postgres(t testing.TB) string {
	t.Skip(errNotUnix)
	return ""
}

// Main runs the tests of a package, and does what else they need done in the end.
func Main(m *testing.M, after ...func()) {
	status := m.Run()
	for _, do := range after {
		do()
	}
	os.Exit(status)
}

// Server is a PostgreSQL server, of which there is none here.
type Server struct{}

// NewServer fails.
func NewServer(string) (*Server, error) { return nil, errNotUnix }

// Start fails.
func (*Server) Start() error { return errNotUnix }

// Stop does nothing.
func (*Server) Stop() {}

// Kill does nothing.
func (*Server) Kill() {}

// Close does nothing.
func (*Server) Close() {}

// URL returns nothing.
func (*Server) URL(string) string { return "" }

// Database skips the test.
func (*Server) Database(t testing.TB) string { return Postgres(t) }
