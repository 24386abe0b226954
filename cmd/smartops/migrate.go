package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/trunkline-rpc/trunkline/internal/smartops/config"
	"github.com/trunkline-rpc/trunkline/internal/smartops/store"
)

type migrateCommand struct {
	Up     migrateUp     `cmd:"" help:"Apply the steps that are missing: all of them, or none when one fails."`
	Down   migrateDown   `cmd:"" help:"Take back the steps that were applied last together, and what is kept in their tables."`
	Status migrateStatus `cmd:"" help:"Show all steps, and when they were applied. The exit status is 1 when some are missing."`
}

type migrateUp struct{ config.Storage }

// Run prints the steps it has applied.
func (c *migrateUp) Run() error {
	return withStore(&c.Storage, func(ctx context.Context, db *store.Store) error {
		done, err := db.Migrate(ctx)
		if err != nil {
			return config.AboutDatabase(err)
		}
		printSteps("applied", done)
		return nil
	})
}

type migrateDown struct {
	config.Storage
	Yes bool `help:"Lose what is kept in the tables of these steps. Without it, nothing is done."`
}

// Run prints the steps it has taken back.
func (c *migrateDown) Run() error {
	if !c.Yes {
		return errors.New("migrate down loses what is kept in the tables of the last steps: see smartops migrate status, make a backup, and say --yes")
	}
	return withStore(&c.Storage, func(ctx context.Context, db *store.Store) error {
		undone, err := db.Revert(ctx)
		if err != nil {
			return config.AboutDatabase(err)
		}
		printSteps("took back", undone)
		return nil
	})
}

func printSteps(verb string, steps []string) {
	if len(steps) == 0 {
		fmt.Println("there is nothing to do")
	}
	for _, step := range steps {
		fmt.Println(verb, step)
	}
}

type migrateStatus struct{ config.Storage }

// Run prints a line a step.
func (c *migrateStatus) Run() error {
	return withStore(&c.Storage, func(ctx context.Context, db *store.Store) error {
		steps, err := db.Steps(ctx)
		if err != nil {
			return err
		}
		for _, step := range steps {
			fmt.Printf("%-40s %s\n", step.Name, stepState(step))
		}
		return db.CheckSchema(ctx)
	})
}

func stepState(s store.Step) string {
	switch {
	case s.Unknown:
		return "applied by a newer smartops"
	case s.Applied.IsZero():
		return "missing"
	}
	return "applied " + s.Applied.UTC().Format(time.RFC3339)
}

// withStore opens the database, and closes it in the end. SIGINT and SIGTERM end the context.
func withStore(s *config.Storage, use func(context.Context, *store.Store) error) error {
	ctx := untilSignal()
	db, err := s.Open(ctx)
	if err != nil {
		return err
	}
	return errors.Join(use(ctx, db), db.Close())
}
