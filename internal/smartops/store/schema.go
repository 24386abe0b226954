package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/migrate"
)

// Step is a migration: a step from one schema to the next.
type Step struct {
	Name    string
	Applied time.Time // zero: not yet
	Unknown bool      // a newer SmartOps has it, and this one has not
}

// SchemaError says that a database does not have the schema that this SmartOps works with.
type SchemaError struct {
	Database string
	Missing  []string // steps that are not applied
	Unknown  []string // steps that a newer SmartOps has applied
}

func (e *SchemaError) Error() string {
	if len(e.Unknown) > 0 {
		return fmt.Sprintf("%s: a newer smartops has changed its schema (%s): run that one", e.Database, strings.Join(e.Unknown, ", "))
	}
	return fmt.Sprintf("%s: its schema is behind (%s): run smartops migrate up, or serve with --migrate", e.Database, strings.Join(e.Missing, ", "))
}

// Migrate applies the steps that are missing, and returns them. All are applied or none, whatever
// happens meanwhile; of several processes that do it at once, one does it and the others wait.
func (s *Store) Migrate(ctx context.Context) ([]string, error) {
	var done []string
	err := s.migrator(ctx, func(m *migrate.Migrator) error {
		group, err := m.Migrate(ctx)
		done = names(group)
		return err
	})
	return done, err
}

// Revert takes back the steps that were applied last together, and returns them.
func (s *Store) Revert(ctx context.Context) ([]string, error) {
	var undone []string
	err := s.migrator(ctx, func(m *migrate.Migrator) error {
		group, err := m.Rollback(ctx)
		undone = names(group)
		return err
	})
	return undone, err
}

func names(group *migrate.MigrationGroup) []string {
	if group == nil {
		return nil
	}
	var all []string
	for _, step := range group.Migrations {
		all = append(all, stepName(step))
	}
	return all
}

func stepName(step migrate.Migration) string {
	if step.Comment == "" {
		return step.Name
	}
	return step.Name + "_" + step.Comment
}

// migrator calls f with a migrator that is alone with the database.
func (s *Store) migrator(ctx context.Context, f func(*migrate.Migrator) error) error {
	steps, err := s.kind.steps()
	if err != nil {
		return err
	}
	err = s.kind.alone(ctx, func(db *bun.DB) error {
		if err := s.refuseForeign(ctx, db); err != nil {
			return err
		}
		m := newMigrator(db, steps)
		if err := m.Init(ctx); err != nil {
			return err
		}
		if err := s.refuseNewer(ctx, m, steps); err != nil {
			return err
		}
		return f(m)
	})
	if err != nil {
		return fmt.Errorf("change schema: %w", s.kind.explain(err))
	}
	return nil
}

// end ends a transaction that was begun by hand.
func end(ctx context.Context, db *bun.DB, err error) error {
	statement := "COMMIT"
	if err != nil {
		statement = "ROLLBACK"
	}
	_, endErr := db.ExecContext(context.WithoutCancel(ctx), statement)
	return errors.Join(err, endErr)
}

// refuseForeign refuses a database that is in use for something else, before anything is put into it.
func (s *Store) refuseForeign(ctx context.Context, db *bun.DB) error {
	tables, err := s.listTables(ctx, db)
	if err != nil {
		return err
	}
	if len(tables) > 0 && !slices.Contains(tables, migrationTable) {
		reason := fmt.Sprintf("this is the database of another application, with a table %q: give another", tables[0])
		return &BadDatabase{s.name, reason, nil}
	}
	return nil
}

// The tables in which the migrator notes what it has applied. They are not called as bun would call
// them: other applications use bun, too.
const (
	migrationTable = "smartops_migrations"
	lockTable      = "smartops_migration_locks"
)

func newMigrator(db *bun.DB, steps *migrate.Migrations) *migrate.Migrator {
	return migrate.NewMigrator(db, steps, migrate.WithTableName(migrationTable), migrate.WithLocksTableName(lockTable))
}

func (s *Store) listTables(ctx context.Context, db *bun.DB) (tables []string, err error) {
	err = db.NewRaw(s.kind.tables()).Scan(ctx, &tables)
	return tables, err
}

func (s *Store) refuseNewer(ctx context.Context, m *migrate.Migrator, steps *migrate.Migrations) error {
	applied, err := m.AppliedMigrations(ctx)
	if err != nil {
		return err
	}
	if unknown := unknownSteps(applied, steps); len(unknown) > 0 {
		return &SchemaError{Database: s.name, Unknown: unknown}
	}
	return nil
}

func unknownSteps(applied migrate.MigrationSlice, steps *migrate.Migrations) (unknown []string) {
	for _, a := range applied {
		known := slices.ContainsFunc(steps.Sorted(), func(s migrate.Migration) bool { return s.Name == a.Name })
		if !known {
			unknown = append(unknown, a.Name)
		}
	}
	return unknown
}

// Steps returns all steps in their order, with when they were applied.
func (s *Store) Steps(ctx context.Context) ([]Step, error) {
	steps, err := s.kind.steps()
	if err != nil {
		return nil, err
	}
	tables, err := s.listTables(ctx, s.reader)
	if err != nil {
		return nil, fmt.Errorf("read schema of %s: %w", s.name, s.kind.explain(err))
	}
	var applied migrate.MigrationSlice
	if slices.Contains(tables, migrationTable) {
		if applied, err = newMigrator(s.reader, steps).AppliedMigrations(ctx); err != nil {
			return nil, fmt.Errorf("read schema of %s: %w", s.name, err)
		}
	}
	var all []Step
	for _, step := range steps.Sorted() {
		all = append(all, Step{Name: stepName(step), Applied: appliedAt(applied, step.Name)})
	}
	for _, name := range unknownSteps(applied, steps) {
		all = append(all, Step{Name: name, Applied: appliedAt(applied, name), Unknown: true})
	}
	return all, nil
}

func appliedAt(applied migrate.MigrationSlice, name string) time.Time {
	for _, a := range applied {
		if a.Name == name {
			return a.MigratedAt
		}
	}
	return time.Time{}
}

// CheckSchema returns a *SchemaError unless the schema is what this SmartOps works with.
func (s *Store) CheckSchema(ctx context.Context) error {
	steps, err := s.Steps(ctx)
	if err != nil {
		return err
	}
	wrong := &SchemaError{Database: s.name}
	for _, step := range steps {
		switch {
		case step.Unknown:
			wrong.Unknown = append(wrong.Unknown, step.Name)
		case step.Applied.IsZero():
			wrong.Missing = append(wrong.Missing, step.Name)
		}
	}
	if len(wrong.Missing)+len(wrong.Unknown) > 0 {
		return wrong
	}
	return nil
}
