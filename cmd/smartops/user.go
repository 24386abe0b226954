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
	Import userImport `cmd:"" help:"Make accounts for the users of the Flask application that SmartOps replaces. They sign in with their old passwords."`
}

type userCreate struct {
	config.Storage
	Name  string `arg:"" help:"The name to sign in with."`
	Admin bool   `help:"Give it the scope admin."`
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
		fmt.Printf("made account %d, %s\n", id, c.Name)
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
		fmt.Printf("changed the password of %s; its tokens are dead\n", user.Username)
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
		made, left := 0, 0
		for _, u := range users {
			if err := c.one(ctx, db, u); err != nil {
				left++
				fmt.Printf("%s: left out %q: %v\n", u.Place, u.Username, err)
				continue
			}
			made++
		}
		fmt.Printf("%s %d of %d users\n", map[bool]string{false: "imported", true: "would import"}[c.DryRun], made, len(users))
		if left > 0 {
			return fmt.Errorf("%d users were left out", left)
		}
		return nil
	})
}

func (c *userImport) one(ctx context.Context, db *store.Store, u legacy.User) error {
	if err := account.CheckName(u.Username); err != nil {
		return err
	}
	if err := password.Check(u.PasswordHash); err != nil {
		return err
	}
	if c.DryRun {
		_, err := db.UserByName(ctx, u.Username)
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		if err == nil {
			err = store.ErrTaken
		}
		return account.Explain(u.Username, err)
	}
	_, err := db.CreateUser(ctx, u.Username, u.PasswordHash)
	return account.Explain(u.Username, err)
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
