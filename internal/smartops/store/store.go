// Package store keeps SmartOps' data in a SQLite file.
//
// SQLite has one writer at a time. Store therefore has one connection that writes and a pool of
// others that only read: nobody in this process ever waits for SQLite's lock, but for the turn of
// the one connection, which is fair and ends with the context.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"runtime"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// Store is an open database. Its methods may be called at the same time.
type Store struct {
	path   string
	file   os.FileInfo // what path was when it was opened
	writer *bun.DB     // one connection
	reader *bun.DB
}

// Open opens the SQLite file at path, makes it and its folder where there is none, and brings its
// schema up to date. It fails with a *BadFile when path cannot be a database of SmartOps.
func Open(ctx context.Context, path string) (*Store, error) {
	file, err := prepare(path)
	if err != nil {
		return nil, err
	}
	s := &Store{path: path, file: file}
	if err := s.connect(); err != nil {
		return nil, err
	}
	if err := s.migrate(ctx); err != nil {
		return nil, errors.Join(badFile(path, err), s.Close())
	}
	return s, nil
}

func (s *Store) connect() error {
	var err error
	if s.writer, err = open(s.path, 1, "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(ON)"); err != nil {
		return err
	}
	s.reader, err = open(s.path, max(4, runtime.GOMAXPROCS(0)), "query_only(ON)")
	return err
}

// open returns a pool of connections, each set up with the pragmas.
func open(path string, connections int, pragmas ...string) (*bun.DB, error) {
	dsn, err := dataSource(path, pragmas)
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, fmt.Errorf("open database %s: %w", path, err)
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return bun.NewDB(db, sqlitedialect.New()), nil
}

// Close closes the connections when what they do is done.
func (s *Store) Close() error {
	var errs []error
	for _, db := range []*bun.DB{s.reader, s.writer} { // the writer last: it folds the WAL into the file
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("close database %s: %w", s.path, err)
	}
	return nil
}

// Ready reports why accounts cannot be read now, or nil.
func (s *Store) Ready(ctx context.Context) error {
	if _, err := s.reader.NewSelect().Model((*User)(nil)).Limit(1).Exists(ctx); err != nil {
		return fmt.Errorf("read database %s: %w", s.path, err)
	}
	// A file that was removed stays readable for those who have it open, and what they write is lost.
	now, err := os.Stat(s.path)
	if err != nil {
		return fmt.Errorf("find database: %w", err)
	}
	if !os.SameFile(s.file, now) {
		return fmt.Errorf("check database %s: the file was replaced while it was in use; start again", s.path)
	}
	return nil
}
