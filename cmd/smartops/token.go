package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
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
	printSaid(said)
	signer, err := signerOf(text, keys)
	if err != nil {
		return err
	}
	printField("signature", "good, by the "+signer+" key; whether the account accepts it, user.me tells")
	return nil
}

func printSaid(said *token.Said) {
	header, _ := json.Marshal(said.Header)
	printField("header", string(header))
	printField("account", said.Subject)
	printField("generation", strconv.FormatInt(said.Generation, 10))
	printField("issued", moment(said.IssuedAt))
	printField("expires", moment(said.ExpiresAt))
}

// printField prints a line. Until the signature is known to be good, anybody may have written the text.
func printField(name, text string) { fmt.Printf("%-10s %s\n", name, printable(text)) }

// signerOf returns which of the keys has signed a token, or why it is not good.
func signerOf(text rpc.Secret, keys []token.Key) (string, error) {
	for i, key := range keys {
		_, err := token.NewIssuer(key, time.Minute, time.Now).Owner(text.Reveal())
		switch {
		case err == nil:
			return []string{"present", "previous"}[i], nil
		case errors.Is(err, token.ErrExpired):
			return "", errors.New("its signature is good, and it has expired")
		}
	}
	return "", errors.New("it was not made with this server's keys")
}

func readToken() (rpc.Secret, error) {
	if term.IsTerminal(int(os.Stdin.Fd())) {
		typed, err := ask("Token: ")
		if err != nil {
			return "", err
		}
		return typed[0], nil
	}
	text, err := firstLine("token")
	return rpc.Secret(strings.TrimSpace(text.Reveal())), err
}

// moment is a time, and how far away it is.
func moment(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	at := t.UTC().Format(time.RFC3339)
	switch away := time.Until(t).Round(time.Second); {
	case away <= 0:
		return at + " (" + span(-away) + " ago)"
	default:
		return at + " (in " + span(away) + ")"
	}
}

// span is a duration; long ones are said in days.
func span(d time.Duration) string {
	const day = 24 * time.Hour
	if d < 2*day {
		return d.String()
	}
	return fmt.Sprintf("%d days", d/day)
}
