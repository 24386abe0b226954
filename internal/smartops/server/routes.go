package server

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/trunkline-rpc/trunkline/gen/docs"
	"github.com/trunkline-rpc/trunkline/gen/ts"
	"github.com/trunkline-rpc/trunkline/rpc/browse"
)

// Path is where the API is.
const Path = "/api"

// docsPath is where methods are described and tried.
const docsPath = Path + "/browse/"

// readyTimeout is how long the database may take to say that it is there.
const readyTimeout = 2 * time.Second

func (s *Server) routes(api http.Handler, m *metrics) http.Handler {
	mux := http.NewServeMux()
	mux.Handle(Path, api)
	if s.config.Docs {
		mux.Handle("GET "+docsPath, http.StripPrefix(docsPath, browse.Handler(docs.Page, Path)))
	}
	if s.config.Discovery {
		mux.HandleFunc("GET "+Path+"/openrpc.json", document("application/json", docs.OpenRPC))
		mux.HandleFunc("GET "+Path+"/client.ts", document("text/plain; charset=utf-8", ts.Source))
		mux.HandleFunc("GET "+Path+"/client.js", document("text/javascript; charset=utf-8", ts.Script))
	}
	s.health(mux)
	if s.config.OpsListen == "" {
		s.measure(mux, m)
	}
	mux.HandleFunc("GET /{$}", s.root)
	mux.HandleFunc("/", notFound)
	return mux
}

// document answers a text that was generated. Its name is its hash, so that who has it need not get it
// again.
func document(contentType string, text []byte) http.HandlerFunc {
	tag := fmt.Sprintf(`"%x"`, sha256.Sum256(text))
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", tag)
		w.Header().Set("Content-Type", contentType)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Cache-Control", "no-cache") // ask whether it has changed
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(text))
	}
}

// opsRoutes are those of the address for operations.
func (s *Server) opsRoutes(m *metrics) http.Handler {
	mux := http.NewServeMux()
	s.health(mux)
	s.measure(mux, m)
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		say(w, http.StatusNotFound, "there is nothing here: the API is at another address")
	})
	return mux
}

func (s *Server) health(mux *http.ServeMux) {
	mux.HandleFunc("GET /healthz", healthy)
	mux.HandleFunc("GET /readyz", s.ready)
}

func (s *Server) measure(mux *http.ServeMux, m *metrics) {
	if s.config.Metrics {
		mux.Handle("GET /metrics", m.handler())
	}
}

// healthy says that the process serves; that it should be started again when it does not.
func healthy(w http.ResponseWriter, _ *http.Request) { say(w, http.StatusOK, "ok") }

// ready says whether calls should be sent here now.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	if s.draining.Load() {
		say(w, http.StatusServiceUnavailable, "stopping")
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), readyTimeout)
	defer cancel()
	if err := s.store.Ready(ctx); err != nil {
		s.log.WarnContext(ctx, "not ready", "error", err)
		say(w, http.StatusServiceUnavailable, "the database cannot be used; the log says why")
		return
	}
	say(w, http.StatusOK, "ok")
}

// root leads browsers to the docs page, and tells others where the API is.
func (s *Server) root(w http.ResponseWriter, r *http.Request) {
	if s.config.Docs && strings.Contains(r.Header.Get("Accept"), "text/html") {
		http.Redirect(w, r, docsPath, http.StatusSeeOther)
		return
	}
	say(w, http.StatusOK, "SmartOps: POST JSON-RPC 2.0 calls to "+Path)
}

func notFound(w http.ResponseWriter, _ *http.Request) {
	say(w, http.StatusNotFound, "there is nothing here: POST JSON-RPC 2.0 calls to "+Path)
}

func say(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = fmt.Fprintln(w, text)
}
