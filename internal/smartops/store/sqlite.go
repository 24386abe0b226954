package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	"github.com/uptrace/bun/migrate"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/trunkline-rpc/trunkline/internal/smartops/store/migrations"
)

// busyTimeout is how long a writer waits for the lock that another process has.
const busyTimeout = 5 * time.Second

// sqliteFile is a SQLite file. SQLite has one writer at a time: the store therefore has one connection
// that writes and a pool of others that only read, so that nobody in this process ever waits for
// SQLite's lock, but for the turn of the one connection, which is fair and ends with the context.
type sqliteFile struct {
	path   string
	info   os.FileInfo // what path was when it was opened
	writer *bun.DB
}

func openSQLite(ctx context.Context, path string) (*Store, error) {
	info, err := prepare(path)
	if err != nil {
		return nil, err
	}
	file := &sqliteFile{path: path, info: info}
	s := &Store{name: file.name(), kind: file}
	if s.writer, err = file.open(1, "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(ON)"); err != nil {
		return nil, err
	}
	file.writer = s.writer
	if s.reader, err = file.open(max(4, runtime.GOMAXPROCS(0)), "query_only(ON)"); err != nil {
		return nil, errors.Join(err, s.writer.Close())
	}
	if err := file.begin(ctx, "ROLLBACK"); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func (f *sqliteFile) name() string { return "database " + f.path }

// prepare makes the folder and the file where there are none. SQLite could make the file, but it
// would let everybody read it, and its errors do not say what is wrong with a path.
func prepare(path string) (os.FileInfo, error) {
	name := "database " + path
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, &BadDatabase{name, "its folder cannot be made: " + cause(err), err}
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if errors.Is(err, syscall.EISDIR) {
		return nil, &BadDatabase{name, "this is a folder: give the path of a file", err}
	}
	if err != nil {
		return nil, &BadDatabase{name, "it cannot be opened for writing: " + cause(err), err}
	}
	info, err := file.Stat()
	if err := errors.Join(err, file.Close()); err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	if !info.Mode().IsRegular() {
		return nil, &BadDatabase{name, "this is no regular file", nil}
	}
	return info, nil
}

// cause is what went wrong, without the path that the message has named already.
func cause(err error) string {
	if pathError, ok := errors.AsType[*fs.PathError](err); ok {
		return pathError.Err.Error()
	}
	return err.Error()
}

// open returns a pool of connections, each set up with the pragmas.
func (f *sqliteFile) open(connections int, pragmas ...string) (*bun.DB, error) {
	dsn, err := dataSource(f.path, pragmas)
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", f.name(), err)
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return bun.NewDB(db, sqlitedialect.New()), nil
}

// dataSource is the URI of the file: in a URI any character of a path can be escaped.
func dataSource(path string, pragmas []string) (string, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("open database %s: %w", path, err)
	}
	options := url.Values{
		"_pragma": append([]string{fmt.Sprintf("busy_timeout(%d)", busyTimeout.Milliseconds())}, pragmas...),
		"_txlock": {"immediate"}, // a transaction that would write later never has to fail for it
	}
	uri := url.URL{Scheme: "file", Path: filepath.ToSlash(absolute), RawQuery: options.Encode()}
	return uri.String(), nil
}

func (f *sqliteFile) steps() (*migrate.Migrations, error) { return migrations.SQLite() }

// serializable: there is one writer, and its transactions take the lock when they begin.
func (f *sqliteFile) serializable() *sql.TxOptions { return nil }

func (f *sqliteFile) tables() string {
	return "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')"
}

// alone begins the transaction by hand, since the migrator takes a pool and not a transaction; the
// pool has one connection, so that every statement of the migrator runs inside.
func (f *sqliteFile) alone(ctx context.Context, do func(*bun.DB) error) error {
	if err := f.begin(ctx); err != nil {
		return err
	}
	return end(ctx, f.writer, do(f.writer))
}

// begin takes the lock, and runs more statements behind it. While another process turns a new file
// into one with a write-ahead log, SQLite refuses at once, whatever its busy timeout is.
func (f *sqliteFile) begin(ctx context.Context, more ...string) error {
	err := try(ctx, f.writer, func(ctx context.Context, db bun.IDB) error {
		_, err := db.ExecContext(ctx, "BEGIN IMMEDIATE")
		return err
	})
	for _, statement := range more {
		if err == nil {
			_, err = f.writer.ExecContext(ctx, statement)
		}
	}
	if err != nil {
		return fmt.Errorf("open %s: %w", f.name(), f.explain(err))
	}
	return nil
}

func (f *sqliteFile) lastID(ctx context.Context, db bun.IDB, table string) (id int64, err error) {
	err = db.NewRaw("SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = ?", table).Scan(ctx, &id)
	return id, err
}

func (f *sqliteFile) setLastID(ctx context.Context, db bun.IDB, table string, id int64) error {
	if _, err := db.NewRaw("DELETE FROM sqlite_sequence WHERE name = ?", table).Exec(ctx); err != nil {
		return err
	}
	_, err := db.NewRaw("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", table, id).Exec(ctx)
	return err
}

// present notices a file that was removed: it stays readable for those who have it open, and what
// they write is lost.
func (f *sqliteFile) present() error {
	now, err := os.Stat(f.path)
	if err != nil {
		return fmt.Errorf("find database: %w", err)
	}
	if !os.SameFile(f.info, now) {
		return fmt.Errorf("check %s: the file was replaced while it was in use; start again", f.name())
	}
	return nil
}

// SQLite's result codes hold the kind of error in their low byte, and in the whole what it is exactly.
const primaryCode = 0xff

func resultCode(err error) int {
	failure, ok := errors.AsType[*sqlite.Error](err)
	if !ok {
		return sqlite3.SQLITE_OK
	}
	return failure.Code()
}

func (f *sqliteFile) explain(err error) error {
	switch resultCode(err) & primaryCode {
	case sqlite3.SQLITE_NOTADB:
		return &BadDatabase{f.name(), "this is no SQLite database: give the path of one, or of a file that does not exist yet", err}
	case sqlite3.SQLITE_CORRUPT:
		return &BadDatabase{f.name(), "the file is damaged: restore it from a backup", err}
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN:
		return &BadDatabase{f.name(), "it cannot be written: SQLite keeps files beside it, so its folder has to be writable too", err}
	}
	return err
}

func classifySQLite(err error) failure {
	code := resultCode(err)
	switch code {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return taken
	}
	switch code & primaryCode {
	case sqlite3.SQLITE_BUSY:
		return conflict
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY,
		sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT:
		return gone
	}
	return otherFailure
}
