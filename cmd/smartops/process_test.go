package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/smartops/storetest"
)

// asCommand makes the test binary behave as smartops does, so that tests can run it as a process.
const asCommand = "SMARTOPS_TEST_AS_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		main()
	}
	storetest.Main(m)
}

// command returns smartops, to be run in a folder of its own with no settings but env.
func command(t *testing.T, env []string, args ...string) *exec.Cmd {
	t.Helper()
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), binary, args...)
	c.Dir = t.TempDir()
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "SMARTOPS_") {
			c.Env = append(c.Env, variable)
		}
	}
	c.Env = append(append(c.Env, asCommand+"=1"), env...)
	return c
}

// runToEnd runs smartops to its end, which must come by itself.
func runToEnd(t *testing.T, env []string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	return runWith(t, "", env, args...)
}

// runWith is runToEnd with a text as standard input.
func runWith(t *testing.T, stdin string, env []string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	c := command(t, env, args...)
	c.Stdin = strings.NewReader(stdin)
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	err := c.Run()
	if _, exited := errors.AsType[*exec.ExitError](err); err != nil && !exited {
		t.Fatal(err)
	}
	return c.ProcessState.ExitCode(), out.String(), errs.String()
}

// process is a smartops that serves.
type process struct {
	t      *testing.T
	cmd    *exec.Cmd
	url    string
	output []byte // all of stdout and stderr, once it has ended
	rest   chan []byte
}

// serve starts smartops on a free port, and waits until it says where it listens.
func serve(t *testing.T, env []string, args ...string) *process {
	t.Helper()
	args = append([]string{"serve", "--migrate", "--listen=127.0.0.1:0"}, args...)
	return startServing(t, command(t, env, args...))
}

// startServing is serve for a command that may be changed before it starts.
func startServing(t *testing.T, cmd *exec.Cmd, change ...func(*exec.Cmd)) *process {
	t.Helper()
	for _, c := range change {
		c(cmd)
	}
	p := &process{t: t, cmd: cmd, rest: make(chan []byte, 1)}
	both, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	p.cmd.Stdout, p.cmd.Stderr = writer, writer
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.cmd.Process.Kill(); _ = p.cmd.Wait() })
	_ = writer.Close()
	lines := bufio.NewReader(both)
	p.url = p.welcome(lines)
	go func() {
		text, _ := io.ReadAll(lines)
		p.rest <- text
	}()
	return p
}

// welcome reads what the process prints until it has told its URL.
func (p *process) welcome(lines *bufio.Reader) string {
	p.t.Helper()
	for {
		line, err := lines.ReadString('\n')
		p.output = append(p.output, line...)
		if err != nil {
			p.t.Fatalf("it ended: %s", p.output)
		}
		if rest, ok := strings.CutPrefix(line, "SmartOps answers at "); ok {
			url, _, _ := strings.Cut(rest, ". ")
			return url
		}
	}
}

func (p *process) signal(s os.Signal) {
	p.t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil {
		p.t.Fatal(err)
	}
}

// wait waits for the end, and returns the state of the process.
func (p *process) wait() *os.ProcessState {
	p.t.Helper()
	p.output = append(p.output, <-p.rest...)
	_ = p.cmd.Wait()
	return p.cmd.ProcessState
}

// post sends a body, and returns the answer.
func (p *process) post(body, token string) string {
	p.t.Helper()
	request, err := http.NewRequestWithContext(p.t.Context(), http.MethodPost, p.url, strings.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		p.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return string(answer)
}

// get returns the body of a page beside the API.
func (p *process) get(page string) string {
	p.t.Helper()
	response, err := http.Get(strings.TrimSuffix(p.url, "api") + page)
	if err != nil {
		p.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	var body bytes.Buffer
	if _, err := body.ReadFrom(response.Body); err != nil {
		p.t.Fatal(err)
	}
	return body.String()
}

// file returns the path of a file in the folder of the process.
func (p *process) file(name string) string { return filepath.Join(p.cmd.Dir, name) }
