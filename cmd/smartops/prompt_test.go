//go:build unix

package main

import (
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

// typed runs a command on a terminal, and types the answers one by one, each when the text before it is
// to be seen. It returns what was to be seen up to the last text, the exit status, and the terminal.
func typed(t *testing.T, env []string, args, last string, answers ...[2]string) (seen string, status int, terminal *os.File) {
	t.Helper()
	terminal, theirs, err := pty.Open()
	if err != nil {
		t.Skip("NEEDS a terminal: NOT TESTED: ", err)
	}
	t.Cleanup(func() { _, _ = theirs.Close(), terminal.Close() })
	c := command(t, env, strings.Fields(args)...)
	c.Stdin, c.Stdout, c.Stderr = theirs, theirs, theirs
	c.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	for _, answer := range answers {
		seen += readUntil(t, terminal, answer[0])
		if _, err := terminal.WriteString(answer[1]); err != nil {
			t.Fatal(err)
		}
	}
	_ = c.Wait()
	return seen + readUntil(t, terminal, last), c.ProcessState.ExitCode(), terminal
}

// readUntil reads what is to be seen, up to a text and what comes along with it.
func readUntil(t *testing.T, terminal *os.File, text string) string {
	t.Helper()
	late := time.AfterFunc(time.Minute, func() { _ = terminal.Close() })
	defer late.Stop()
	var seen strings.Builder
	for part := make([]byte, 1024); !strings.Contains(seen.String(), text); {
		n, err := terminal.Read(part)
		if err != nil {
			t.Fatalf("%q does not appear: %v\n%s", text, err, seen.String())
		}
		seen.Write(part[:n])
	}
	return seen.String()
}

func TestPasswordsOnATerminal(t *testing.T) {
	env := database(t, "sqlite:"+t.TempDir()+"/smartops.db")
	const first, second = "New password: ", "Once more: "
	for _, test := range []struct {
		answers [][2]string
		status  int
		want    string
	}{
		{[][2]string{{first, "correct horse\r"}, {second, "correct house\r"}}, 1, "the two passwords differ: nothing was changed"},
		{[][2]string{{first, "\r"}, {second, "\r"}}, 1, "password must have at least 6 characters"},
		{[][2]string{{first, "\x04"}}, exitInterrupted, "stopped: nothing was changed"},
		{[][2]string{{first, "correct horse\rcorrect house\r"}}, 1, "the two passwords differ: nothing was changed"}, // pasted
		{[][2]string{{first, "correct horse\r"}, {second, "correct horss\x7fe\r"}}, 0, "made account 1, jack"},
	} {
		seen, status, _ := typed(t, env, "user create jack", test.want, test.answers...)
		if status != test.status || strings.Contains(seen, "correct") {
			t.Errorf("exit status %d, want %d, seen %q", status, test.status, seen)
		}
	}
}

// TestInterruptedPrompt: a shell whose prompt shows nothing is what people remember of a command.
func TestInterruptedPrompt(t *testing.T) {
	env := database(t, "sqlite:"+t.TempDir()+"/smartops.db")
	_, status, terminal := typed(t, env, "user create jack", "stopped", [2]string{"New password: ", "\x03"})
	if status != exitInterrupted {
		t.Errorf("exit status %d", status)
	}
	if _, err := terminal.WriteString("shown again\n"); err != nil {
		t.Fatal(err)
	}
	readUntil(t, terminal, "shown again")
	expect(t, env, "correct horse", "user create jack", 0, "made account 1, jack\n", "")
}

func TestTokenOnATerminal(t *testing.T) {
	env := []string{"SMARTOPS_TOKEN_KEY=a key for tests, of 32 or more bytes"}
	seen, status, _ := typed(t, env, "token inspect", "this is no JSON Web Token", [2]string{"Token: ", "eyJsecret\r"})
	if status != 1 || strings.Contains(seen, "secret") {
		t.Errorf("exit status %d, seen %q", status, seen)
	}
}
