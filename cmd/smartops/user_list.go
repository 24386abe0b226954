package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/trunkline-rpc/trunkline/internal/smartops/config"
	"github.com/trunkline-rpc/trunkline/internal/smartops/password"
	"github.com/trunkline-rpc/trunkline/internal/smartops/store"
)

type userList struct{ config.Storage }

// listed is how many accounts are read at once.
const listed = 500

// Run prints a line an account, in the order in which they were made.
func (c *userList) Run() error {
	return withCurrentStore(&c.Storage, func(ctx context.Context, db *store.Store) error {
		table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
		fmt.Fprintln(table, "ID\tNAME\tSTATE\tSCOPES\tMADE\tPASSWORD")
		for page := (store.Page{Limit: listed}); ; {
			users, next, err := db.Users(ctx, store.UserFilter{}, page)
			if err != nil {
				return err
			}
			for _, u := range users {
				printUser(table, u)
			}
			if page.After = next; next == "" {
				return table.Flush()
			}
		}
	})
}

func printUser(table *tabwriter.Writer, u *store.User) {
	state, hash := "active", "argon2id"
	if u.Locked() {
		state = "locked"
	}
	if password.Outdated(u.PasswordHash) {
		hash = "imported, not used yet"
	}
	scopes := strings.Join(u.Scopes, ",")
	if scopes == "" {
		scopes = "-"
	}
	fmt.Fprintf(table, "%d\t%s\t%s\t%s\t%s\t%s\n", u.ID, printable(u.Username), state, scopes, u.CreatedAt.UTC().Format(time.DateOnly), hash)
}
