package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/trunkline-rpc/trunkline/internal/smartops/account"
	"github.com/trunkline-rpc/trunkline/internal/smartops/config"
	"github.com/trunkline-rpc/trunkline/internal/smartops/legacy"
	"github.com/trunkline-rpc/trunkline/internal/smartops/password"
	"github.com/trunkline-rpc/trunkline/internal/smartops/store"
)

type userCommand struct {
	Create userCreate `cmd:"" help:"Make an account. The password is asked for, or read from standard input."`
	Passwd userPasswd `cmd:"" help:"Give an account another password, and end its tokens."`
	List   userList   `cmd:"" help:"Show all accounts."`
	Import userImport `cmd:"" help:"Make accounts for the users of the Flask application that SmartOps replaces. They sign in with their old passwords."`
}

type userCreate struct {
	config.Storage
	Name  string `arg:"" help:"The name to sign in with."`
	Admin bool   `help:"Give it the scope admin."`
}

// Validate reports a name that no account can have, before a password is asked for. Kong calls it.
func (c *userCreate) Validate() error {
	return errors.Join(c.Storage.Validate(), account.CheckName(c.Name))
}

// Run makes the account.
func (c *userCreate) Run() error {
	return withCurrentStore(&c.Storage, func(ctx context.Context, db *store.Store) error {
		secret, err := newPassword()
		if err != nil {
			return err
		}
		var scopes []string
		if c.Admin {
			scopes = []string{store.ScopeAdmin}
		}
		id, err := account.Create(ctx, db, password.New(1), c.Name, secret, scopes...)
		if err != nil {
			return err
		}
		fmt.Printf("made account %d, %s\n", id, printable(c.Name))
		return nil
	})
}

type userPasswd struct {
	config.Storage
	Name string `arg:"" help:"The name of the account."`
}

// Run changes the password.
func (c *userPasswd) Run() error {
	return withCurrentStore(&c.Storage, func(ctx context.Context, db *store.Store) error {
		user, err := db.UserByName(ctx, c.Name)
		if errors.Is(err, store.ErrNotFound) {
			return fmt.Errorf("there is no account %q", c.Name)
		}
		if err != nil {
			return err
		}
		secret, err := newPassword()
		if err != nil {
			return err
		}
		if err := account.SetPassword(ctx, db, password.New(1), user, secret); err != nil {
			return err
		}
		fmt.Printf("changed the password of %s; its tokens are dead\n", printable(user.Username))
		return nil
	})
}

type userImport struct {
	config.Storage
	File   string `arg:"" help:"The old application's SQLite file, or CSV whose first line names the columns username and password_hash."`
	DryRun bool   `help:"Change nothing: say what would be done."`
}

// Run imports the users one by one, and says of which it could not. Doing it again does no harm.
func (c *userImport) Run() error {
	return withCurrentStore(&c.Storage, func(ctx context.Context, db *store.Store) error {
		users, err := legacy.Read(ctx, c.File)
		if err != nil {
			return err
		}
		add := db.CreateUser
		if c.DryRun {
			add = rehearse(db)
		}
		left := 0
		for _, u := range users {
			if err := importUser(ctx, u, add); err != nil {
				left++
				fmt.Printf("%s: left out %q: %v\n", u.Place, u.Username, err)
			}
		}
		fmt.Printf("%s %d of %d users\n", map[bool]string{false: "imported", true: "would import"}[c.DryRun], len(users)-left, len(users))
		if left > 0 {
			return fmt.Errorf("%d of %d users were left out", left, len(users))
		}
		return nil
	})
}

// adder adds an account to a database, and returns its id.
type adder func(ctx context.Context, username, hash string, scopes ...string) (int64, error)

func importUser(ctx context.Context, u legacy.User, add adder) error {
	if err := account.CheckName(u.Username); err != nil {
		return err
	}
	if err := password.Check(u.PasswordHash); err != nil {
		return err
	}
	_, err := add(ctx, u.Username, u.PasswordHash)
	return account.Explain(u.Username, err)
}

// rehearse adds nothing, and fails as adding would.
func rehearse(db *store.Store) adder {
	added := map[string]bool{}
	return func(ctx context.Context, username, _ string, _ ...string) (int64, error) {
		key := store.UsernameKey(username)
		_, err := db.UserByName(ctx, username)
		if err == nil || added[key] {
			return 0, store.ErrTaken
		}
		if !errors.Is(err, store.ErrNotFound) {
			return 0, err
		}
		added[key] = true
		return 0, nil
	}
}

// withCurrentStore is withStore for a database whose schema is up to date.
func withCurrentStore(s *config.Storage, use func(context.Context, *store.Store) error) error {
	return withStore(s, func(ctx context.Context, db *store.Store) error {
		if err := db.CheckSchema(ctx); err != nil {
			return err
		}
		return use(ctx, db)
	})
}
