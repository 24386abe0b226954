package server_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trunkline-rpc/trunkline/gen/client"
	"github.com/trunkline-rpc/trunkline/internal/browsertest"
	"github.com/trunkline-rpc/trunkline/internal/smartops/config"
	"github.com/trunkline-rpc/trunkline/internal/smartops/server"
	"github.com/trunkline-rpc/trunkline/internal/smartops/store"
	"github.com/trunkline-rpc/trunkline/internal/smartops/storetest"
	"github.com/trunkline-rpc/trunkline/rpc"
)

// running is a server that serves on a free port of loopback, from a folder of its own.
type running struct {
	t        *testing.T
	url      string
	database string
	ops      string // URL of the address for operations
	clock    *clock
	log      *buffer
	stop     context.CancelFunc
	done     chan error // what Serve returned
}

// clock is a clock that tests set.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// buffer is a bytes.Buffer that may be read while it is written.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

func TestMain(m *testing.M) { storetest.Main(m, browsertest.Close) }

// start starts a server on a SQLite file.
func start(t *testing.T, change ...func(*config.Config)) *running {
	t.Helper()
	return startOn(t, storetest.SQLite(t), change...)
}

// startOn starts a server on a database.
func startOn(t *testing.T, database string, change ...func(*config.Config)) *running {
	t.Helper()
	if store.Postgres(database) {
		t.Setenv(config.TokenKey, "a key for tests, of 32 or more bytes")
	}
	r := &running{
		t:        t,
		database: database,
		clock:    &clock{now: time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)},
		log:      new(buffer),
		done:     make(chan error, 1),
	}
	r.serve(settingsFor(database, change...))
	return r
}

func settingsFor(database string, change ...func(*config.Config)) *config.Config {
	settings := &config.Config{Listen: "127.0.0.1:0", Storage: config.Storage{Database: database}, Migrate: true, TokenLifetime: 600 * time.Second,
		Metrics: true, Discovery: true, Docs: true, SignInTries: 10, AddressTries: 100, SignInWindow: 15 * time.Minute}
	for _, change := range change {
		change(settings)
	}
	return settings
}

// tryOn makes a server that does not serve, and closes it.
func tryOn(t *testing.T, database string, change ...func(*config.Config)) error {
	t.Helper()
	if store.Postgres(database) {
		t.Setenv(config.TokenKey, "a key for tests, of 32 or more bytes")
	}
	s, err := server.New(t.Context(), settingsFor(database, change...), slog.New(slog.DiscardHandler), time.Now)
	if err != nil {
		return err
	}
	return s.Close()
}

func (r *running) serve(settings *config.Config) {
	r.t.Helper()
	log := slog.New(slog.NewTextHandler(r.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	s, err := server.New(r.t.Context(), settings, log, r.clock.Now)
	if err != nil {
		r.t.Fatal(err)
	}
	listener, err := server.Listen(settings.Listen)
	if err != nil {
		r.t.Fatal(err)
	}
	r.url = "http://" + listener.Addr().String()
	ops, err := server.ListenOps(settings.OpsListen)
	if err != nil {
		r.t.Fatal(err)
	}
	if ops != nil {
		r.ops = "http://" + ops.Addr().String()
	}
	ctx, stop := context.WithCancel(r.t.Context())
	r.stop = stop
	go func() { r.done <- s.Serve(ctx, listener, ops) }()
	r.t.Cleanup(func() {
		stop()
		if err := <-r.done; err != nil {
			r.t.Errorf("serve: %v", err)
		}
		if err := s.Close(); err != nil {
			r.t.Error(err)
		}
	})
}

// get returns status and body.
func (r *running) get(path string) (int, string) {
	r.t.Helper()
	response, err := http.Get(r.url + path)
	if err != nil {
		r.t.Fatal(err)
	}
	return response.StatusCode, r.body(response)
}

// post sends a call and returns status and body; token is for the header, if not empty.
func (r *running) post(body, token string) (int, string) {
	r.t.Helper()
	request, err := http.NewRequestWithContext(r.t.Context(), http.MethodPost, r.url+"/api", strings.NewReader(body))
	if err != nil {
		r.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		r.t.Fatal(err)
	}
	return response.StatusCode, r.body(response)
}

func (r *running) body(response *http.Response) string {
	r.t.Helper()
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	return string(text)
}

// expect sends a call and compares the answer, whatever the order of its members.
func (r *running) expect(call, token string, status int, want string) {
	r.t.Helper()
	gotStatus, got := r.post(call, token)
	if gotStatus != status {
		r.t.Errorf("%s\nstatus %d, want %d", call, gotStatus, status)
	}
	if diff := cmp.Diff(decode(r.t, want), decode(r.t, got)); diff != "" {
		r.t.Errorf("%s\n-want +got:\n%s", call, diff)
	}
}

func decode(t *testing.T, text string) (value any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		t.Fatalf("decode %q: %v", text, err)
	}
	return value
}

// client is a client with a token.
func (r *running) client(token string) *client.Client {
	return client.New(r.url+"/api", client.Options{Token: rpc.StaticToken(rpc.Secret(token))})
}

// signIn makes the account and returns a token for it.
func (r *running) signIn(username, password string) string {
	r.t.Helper()
	params := `"params":{"username":"` + username + `","password":"` + password + `"}`
	r.expect(`{"jsonrpc":"2.0","method":"user.register",`+params+`,"id":1}`, "",
		200, `{"jsonrpc":"2.0","id":1,"result":{"status":0,"message":"注册成功"}}`)
	_, answer := r.post(`{"jsonrpc":"2.0","method":"user.verify",`+params+`,"id":2}`, "")
	var signedIn struct{ Result struct{ Token string } }
	if err := json.Unmarshal([]byte(answer), &signedIn); err != nil || signedIn.Result.Token == "" {
		r.t.Fatalf("user.verify answered %s", answer)
	}
	return signedIn.Result.Token
}

// exec changes the database past the server, as an operator with another tool would.
func (r *running) exec(query string) {
	r.t.Helper()
	driver, source := "pgx", r.database
	if path, ok := strings.CutPrefix(r.database, "sqlite:"); ok {
		driver, source = "sqlite", path
	}
	db, err := sql.Open(driver, source)
	if err != nil {
		r.t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := db.Exec(query); err != nil {
		r.t.Fatal(err)
	}
}
