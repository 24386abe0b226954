// Package migrations holds the steps that build SmartOps' schema, one folder a kind of database.
// A step is a file <time>_<name>.up.sql, and one that ends in .down.sql and takes it back. Once
// released it is never changed, only followed by another; both folders have the same steps.
package migrations

import (
	"embed"
	"fmt"
	"io/fs"

	"github.com/uptrace/bun/migrate"
)

//go:embed sqlite/*.sql postgres/*.sql
var files embed.FS

// SQLite returns the steps for SQLite.
func SQLite() (*migrate.Migrations, error) { return discover("sqlite") }

// Postgres returns the steps for PostgreSQL.
func Postgres() (*migrate.Migrations, error) { return discover("postgres") }

func discover(folder string) (*migrate.Migrations, error) {
	steps, err := fs.Sub(files, folder)
	if err != nil {
		return nil, fmt.Errorf("open migrations %s: %w", folder, err)
	}
	found := migrate.NewMigrations()
	if err := found.Discover(steps); err != nil {
		return nil, fmt.Errorf("read migrations %s: %w", folder, err)
	}
	return found, nil
}
