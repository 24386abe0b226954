package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

var (
	// ErrNotFound says that there is no such row.
	ErrNotFound = errors.New("not found")
	// ErrTaken says that another row has the name already.
	ErrTaken = errors.New("taken")
)

// SQLite's result codes hold the kind of error in their low byte, and in the whole what it is exactly.
const primaryCode = 0xff

// translate turns the driver's errors that callers care about into the errors of this package.
func translate(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	switch resultCode(err) {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return ErrTaken
	}
	return err
}

func resultCode(err error) int {
	failure, ok := errors.AsType[*sqlite.Error](err)
	if !ok {
		return sqlite3.SQLITE_OK
	}
	return failure.Code()
}

// The first wait before a write is tried again, and how long to go on when the context has no deadline.
const (
	retryWait  = 5 * time.Millisecond
	retryLimit = 10 * time.Second
)

// retry does a write again as long as another process holds the database, up to the deadline.
func retry(ctx context.Context, write func(context.Context) error) error {
	if _, ok := ctx.Deadline(); !ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, retryLimit)
		defer cancel()
	}
	for wait := retryWait; ; wait = min(2*wait, time.Second) {
		err := write(ctx)
		if resultCode(err)&primaryCode != sqlite3.SQLITE_BUSY {
			return err
		}
		select {
		case <-ctx.Done():
			return errors.Join(err, ctx.Err())
		case <-time.After(wait):
		}
	}
}
