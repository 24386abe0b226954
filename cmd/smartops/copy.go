package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/trunkline-rpc/trunkline/internal/smartops/config"
	"github.com/trunkline-rpc/trunkline/internal/smartops/store"
)

type copyCommand struct {
	From string `required:"" placeholder:"DATABASE" help:"The database to copy: sqlite:PATH or postgres://USER@HOST/NAME. Stop the servers that write to it."`
	To   string `required:"" placeholder:"DATABASE" help:"Where to copy it: an empty database, whose schema is made."`
}

// Validate reports databases that cannot be used, as far as their text tells. Kong calls it.
func (c *copyCommand) Validate() error {
	if c.From == c.To {
		return errors.New("--from and --to name the same database")
	}
	from, to := config.Storage{Database: c.From}, config.Storage{Database: c.To}
	return errors.Join(from.Validate(), to.Validate())
}

// Run copies all tables, or nothing.
func (c *copyCommand) Run() error {
	return withCurrentStore(&config.Storage{Database: c.From}, func(ctx context.Context, from *store.Store) error {
		return withStore(&config.Storage{Database: c.To}, func(_ context.Context, to *store.Store) error {
			if _, err := to.Migrate(ctx); err != nil {
				return config.AboutDatabase(err)
			}
			done, err := store.Copy(ctx, from, to)
			for _, t := range done {
				fmt.Printf("%-20s %d rows\n", t.Table, t.Rows)
			}
			return err
		})
	})
}
