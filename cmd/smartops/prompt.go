package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"github.com/trunkline-rpc/trunkline/rpc"
)

// newPassword asks for a password twice, without showing it, or reads it from the first line of
// standard input when that is no terminal.
func newPassword() (rpc.Secret, error) {
	if !term.IsTerminal(int(os.Stdin.Fd())) {
		return firstLine("password")
	}
	first, err := ask("New password: ")
	if err != nil {
		return "", err
	}
	second, err := ask("Once more: ")
	if err != nil {
		return "", err
	}
	if first != second {
		return "", errors.New("the two passwords differ: nothing was changed")
	}
	return first, nil
}

// ask reads a line that is not shown. The prompt goes to standard error, so that standard output may
// be a file.
func ask(prompt string) (rpc.Secret, error) {
	fmt.Fprint(os.Stderr, prompt)
	line, err := term.ReadPassword(int(os.Stdin.Fd()))
	fmt.Fprintln(os.Stderr)
	if err != nil {
		return "", fmt.Errorf("read password: %w", err)
	}
	return rpc.Secret(line), nil
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
