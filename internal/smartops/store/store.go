// Package store keeps SmartOps' data, in a SQLite file or in a PostgreSQL database. The queries are
// the same for both; what differs is in sqlite.go and postgres.go.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/migrate"
)

// Store is an open database. Its methods may be called at the same time.
type Store struct {
	name   string // of the database, for messages: it holds no password
	writer *bun.DB
	reader *bun.DB
	kind   kind
}

// kind is what the kinds of databases differ in.
type kind interface {
	// steps returns the migrations.
	steps() (*migrate.Migrations, error)
	// alone calls f with a pool of one connection, inside a transaction that keeps others from
	// migrating at the same time. All of f happens, or nothing.
	alone(ctx context.Context, f func(*bun.DB) error) error
	// serializable are the options of a transaction that no other one seems to run beside.
	serializable() *sql.TxOptions
	// tables is a query for the names of all tables.
	tables() string
	// lastID is the last id that a table has given, and setLastID sets it: the next one is greater.
	lastID(ctx context.Context, db bun.IDB, table string) (int64, error)
	setLastID(ctx context.Context, db bun.IDB, table string, id int64) error
	// present reports why the database is not the one that was opened, or nil.
	present() error
	// explain turns errors about the database itself into ones that say what to do.
	explain(err error) error
}

// timeout is how long a query may take, waiting for a connection or a lock included. It bounds how
// many calls a slow database can hold up.
const timeout = 10 * time.Second

// Postgres reports whether database names one of PostgreSQL: "postgres://…" or "postgresql://…".
func Postgres(database string) bool {
	return strings.HasPrefix(database, "postgres://") || strings.HasPrefix(database, "postgresql://")
}

// Open opens a database: "postgres://USER@HOST/NAME", or "sqlite:PATH", whose file and folder are
// made where there are none. It fails with a *BadDatabase when that cannot be a database of
// SmartOps. The schema is left as it is: see Migrate and CheckSchema.
func Open(ctx context.Context, database string) (*Store, error) {
	if Postgres(database) {
		return openPostgres(ctx, database)
	}
	path, ok := strings.CutPrefix(database, "sqlite:")
	if !ok {
		return nil, &BadDatabase{"this database", "it is of no kind that is known: give sqlite:PATH or postgres://USER@HOST/NAME", nil}
	}
	return openSQLite(ctx, path)
}

// Close closes the connections when what they do is done.
func (s *Store) Close() error {
	errs := []error{s.reader.Close()}
	if s.writer != s.reader {
		errs = append(errs, s.writer.Close()) // the last: it folds SQLite's WAL into the file
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("close %s: %w", s.name, err)
	}
	return nil
}

// Pools returns the pools of connections, by what they are for.
func (s *Store) Pools() map[string]*sql.DB {
	if s.reader == s.writer {
		return map[string]*sql.DB{"all": s.writer.DB}
	}
	return map[string]*sql.DB{"write": s.writer.DB, "read": s.reader.DB}
}

// Name is what messages call the database. It holds no password.
func (s *Store) Name() string { return s.name }

// Ready reports why accounts cannot be read now, or nil.
func (s *Store) Ready(ctx context.Context) error {
	err := s.read(ctx, func(ctx context.Context, db bun.IDB) error {
		_, err := db.NewSelect().Model((*User)(nil)).Limit(1).Exists(ctx)
		return err
	})
	if err != nil {
		return fmt.Errorf("read %s: %w", s.name, err)
	}
	return s.kind.present()
}

// now is the time as both kinds of databases keep it: to the microsecond.
func now() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }

// read runs queries that change nothing.
func (s *Store) read(ctx context.Context, query func(context.Context, bun.IDB) error) error {
	return try(ctx, s.reader, query)
}

// write runs a query that changes something. Where it has several statements, they are to be in a
// transaction: it may be run again.
func (s *Store) write(ctx context.Context, query func(context.Context, bun.IDB) error) error {
	return try(ctx, s.writer, query)
}
