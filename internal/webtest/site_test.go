// Package webtest tests the sample frontend in a browser, against the real server.
package webtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/trunkline-rpc/trunkline/gen/api"
	"github.com/trunkline-rpc/trunkline/gen/client"
	"github.com/trunkline-rpc/trunkline/internal/browsertest"
	"github.com/trunkline-rpc/trunkline/internal/smartops/account"
	"github.com/trunkline-rpc/trunkline/internal/smartops/config"
	"github.com/trunkline-rpc/trunkline/internal/smartops/password"
	"github.com/trunkline-rpc/trunkline/internal/smartops/server"
	"github.com/trunkline-rpc/trunkline/internal/smartops/store"
	"github.com/trunkline-rpc/trunkline/internal/smartops/storetest"
	"github.com/trunkline-rpc/trunkline/internal/testneed"
	"github.com/trunkline-rpc/trunkline/rpc"
)

// site is the built frontend and the real server on one origin, as behind a proxy.
type site struct {
	t        *testing.T
	url      string
	smartops string // the URL of the server itself
	database string
	ahead    atomic.Int64 // how far the clock of the server is ahead, in nanoseconds
	down     atomic.Bool  // whether the proxy finds no server
	held     atomic.Pointer[gate]

	mu      sync.Mutex
	refusal string   // the error object that the next call gets in place of its answer
	posts   []string // the bodies of requests
}

// gate holds a request back.
type gate struct{ open, passed chan struct{} }

const secret = "correct horse"

// folder is where the frontend was built, once for all tests.
var folder string

var build = sync.OnceValue(func() error {
	made, err := os.MkdirTemp("", "web-")
	if err != nil {
		return err
	}
	folder = made
	cmd := exec.Command("node", "node_modules/vite/bin/vite.js", "build", "--outDir", made, "--emptyOutDir", "--logLevel", "warn")
	cmd.Dir = web
	cmd.Env = append(os.Environ(), "NO_COLOR=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("vite build: %w\n%s", err, out)
	}
	return nil
})

const web = "../../examples/web"

func TestMain(m *testing.M) {
	code := m.Run()
	browsertest.Close()
	_ = os.RemoveAll(folder)
	os.Exit(code)
}

// built returns the folder of the built frontend.
func built(t *testing.T) string {
	t.Helper()
	testneed.Frontend(t)
	if err := build(); err != nil {
		t.Fatal(err)
	}
	return folder
}

// policy returns the policy that the README recommends.
func policy(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(web, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`(?s)Content-Security-Policy "([^"]+)"`).FindSubmatch(text)
	if found == nil {
		t.Fatal("README.md recommends no Content-Security-Policy")
	}
	return strings.Join(strings.Fields(string(found[1])), " ")
}

// open serves everything. Tokens live for as long as is said, otherwise for 600 seconds.
func open(t *testing.T, lifetime ...time.Duration) *site {
	t.Helper()
	t.Parallel() // most of the time a browser waits
	s := &site{t: t, database: storetest.SQLite(t)}
	s.start(append(lifetime, 600*time.Second)[0])
	files, rules := http.FileServer(http.Dir(built(t))), policy(t)
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", rules)
		files.ServeHTTP(w, r)
	})
	mux.Handle("/api", s.record(s.proxy()))
	front := httptest.NewServer(mux)
	t.Cleanup(front.Close)
	s.url = front.URL
	return s
}

// start starts SmartOps.
func (s *site) start(lifetime time.Duration) {
	s.t.Helper()
	settings := &config.Config{Listen: "127.0.0.1:0", Storage: config.Storage{Database: s.database}, Migrate: true, TokenLifetime: lifetime,
		SignInTries: 100, AddressTries: 100, SignInWindow: 15 * time.Minute}
	log := slog.New(slog.DiscardHandler)
	running, err := server.New(s.t.Context(), settings, log, func() time.Time { return time.Now().Add(time.Duration(s.ahead.Load())) })
	if err != nil {
		s.t.Fatal(err)
	}
	listener, err := server.Listen(settings.Listen)
	if err != nil {
		s.t.Fatal(err)
	}
	s.smartops = "http://" + listener.Addr().String()
	done := make(chan error, 1)
	ctx := s.t.Context() // it ends before the cleanups run
	go func() { done <- running.Serve(ctx, listener, nil) }()
	s.t.Cleanup(func() {
		if err := <-done; err != nil {
			s.t.Error(err)
		}
		if err := running.Close(); err != nil {
			s.t.Error(err)
		}
	})
}

func (s *site) proxy() http.Handler {
	target, err := url.Parse(s.smartops)
	if err != nil {
		s.t.Fatal(err)
	}
	return httputil.NewSingleHostReverseProxy(target)
}

func (s *site) record(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.down.Load() {
			http.Error(w, "bad gateway", http.StatusBadGateway)
			return
		}
		body, _ := io.ReadAll(r.Body)
		s.mu.Lock()
		s.posts = append(s.posts, string(body))
		s.mu.Unlock()
		r.Body = io.NopCloser(bytes.NewReader(body))
		if gate := s.held.Swap(nil); gate != nil {
			<-gate.open
			defer close(gate.passed)
		}
		if s.refuse(w, body) {
			return
		}
		next.ServeHTTP(w, r)
	})
}

// hold holds the next request back, until the test lets it go and waits for its answer.
func (s *site) hold() (release func()) {
	g := &gate{make(chan struct{}), make(chan struct{})}
	s.held.Store(g)
	open := sync.OnceFunc(func() { close(g.open) })
	s.t.Cleanup(open) // if the test fails before
	return func() {
		open()
		<-g.passed
	}
}

// refuse answers the call with the error object that the test wants, if it wants one.
func (s *site) refuse(w http.ResponseWriter, body []byte) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	var call struct{ ID json.RawMessage }
	if s.refusal == "" || json.Unmarshal(body, &call) != nil {
		return false
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = fmt.Fprintf(w, `{"jsonrpc":"2.0","id":%s,"error":%s}`, call.ID, s.refusal)
	s.refusal = ""
	return true
}

// sent returns the methods of the requests so far, those of a batch in brackets.
func (s *site) sent() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []string
	for _, body := range s.posts {
		var one struct{ Method string }
		if json.Unmarshal([]byte(body), &one) == nil {
			all = append(all, one.Method)
			continue
		}
		var batch []struct{ Method string }
		if err := json.Unmarshal([]byte(body), &batch); err != nil {
			s.t.Errorf("%v: %s", err, body)
		}
		var names []string
		for _, call := range batch {
			names = append(names, call.Method)
		}
		all = append(all, fmt.Sprint(names))
	}
	return all
}

// params returns those of the newest call of a method.
func (s *site) params(method string) string {
	s.t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	found := "not called"
	for _, body := range s.posts {
		var call struct {
			Method string
			Params json.RawMessage
		}
		if json.Unmarshal([]byte(body), &call) == nil && call.Method == method {
			found = string(call.Params)
		}
	}
	return found
}

// account makes an account, past the API.
func (s *site) account(name string, scopes ...string) {
	s.t.Helper()
	s.inDatabase(func(db *store.Store) error {
		_, err := account.Create(s.t.Context(), db, password.New(1), name, rpc.Secret(secret), scopes...)
		return err
	})
}

// client returns a client that is signed in.
func (s *site) client(name string) *client.Client {
	s.t.Helper()
	address := s.smartops + "/api"
	answer, err := client.New(address, client.Options{}).User.Verify(s.t.Context(), &api.UserVerifyParams{Username: api.Username(name), Password: secret})
	if err != nil || answer.Token == nil {
		s.t.Fatalf("%s is not signed in: %v, %v", name, answer, err)
	}
	return client.New(address, client.Options{Token: rpc.StaticToken(*answer.Token)})
}

func (s *site) inDatabase(do func(*store.Store) error) {
	s.t.Helper()
	db, err := store.Open(s.t.Context(), s.database)
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if err := do(db); err != nil {
		s.t.Fatal(err)
	}
}
