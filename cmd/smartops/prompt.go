package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"unicode/utf8"

	"golang.org/x/term"

	"github.com/trunkline-rpc/trunkline/rpc"
)

// newPassword asks for a password twice, without showing it, or reads it from the first line of
// standard input when that is no terminal.
func newPassword() (rpc.Secret, error) {
	if !term.IsTerminal(int(os.Stdin.Fd())) {
		return firstLine("password")
	}
	typed, err := ask("New password: ", "Once more: ")
	if err != nil {
		return "", err
	}
	if typed[0] != typed[1] {
		return "", errors.New("the two passwords differ: nothing was changed")
	}
	return typed[0], nil
}

// errStopped says that somebody was asked and pressed ctrl-C or ctrl-D.
var errStopped = errors.New("stopped: nothing was changed")

// ask asks for lines that are not shown. Prompts go to standard error, so that standard output may be a
// file. The terminal is switched before the first prompt: what is typed at once is not shown either.
func ask(prompts ...string) (typed []rpc.Secret, err error) {
	fd := int(os.Stdin.Fd())
	before, err := term.MakeRaw(fd)
	if err != nil {
		return nil, fmt.Errorf("ask on the terminal: %w", err)
	}
	restore := func() { _ = term.Restore(fd, before) }
	defer restore()
	defer onSignal(func() { restore(); os.Exit(exitInterrupted) })()

	terminal := term.NewTerminal(struct {
		io.Reader
		io.Writer
	}{os.Stdin, os.Stderr}, "")
	for _, prompt := range prompts {
		line, err := terminal.ReadPassword(prompt)
		if errors.Is(err, io.EOF) {
			_, _ = io.WriteString(os.Stderr, "\r\n")
			return nil, errStopped
		}
		if err != nil {
			return nil, fmt.Errorf("ask on the terminal: %w", err)
		}
		typed = append(typed, rpc.Secret(line))
	}
	return typed, nil
}

// onSignal lets a signal to stop do something else until release is called: left as it is while somebody
// is asked, the terminal would show nothing that is typed into it later.
func onSignal(do func()) (release func()) {
	signals, done := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		select {
		case <-signals:
			do()
		case <-done:
		}
	}()
	return func() { signal.Stop(signals); close(done) }
}

func firstLine(what string) (rpc.Secret, error) {
	line, err := bufio.NewReader(io.LimitReader(os.Stdin, 1<<16)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("read %s: %w", what, err)
	}
	line = strings.TrimRight(line, "\r\n")
	if line == "" {
		return "", fmt.Errorf("there is no %s on the first line of standard input", what)
	}
	return rpc.Secret(line), nil
}

// printable is a text without what would do something to the terminal.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if !strconv.IsPrint(r) {
			return utf8.RuneError
		}
		return r
	}, text)
}
