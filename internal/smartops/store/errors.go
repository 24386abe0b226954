package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"
)

var (
	// ErrNotFound says that there is no such row.
	ErrNotFound = errors.New("not found")
	// ErrTaken says that another row has the name already.
	ErrTaken = errors.New("taken")
	// ErrUnavailable says that the database cannot be used now.
	ErrUnavailable = errors.New("the database cannot be used")
)

// BadDatabase says that a setting names what cannot be a database of SmartOps, and why.
type BadDatabase struct {
	Name   string // without a password
	Reason string
	Err    error // may be nil
}

func (e *BadDatabase) Error() string { return e.Name + ": " + e.Reason }

func (e *BadDatabase) Unwrap() error { return e.Err }

// failure is what an error of a driver means for callers.
type failure int

const (
	otherFailure failure = iota
	taken                // a unique constraint is broken
	conflict             // another transaction is in the way: try again
	gone                 // the database cannot be used
)

func classify(err error) failure {
	if f := classifySQLite(err); f != otherFailure {
		return f
	}
	return classifyPostgres(err)
}

// firstWait is how long a query waits before it is tried again for the first time.
const firstWait = 5 * time.Millisecond

// try runs a query, and runs it again as long as another transaction is in the way, up to the
// deadline. Errors are those of this package where these say what happened.
func try(ctx context.Context, db *bun.DB, query func(context.Context, bun.IDB) error) error {
	within, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	for wait := firstWait; ; wait = min(2*wait, time.Second) {
		err := query(within, db)
		if err == nil || classify(err) != conflict {
			return translate(ctx, err)
		}
		select {
		case <-within.Done():
			return translate(ctx, errors.Join(err, within.Err()))
		case <-time.After(wait):
		}
	}
}

// translate turns the drivers' errors that callers care about into the errors of this package. When
// the caller has gone, that is all that matters.
func translate(ctx context.Context, err error) error {
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return errors.Join(ctx.Err(), err)
	case errors.Is(err, sql.ErrNoRows):
		return ErrNotFound
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("%w: no answer within %v: %w", ErrUnavailable, timeout, err)
	}
	switch classify(err) {
	case taken:
		return ErrTaken
	case gone, conflict:
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return err
}
