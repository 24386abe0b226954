// Package server puts the parts of SmartOps together and serves them by HTTP.
package server

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"runtime"
	"sync/atomic"
	"time"

	"go.opentelemetry.io/otel/sdk/trace"

	"github.com/trunkline-rpc/trunkline/gen/api"
	"github.com/trunkline-rpc/trunkline/gen/docs"
	"github.com/trunkline-rpc/trunkline/internal/smartops/account"
	"github.com/trunkline-rpc/trunkline/internal/smartops/config"
	"github.com/trunkline-rpc/trunkline/internal/smartops/greeting"
	"github.com/trunkline-rpc/trunkline/internal/smartops/inventory"
	"github.com/trunkline-rpc/trunkline/internal/smartops/password"
	"github.com/trunkline-rpc/trunkline/internal/smartops/store"
	"github.com/trunkline-rpc/trunkline/internal/smartops/token"
	"github.com/trunkline-rpc/trunkline/rpc"
)

// Server is SmartOps, ready to serve.
type Server struct {
	config   *config.Config
	log      *slog.Logger
	store    *store.Store
	handler  http.Handler          // of the API's address
	ops      http.Handler          // of the address for operations
	tls      *tls.Config           // of the API's address; nil: it speaks HTTP
	tracing  *trace.TracerProvider // nil: no traces
	draining atomic.Bool
}

// New opens the database and the key that the settings name. The error is a *config.Error when a
// setting has to be changed. Close is to be called in the end. The clock is time.Now but in tests.
func New(ctx context.Context, c *config.Config, log *slog.Logger, now func() time.Time) (*Server, error) {
	db, err := c.Open(ctx)
	if err != nil {
		return nil, err
	}
	keys, err := c.Keys.Read(&c.Storage, true)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	proxies, err := c.Proxies()
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	secured, err := newTLS(c, log)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	tracing, err := newTracing(ctx)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if err := updateSchema(ctx, db, c.Migrate, log); err != nil {
		return nil, errors.Join(config.AboutDatabase(err), db.Close())
	}
	s := &Server{config: c, log: log, store: db, tls: secured, tracing: tracing}
	tokens := token.NewIssuer(keys[0], c.TokenLifetime, now, keys[1:]...)
	passwords := password.New(runtime.GOMAXPROCS(0)) // not NumCPU: a container may have fewer
	metrics := newMetrics(db, passwords)
	s.handler = fromProxies(proxies, s.routes(s.newAPI(tokens, passwords, metrics, now), metrics))
	s.ops = s.opsRoutes(metrics)
	return s, nil
}

// updateSchema brings the schema up to date when that was asked for. Otherwise it has to be: nobody
// wants to find a database changed by a server that was started by accident.
func updateSchema(ctx context.Context, db *store.Store, asked bool, log *slog.Logger) error {
	if !asked {
		return db.CheckSchema(ctx)
	}
	done, err := db.Migrate(ctx)
	if len(done) > 0 {
		log.InfoContext(ctx, "changed the schema", "steps", done)
	}
	return err
}

// newAPI returns what serves the methods of api.yaml.
func (s *Server) newAPI(tokens *token.Issuer, passwords *password.Hasher, m *metrics, now func() time.Time) http.Handler {
	limits := account.Limits{
		PerAccount: s.config.SignInTries,
		PerAddress: s.config.AddressTries,
		Window:     s.config.SignInWindow,
	}
	parts := account.Parts{
		Store:        s.store,
		Passwords:    passwords,
		Tokens:       tokens,
		Guard:        account.NewGuard(s.store, limits, now),
		RefuseCommon: s.config.RefuseCommon,
	}
	services := api.Services[*account.User]{
		App:     greeting.Service{},
		User:    account.NewService(parts),
		Account: account.NewAdmin(parts, now),
		Host:    inventory.NewService(s.store, now),
	}
	dispatcher := api.NewDispatcher(services, s.authenticator(tokens))
	if s.config.Discovery {
		dispatcher = dispatcher.With(rpc.Discover(docs.OpenRPC))
	}
	options := rpc.Options{Logger: s.log, Interceptors: s.interceptors(m)}
	if s.config.Docs {
		options.Docs = docsPath
	}
	return rpc.NewHandler(dispatcher, options)
}

// sweep removes from time to time what the database need not keep.
func (s *Server) sweep(ctx context.Context) {
	ticks := time.NewTicker(s.config.SignInWindow)
	defer ticks.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-ticks.C:
			if err := s.store.SweepFailures(ctx, now); err != nil && ctx.Err() == nil {
				s.log.WarnContext(ctx, "not swept", "error", err)
			}
		}
	}
}

// Database names the database, without its password.
func (s *Server) Database() string { return s.store.Name() }

func (s *Server) authenticator(tokens *token.Issuer) api.Authenticator[*account.User] {
	authenticator := account.NewAuthenticator(s.store, tokens)
	if s.config.Debug {
		s.log.Warn("DEBUG: every call with a token is let in, whatever the token is", "user", account.DebugUser)
		return account.Debug{Authenticator: authenticator}
	}
	return authenticator
}

// databaseGone answers Unavailable where a handler could not reach the database: its caller may try
// again, and the operator need not look for a bug.
func databaseGone(next rpc.CallFunc) rpc.CallFunc {
	return func(ctx context.Context, call *rpc.Call) error {
		err := next(ctx, call)
		if errors.Is(err, store.ErrUnavailable) {
			return rpc.Unavailable(time.Second, err)
		}
		return err
	}
}

// Close sends the last traces, and closes the database.
func (s *Server) Close() error {
	if s.tracing == nil {
		return s.store.Close()
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := s.tracing.Shutdown(ctx); err != nil {
		s.log.Warn("some traces were not sent", "error", err)
	}
	return s.store.Close()
}

// Serve answers requests until ctx ends. Then it goes on for the drain delay, with /readyz saying
// no, and finishes the requests that run. The second listener, for operations, may be nil; it is
// served for as long as the first one is. Both are closed in any case.
func (s *Server) Serve(ctx context.Context, listener, ops net.Listener) error {
	if s.tls != nil {
		listener = tls.NewListener(listener, s.tls)
	}
	stopping, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	defer context.AfterFunc(ctx, func() {
		s.draining.Store(true)
		time.AfterFunc(s.config.DrainDelay, stop)
	})()
	go s.sweep(stopping)
	options := rpc.ServerOptions{Logger: s.log}
	if ops == nil {
		return rpc.Serve(stopping, listener, s.handler, options)
	}
	served, finish := context.WithCancel(context.Background())
	opsDone := make(chan error, 1)
	go func() { opsDone <- rpc.Serve(served, ops, s.ops, options) }()
	err := rpc.Serve(stopping, listener, s.handler, options)
	finish()
	return errors.Join(err, <-opsDone)
}
