// Package docs_test holds the guide to what the project does.
package docs_test

import (
	"bytes"
	"encoding/json"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/trunkline-rpc/trunkline/internal/check"
	"github.com/trunkline-rpc/trunkline/internal/emit/specschema/verdict"
	"github.com/trunkline-rpc/trunkline/internal/spec"
)

var block = regexp.MustCompile("(?ms)^```(\\w+)\n(.*?)^```$")

// blocks returns the code blocks of a page that are in a language.
func blocks(t *testing.T, page, language string) []string {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, match := range block.FindAllStringSubmatch(string(text), -1) {
		if match[1] == language {
			found = append(found, match[2])
		}
	}
	return found
}

func pages(t *testing.T) []string {
	t.Helper()
	found, err := filepath.Glob("*.md")
	if err != nil || len(found) < 4 {
		t.Fatal(found, err)
	}
	return append(found, "../README.md", "../CONTRIBUTING.md")
}

func TestSpecsOfTheGuideAreAccepted(t *testing.T) {
	accepted := 0
	for _, page := range pages(t) {
		for _, src := range blocks(t, page, "yaml") {
			if !strings.HasPrefix(src, "trunkline: 1") {
				src = "trunkline: 1\ninfo: {title: T, version: \"1\"}\ntypes: {Registration: {fields: {status: int}}}\n" + src
			}
			file, diags := spec.Parse([]byte(src))
			if check.Check(file, diags); !diags.Empty() {
				t.Error(diags.Render(page))
				continue
			}
			verdict.Accepted(t, src)
			accepted++
		}
	}
	if accepted < 3 {
		t.Errorf("found %d specs in the guide", accepted)
	}
}

func TestJSONOfTheGuideIsJSON(t *testing.T) {
	for _, page := range pages(t) {
		for _, text := range blocks(t, page, "json") {
			dec := json.NewDecoder(strings.NewReader(text))
			for dec.More() {
				var v any
				if err := dec.Decode(&v); err != nil {
					t.Errorf("%s: %v in\n%s", page, err, text)
					break
				}
			}
		}
	}
}

// TestGettingStarted does what the page says, in an empty module, and makes its call.
func TestGettingStarted(t *testing.T) {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	const page = "getting-started.md"
	port := freePort(t)
	dir := t.TempDir()
	write(t, dir, "api.yaml", blocks(t, page, "yaml")[0])
	write(t, dir, "main.go", strings.ReplaceAll(blocks(t, page, "go")[0], "127.0.0.1:2001", "127.0.0.1:"+port))
	copyFile(t, filepath.Join(root, "go.sum"), filepath.Join(dir, "go.sum"))
	for _, command := range commands(blocks(t, page, "sh")[0]) {
		args := strings.Fields(command)
		for i := range args {
			args[i] = strings.ReplaceAll(args[i], "../trunkline", root)
		}
		run(t, dir, "go", args...)
	}
	run(t, dir, "go", "build", "-o", "gen.exe", "github.com/trunkline-rpc/trunkline/cmd/gen")
	run(t, dir, "./gen.exe")
	run(t, dir, "go", "build", "-o", "greeter.exe", ".")

	start(t, dir, "./greeter.exe")
	call := `{"jsonrpc": "2.0", "id": 1, "method": "greeter.hello", "params": {"name": "jack"}}`
	if got, want := post(t, "http://127.0.0.1:"+port+"/api", call), strings.TrimSpace(blocks(t, page, "json")[0]); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestReadmeCalls makes the calls of the README to SmartOps.
func TestReadmeCalls(t *testing.T) {
	dir, port := t.TempDir(), freePort(t)
	run(t, "..", "go", "build", "-o", filepath.Join(dir, "smartops.exe"), "./cmd/smartops")
	start(t, dir, "./smartops.exe", "serve", "--migrate", "--listen=127.0.0.1:"+port)
	call := regexp.MustCompile(`-d '(.*)'`).FindStringSubmatch(blocks(t, "../README.md", "sh")[1])[1]
	calls := []string{call, strings.Replace(call, `"password"`, `"pasword"`, 1)}
	for i, want := range blocks(t, "../README.md", "json") {
		var compact bytes.Buffer
		if err := json.Compact(&compact, []byte(want)); err != nil {
			t.Fatal(err)
		}
		if got := post(t, "http://127.0.0.1:"+port+"/api", calls[i]); got != compact.String() {
			t.Errorf("%s\ngot  %s\nwant %s", calls[i], got, compact.String())
		}
	}
}

// start starts a server, which is interrupted when the test ends, and must end well then.
func start(t *testing.T, dir, name string, args ...string) {
	t.Helper()
	server := exec.Command(name, args...)
	server.Dir = dir
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = server.Process.Signal(os.Interrupt)
		if err := server.Wait(); err != nil {
			t.Errorf("the server ended with %v", err)
		}
	})
}

// commands returns what follows "go" in the lines of a block, but for "go mod tidy": it wants a
// network, and the flag -mod=mod and the go.sum of the repository do instead.
func commands(block string) []string {
	var found []string
	for line := range strings.Lines(strings.ReplaceAll(block, "\\\n", "")) {
		if args, ok := strings.CutPrefix(strings.TrimSpace(line), "go "); ok && args != "mod tidy" {
			found = append(found, args)
		}
	}
	return found
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	text, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Dir(to), filepath.Base(to), string(text))
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// run runs a command to its end, which must be a good one, and returns what it says.
func run(t *testing.T, dir string, name string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

func freePort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	return port
}

// post calls until the server listens.
func post(t *testing.T, url, body string) string {
	t.Helper()
	for range 200 {
		response, err := http.Post(url, "application/json", strings.NewReader(body))
		if err != nil {
			time.Sleep(25 * time.Millisecond)
			continue
		}
		defer response.Body.Close()
		var text json.RawMessage
		if err := json.NewDecoder(response.Body).Decode(&text); err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	t.Fatal("the server does not answer")
	return ""
}
