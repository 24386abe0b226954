package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/trunkline-rpc/trunkline/internal/smartops/store"
	"github.com/trunkline-rpc/trunkline/internal/smartops/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// open opens a database, with its schema up to date.
func open(t *testing.T, database string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), database)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func create(t *testing.T, s *store.Store, username string) int64 {
	t.Helper()
	id, err := s.CreateUser(t.Context(), username, "a hash")
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// raw opens the file past the store, as an operator with another tool would.
func raw(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func exec(t *testing.T, db *sql.DB, query string) {
	t.Helper()
	if _, err := db.ExecContext(t.Context(), query); err != nil {
		t.Fatal(err)
	}
}

func TestUsersSurviveReopening(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new folder", "数据 100%?#.db")
	before := time.Now().Add(-time.Second)
	s := open(t, "sqlite:"+path)
	id := create(t, s, "Été")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	s = open(t, "sqlite:"+path)
	user, err := s.UserByID(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if user.Username != "Été" || user.PasswordHash != "a hash" {
		t.Errorf("got %q with %q", user.Username, user.PasswordHash)
	}
	if user.CreatedAt.Before(before) || user.CreatedAt.After(time.Now()) {
		t.Errorf("created at %v", user.CreatedAt)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the file has mode %v", info.Mode())
	}
}

func TestNamesThatReadTheSame(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		s := open(t, database)
		for _, names := range [][]string{
			{"jack", "JACK", "jacK" /* the Kelvin sign */},
			{"é", "e\u0301", "É", "E\u0301"},
			{"straße", "STRASSE"},
			{"测试"},
		} {
			id := create(t, s, names[0])
			for _, name := range names {
				user, err := s.UserByName(t.Context(), name)
				if err != nil || user.ID != id {
					t.Errorf("user %q: got %v, %v", name, user, err)
				}
				_, err = s.CreateUser(t.Context(), name, "another hash")
				if !errors.Is(err, store.ErrTaken) {
					t.Errorf("create %q: got %v", name, err)
				}
			}
		}
		if _, err := s.UserByName(t.Context(), "nobody"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("got %v", err)
		}
		if _, err := s.UserByID(t.Context(), 99); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("got %v", err)
		}
	})
}

func TestOneOfManyWins(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		s := open(t, database)
		var group sync.WaitGroup
		results := make([]error, 32)
		for i := range results {
			group.Go(func() { _, results[i] = s.CreateUser(t.Context(), "test", "a hash") })
		}
		group.Wait()
		won := 0
		for _, err := range results {
			if err == nil {
				won++
			} else if !errors.Is(err, store.ErrTaken) {
				t.Error(err)
			}
		}
		if won != 1 {
			t.Errorf("%d of them won", won)
		}
	})
}

func TestIDsAreNeverGivenAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "smartops.db")
	s := open(t, "sqlite:"+path)
	first := create(t, s, "test")
	exec(t, raw(t, path), "DELETE FROM users")
	if second := create(t, s, "test"); second <= first {
		t.Errorf("id %d after %d", second, first)
	}
}

func TestWaitsForOtherProcesses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "smartops.db")
	s := open(t, "sqlite:"+path)
	other := raw(t, path)
	other.SetMaxOpenConns(1)
	exec(t, other, "BEGIN IMMEDIATE")

	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := s.CreateUser(ctx, "test", "a hash"); err == nil {
		t.Error("wrote in spite of the lock")
	}
	if _, err := s.UserByName(t.Context(), "test"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("reading while another writes: %v", err)
	}
	time.AfterFunc(100*time.Millisecond, func() { _, _ = other.Exec("COMMIT") })
	create(t, s, "test")
}

func TestManyOpenANewFileAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "smartops.db")
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			s, err := openAndMigrate(t, "sqlite:"+path)
			if err != nil {
				t.Error(err)
				return
			}
			if _, err := s.CreateUser(t.Context(), fmt.Sprint("user", i), "a hash"); err != nil {
				t.Error(err)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
}

func TestReady(t *testing.T) {
	path := filepath.Join(t.TempDir(), "smartops.db")
	s := open(t, "sqlite:"+path)
	if err := s.Ready(t.Context()); err != nil {
		t.Fatal(err)
	}
	exec(t, raw(t, path), "ALTER TABLE users RENAME TO accounts")
	if err := s.Ready(t.Context()); err == nil || !strings.Contains(err.Error(), "no such table: users") {
		t.Errorf("without the table: %v", err)
	}
	exec(t, raw(t, path), "ALTER TABLE accounts RENAME TO users")
	if err := s.Ready(t.Context()); err != nil {
		t.Errorf("with the table again: %v", err)
	}
	if err := os.Rename(path, path+".old"); err != nil {
		t.Fatal(err)
	}
	if err := s.Ready(t.Context()); err == nil {
		t.Error("ready without the file")
	}
}

func TestBadFiles(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(text, []byte(strings.Repeat("no database\n", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	foreign := filepath.Join(dir, "music.db")
	exec(t, raw(t, foreign), "CREATE TABLE songs (title TEXT)")
	migrated := filepath.Join(dir, "films.db")
	exec(t, raw(t, migrated), "CREATE TABLE bun_migrations (title TEXT)")
	for _, test := range []struct{ path, want string }{
		{dir, ": this is a folder: give the path of a file"},
		{text, ": this is no SQLite database: give the path of one, or of a file that does not exist yet"},
		{filepath.Join(text, "smartops.db"), ": its folder cannot be made: not a directory"},
		{foreign, `: this is the database of another application, with a table "songs": give another`},
		{migrated, `: this is the database of another application, with a table "bun_migrations": give another`},
		{os.DevNull, ": this is no regular file"},
	} {
		_, err := openAndMigrate(t, "sqlite:"+test.path)
		if bad, ok := errors.AsType[*store.BadDatabase](err); !ok || bad.Error() != "database "+test.path+test.want {
			t.Errorf("got %v\nwant database %s%s", err, test.path, test.want)
		}
	}
}

// openAndMigrate closes the store again when its schema cannot be changed.
func openAndMigrate(t *testing.T, database string) (*store.Store, error) {
	s, err := store.Open(t.Context(), database)
	if err != nil {
		return nil, err
	}
	if _, err := s.Migrate(t.Context()); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// TestTwoAtTheSameInstant makes each of 1,000 users twice, by two stores on one database.
func TestTwoAtTheSameInstant(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		stores := []*store.Store{open(t, database), open(t, database)}
		for i := range 1000 {
			errs := make([]error, len(stores))
			var group sync.WaitGroup
			for j, s := range stores {
				group.Go(func() { _, errs[j] = s.CreateUser(t.Context(), fmt.Sprint("user", i), "a hash") })
			}
			group.Wait()
			if (errs[0] == nil) == (errs[1] == nil) || !errors.Is(errors.Join(errs...), store.ErrTaken) {
				t.Fatalf("user %d: %v", i, errs)
			}
		}
	})
}

// TestManyWriters: none of 16 is told that the database is busy.
func TestManyWriters(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		stores := []*store.Store{open(t, database), open(t, database)}
		var group sync.WaitGroup
		for w := range 16 {
			group.Go(func() {
				for i := range 30 {
					if _, err := stores[w%2].CreateUser(t.Context(), fmt.Sprint("user", w, "-", i), "a hash"); err != nil {
						t.Error(err)
					}
				}
			})
		}
		group.Wait()
	})
}
