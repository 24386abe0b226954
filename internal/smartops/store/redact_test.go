package store_test

import (
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/smartops/store"
)

func TestRedact(t *testing.T) {
	for database, want := range map[string]string{
		"sqlite:data/smartops.db":                              "sqlite:data/smartops.db",
		"postgres://me@host/db?sslmode=verify-full":            "postgres://me@host/db?sslmode=verify-full",
		"postgres://me:canary@host:5432/db":                    "postgres://me:[redacted]@host:5432/db",
		"postgresql://me@host/db?password=canary&sslmode=none": "postgresql://me@host/db?password=[redacted]&sslmode=none",
		"postgres://host/db?sslpassword=canary":                "postgres://host/db?sslpassword=[redacted]",
		"postgres://me:can%ary@host/db":                        "postgres://[redacted]",
	} {
		if got := store.Redact(database); got != want {
			t.Errorf("%s: got %s, want %s", database, got, want)
		}
	}
}
