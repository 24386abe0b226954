package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"github.com/trunkline-rpc/trunkline/internal/smartops/config"
	"github.com/trunkline-rpc/trunkline/internal/smartops/token"
	"github.com/trunkline-rpc/trunkline/rpc"
)

type tokenCommand struct {
	Inspect tokenInspect `cmd:"" help:"Show what a token says, and whether it is good. It is asked for, or read from standard input: everybody on a machine can see the arguments of its processes."`
}

type tokenInspect struct {
	config.Keys
	config.Storage
}

// Validate reports settings that cannot be used. Kong calls it.
func (c *tokenInspect) Validate() error {
	return errors.Join(c.Keys.Validate(), c.Storage.Validate())
}

// Run prints what the token says. The exit status is 1 for a token that is not good.
func (c *tokenInspect) Run() error {
	text, err := readToken()
	if err != nil {
		return err
	}
	keys, err := c.Keys.Read(&c.Storage, false)
	if err != nil {
		return err
	}
	said, err := token.Inspect(text.Reveal())
	if err != nil {
		return err
	}
	print := func(name string, value any) { fmt.Printf("%-10s %v\n", name, value) }
	out, _ := json.Marshal(said.Header)
	print("header", string(out))
	print("account", said.Subject)
	print("generation", said.Generation)
	print("issued", moment(said.IssuedAt))
	print("expires", moment(said.ExpiresAt))
	_, err = token.NewIssuer(keys[0], time.Minute, time.Now, keys[1:]...).Owner(text.Reveal())
	switch {
	case errors.Is(err, token.ErrExpired):
		return errors.New("its signature is good, and it has expired")
	case err != nil:
		return errors.New("it was not made with this server's keys")
	}
	print("signature", "good; whether the account accepts it, user.me tells")
	return nil
}

func readToken() (rpc.Secret, error) {
	if term.IsTerminal(int(os.Stdin.Fd())) {
		return ask("Token: ")
	}
	text, err := firstLine("token")
	return rpc.Secret(strings.TrimSpace(text.Reveal())), err
}

// moment is a time, and how far away it is.
func moment(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	away := time.Until(t).Round(time.Second)
	if away < 0 {
		return fmt.Sprintf("%s (%v ago)", t.UTC().Format(time.RFC3339), -away)
	}
	return fmt.Sprintf("%s (in %v)", t.UTC().Format(time.RFC3339), away)
}
