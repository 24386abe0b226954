package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/uptrace/bun/migrate"

	"github.com/trunkline-rpc/trunkline/internal/smartops/store/migrations"
)

// migrate brings the schema up to date: all of it or nothing, whatever happens meanwhile. The
// transaction is begun by hand, since the migrator takes a pool and not a transaction; the pool has
// one connection, so that every statement of the migrator runs inside. It also keeps other
// processes out that start at the same time.
func (s *Store) migrate(ctx context.Context) (err error) {
	if err := s.begin(ctx); err != nil {
		return fmt.Errorf("open database %s: %w", s.path, err)
	}
	defer func() {
		end := "COMMIT"
		if err != nil {
			end = "ROLLBACK"
		}
		_, endErr := s.writer.ExecContext(context.WithoutCancel(ctx), end)
		err = errors.Join(err, endErr)
	}()
	if err := s.applyMigrations(ctx); err != nil {
		return fmt.Errorf("update schema of %s: %w", s.path, err)
	}
	return nil
}

// begin opens the writing connection and takes the lock. While another process turns a new file into
// one with a write-ahead log, SQLite refuses at once, whatever its busy timeout is.
func (s *Store) begin(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, busyTimeout)
	defer cancel()
	for {
		_, err := s.writer.ExecContext(ctx, "BEGIN IMMEDIATE")
		if !isBusy(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(5 * time.Millisecond):
		}
	}
}

func (s *Store) applyMigrations(ctx context.Context) error {
	steps, err := migrations.SQLite()
	if err != nil {
		return err
	}
	if err := s.refuseForeign(ctx); err != nil {
		return err
	}
	migrator := migrate.NewMigrator(s.writer, steps)
	if err := migrator.Init(ctx); err != nil {
		return err
	}
	if err := refuseNewer(ctx, migrator, steps); err != nil {
		return err
	}
	_, err = migrator.Migrate(ctx)
	return err
}

// refuseForeign refuses a file that is in use for something else, before anything is put into it.
func (s *Store) refuseForeign(ctx context.Context) error {
	var tables []string
	err := s.writer.NewSelect().Table("sqlite_schema").Column("name").Where("type IN ('table', 'view')").Scan(ctx, &tables)
	if err != nil {
		return err
	}
	// Both tables appear in one transaction; others use bun, too.
	ours := slices.Contains(tables, "bun_migrations") && slices.Contains(tables, "users")
	if len(tables) > 0 && !ours {
		reason := fmt.Sprintf("this is the database of another application, with a table %q: give another path", tables[0])
		return &BadFile{s.path, reason, nil}
	}
	return nil
}

// refuseNewer refuses a schema that a later version of SmartOps has made.
func refuseNewer(ctx context.Context, migrator *migrate.Migrator, steps *migrate.Migrations) error {
	applied, err := migrator.AppliedMigrations(ctx)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, step := range steps.Sorted() {
		known[step.Name] = true
	}
	for _, step := range applied {
		if !known[step.Name] {
			return fmt.Errorf("it was made by a newer smartops (migration %s): run that one", step.Name)
		}
	}
	return nil
}
