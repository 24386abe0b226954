package server

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"time"

	"github.com/trunkline-rpc/trunkline/gen/docs"
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
		mux.HandleFunc("GET "+Path+"/openrpc.json", describe)
	}
	s.health(mux)
	if s.config.OpsListen == "" {
		s.measure(mux, m)
	}
	mux.HandleFunc("GET /{$}", root)
	mux.HandleFunc("/", notFound)
	return mux
}

// describe answers the OpenRPC document. Its name is its hash, so that who has it need not get it again.
func describe(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("ETag", documentTag)
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-cache") // ask whether it has changed
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(docs.OpenRPC))
}

var documentTag = fmt.Sprintf(`"%x"`, sha256.Sum256(docs.OpenRPC))

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

func root(w http.ResponseWriter, _ *http.Request) {
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
