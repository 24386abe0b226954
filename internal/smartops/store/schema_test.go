package store_test

import (
	"database/sql"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trunkline-rpc/trunkline/internal/smartops/store"
	"github.com/trunkline-rpc/trunkline/internal/smartops/storetest"
)

// direct opens a database past the store, as an operator with another tool would.
func direct(t *testing.T, database string) *sql.DB {
	t.Helper()
	if path, ok := strings.CutPrefix(database, "sqlite:"); ok {
		return raw(t, path)
	}
	db, err := sql.Open("pgx", database)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func TestSchemaIsCheckedAndChanged(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		s, err := store.Open(t.Context(), database)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		behind, ok := errors.AsType[*store.SchemaError](s.CheckSchema(t.Context()))
		if !ok || !strings.HasSuffix(behind.Error(), "): run smartops migrate up, or serve with --migrate") {
			t.Fatalf("an empty database: %v", behind)
		}
		done, err := s.Migrate(t.Context())
		if err != nil || !slices.Equal(done, behind.Missing) {
			t.Errorf("applied %v, %v; missing were %v", done, err, behind.Missing)
		}
		if err := s.CheckSchema(t.Context()); err != nil {
			t.Error(err)
		}
		if done, err := s.Migrate(t.Context()); err != nil || done != nil {
			t.Errorf("a second time: %v, %v", done, err)
		}
		create(t, s, "test")

		undone, err := s.Revert(t.Context())
		if err != nil || len(undone) != len(behind.Missing) {
			t.Errorf("took back %v, %v", undone, err)
		}
		if err := s.CheckSchema(t.Context()); err == nil {
			t.Error("nothing is missing")
		}
		if _, err := s.Migrate(t.Context()); err != nil {
			t.Errorf("once more: %v", err)
		}
		create(t, s, "test")
	})
}

func TestSchemaFromTheFuture(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		s := open(t, database)
		exec(t, direct(t, database), "INSERT INTO smartops_migrations (name, group_id) VALUES ('29990101000000', 2)")
		want := s.Name() + ": a newer smartops has changed its schema (29990101000000): run that one"
		if err := s.CheckSchema(t.Context()); err == nil || err.Error() != want {
			t.Errorf("check: got %v, want %s", err, want)
		}
		if _, err := s.Migrate(t.Context()); err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("migrate: got %v, want %s", err, want)
		}
	})
}

func TestManyMigrateAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		var group sync.WaitGroup
		done := make([][]string, 8)
		for i := range done {
			group.Go(func() {
				s, err := store.Open(t.Context(), database)
				if err != nil {
					t.Error(err)
					return
				}
				defer s.Close()
				if done[i], err = s.Migrate(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		did := slices.DeleteFunc(done, func(steps []string) bool { return steps == nil })
		if len(did) != 1 {
			t.Errorf("%d of them changed the schema: %v", len(did), did)
		}
	})
}

func TestForeignDatabase(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		exec(t, direct(t, database), "CREATE TABLE songs (title TEXT)")
		s, err := store.Open(t.Context(), database)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		_, err = s.Migrate(t.Context())
		want := s.Name() + `: this is the database of another application, with a table "songs": give another`
		if bad, ok := errors.AsType[*store.BadDatabase](err); !ok || bad.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	})
}

// TestSchemasAreTheSame compares the tables and columns of both kinds of databases.
func TestSchemasAreTheSame(t *testing.T) {
	const ofSQLite = `SELECT m.name || '.' || c.name || CASE WHEN c."notnull" OR c.pk THEN '' ELSE '?' END
		FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'`
	const ofPostgres = `SELECT table_name || '.' || column_name || CASE WHEN is_nullable = 'NO' THEN '' ELSE '?' END
		FROM information_schema.columns WHERE table_schema = current_schema()`
	sqlite, postgres := storetest.SQLite(t), storetest.Postgres(t)
	open(t, sqlite)
	open(t, postgres)
	if diff := cmp.Diff(columns(t, direct(t, sqlite), ofSQLite), columns(t, direct(t, postgres), ofPostgres)); diff != "" {
		t.Errorf("-SQLite +PostgreSQL\n%s", diff)
	}
}

// columns are those of our own tables, sorted.
func columns(t *testing.T, db *sql.DB, query string) []string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var column string
		if err := rows.Scan(&column); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(column, "smartops_migration") {
			all = append(all, column)
		}
	}
	if err := rows.Err(); err != nil || len(all) == 0 {
		t.Fatalf("%d columns: %v", len(all), err)
	}
	slices.Sort(all)
	return all
}
