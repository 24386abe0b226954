package server_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/trunkline-rpc/trunkline/internal/smartops/config"
	"github.com/trunkline-rpc/trunkline/internal/smartops/server"
)

// restart serves the folder of r once more, beside r.
func restart(t *testing.T, r *running) *running {
	t.Helper()
	return startOn(t, r.database)
}

func TestAddresses(t *testing.T) {
	r := start(t)
	for _, test := range []struct {
		path   string
		status int
		body   string
	}{
		{"/", 200, "SmartOps: POST JSON-RPC 2.0 calls to /api\n"},
		{"/healthz", 200, "ok\n"},
		{"/readyz", 200, "ok\n"},
		{"/nothing", 404, "there is nothing here: POST JSON-RPC 2.0 calls to /api\n"},
		{"/api/nothing", 404, "there is nothing here: POST JSON-RPC 2.0 calls to /api\n"},
	} {
		status, body := r.get(test.path)
		if status != test.status || body != test.body {
			t.Errorf("%s: got %d %q", test.path, status, body)
		}
	}
	if status, _ := r.get("/api"); status != http.StatusMethodNotAllowed {
		t.Errorf("GET /api: status %d", status)
	}
}

func TestReadyFollowsTheDatabase(t *testing.T) {
	r := start(t)
	r.exec("ALTER TABLE users RENAME TO gone")
	status, body := r.get("/readyz")
	if status != 503 || body != "the database cannot be used; the log says why\n" {
		t.Errorf("got %d %q", status, body)
	}
	if status, _ := r.get("/healthz"); status != 200 {
		t.Errorf("not healthy: %d", status)
	}
	r.exec("ALTER TABLE gone RENAME TO users")
	if status, _ := r.get("/readyz"); status != 200 {
		t.Errorf("does not recover: %d", status)
	}
}

func TestDrains(t *testing.T) {
	r := start(t, func(c *config.Config) { c.DrainDelay = time.Second })
	r.stop()
	for status := 0; status != 503; {
		var body string
		status, body = r.get("/readyz")
		if status == 503 && body != "stopping\n" {
			t.Errorf("got %q", body)
		}
	}
	r.expect(`{"jsonrpc":"2.0","method":"App.index","id":1}`, "", 200, `{"jsonrpc":"2.0","id":1,"result":"Hello World!"}`)
	err := <-r.done
	r.done <- err
	if _, err := http.Get(r.url + "/healthz"); err == nil {
		t.Error("still serves")
	}
}

func TestCallsThatRunAreFinished(t *testing.T) {
	r := start(t)
	conn, err := net.Dial("tcp", strings.TrimPrefix(r.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	answers := bufio.NewReader(conn)
	const call = `{"jsonrpc":"2.0","method":"App.index","id":1}`
	fmt.Fprintf(conn, "POST /api HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"+
		"Content-Length: %d\r\nExpect: 100-continue\r\n\r\n", len(call))
	if line, err := answers.ReadString('\n'); err != nil || line != "HTTP/1.1 100 Continue\r\n" {
		t.Fatalf("got %q, %v", line, err) // the server waits for the body now
	}
	r.stop()
	for err == nil {
		_, err = http.Get(r.url + "/healthz")
	}
	fmt.Fprint(conn, call)
	rest, err := io.ReadAll(answers)
	if err != nil || !strings.HasSuffix(string(rest), `{"jsonrpc":"2.0","id":1,"result":"Hello World!"}`) {
		t.Errorf("got %q, %v", rest, err)
	}
}

func TestSettingsThatCannotBeUsed(t *testing.T) {
	folder := t.TempDir()
	public := filepath.Join(folder, "public.key")
	if err := os.WriteFile(public, []byte(strings.Repeat("k", 32)), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		settings config.Config
		want     string
	}{
		{config.Config{Storage: config.Storage{Database: "sqlite:" + folder}}, config.Database + ": database " + folder + ": this is a folder: give the path of a file"},
		{config.Config{Storage: config.Storage{Database: "sqlite:" + filepath.Join(folder, "new", "x.db")}, Migrate: true, Keys: config.Keys{TokenKeyFile: public}},
			config.TokenKeyFile + ": " + public + " can be read by others (mode 0644): chmod 600 it, and make a new key if somebody may have read this one"},
	} {
		_, err := server.New(t.Context(), &test.settings, slog.New(slog.DiscardHandler), time.Now)
		if bad, ok := errors.AsType[*config.Error](err); !ok || bad.Error() != test.want {
			t.Errorf("got  %v\nwant %s", err, test.want)
		}
	}
}

func TestListen(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	address := taken.Addr().String()
	_, err = server.Listen(address)
	want := "listen on " + address + ": another process does already: stop it, or set another address by --listen (SMARTOPS_LISTEN)"
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	for _, address := range []string{"no-such-host.invalid:2001", "192.0.2.1:2001"} {
		_, err = server.Listen(address)
		if _, ok := errors.AsType[*config.Error](err); !ok {
			t.Errorf("%s: got %v", address, err)
		}
	}
}
