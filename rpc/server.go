package rpc

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"
)

// ServerOptions are the limits of Serve. Zero values mean the defaults.
type ServerOptions struct {
	// MaxHeader is how many bytes the header of a request may have, give or take the 4 KiB that
	// net/http adds; by default 32 KiB. Beyond it the answer is 431.
	MaxHeader int
	// ReadHeaderTimeout is how long the header may take; by default 5 s.
	ReadHeaderTimeout time.Duration
	// ReadTimeout is how long the whole request may take; by default 15 s.
	ReadTimeout time.Duration
	// WriteTimeout is how long a request may take from the end of its header to the end of its
	// response, the handler included; by default 30 s.
	WriteTimeout time.Duration
	// IdleTimeout is how long a connection may wait for its next request; by default 120 s.
	IdleTimeout time.Duration
	// Grace is how long requests that run may go on when the server is told to stop; by default
	// 20 s. Then their contexts end and their connections are closed.
	Grace time.Duration
	// Hosts are names of this server that are accepted beside localhost and loopback addresses
	// when it listens on loopback alone, for instance that of a proxy on the same machine.
	Hosts []string
	// TrustedOrigins are origins ("https://example.com") whose pages may call across sites. By
	// default a browser's call is accepted from pages of the same origin alone.
	TrustedOrigins []string
	// Logger gets what net/http has to say about connections; by default slog.Default().
	Logger *slog.Logger
}

func (o ServerOptions) withDefaults() ServerOptions {
	o.MaxHeader = orDefault(o.MaxHeader, 32<<10)
	o.ReadHeaderTimeout = orDuration(o.ReadHeaderTimeout, 5*time.Second)
	o.ReadTimeout = orDuration(o.ReadTimeout, 15*time.Second)
	o.WriteTimeout = orDuration(o.WriteTimeout, 30*time.Second)
	o.IdleTimeout = orDuration(o.IdleTimeout, 120*time.Second)
	o.Grace = orDuration(o.Grace, 20*time.Second)
	if o.Logger == nil {
		o.Logger = slog.Default()
	}
	return o
}

func orDuration(value, standard time.Duration) time.Duration {
	if value <= 0 {
		return standard
	}
	return value
}

// Serve serves handler on listener until ctx ends. Then it accepts no more connections, closes the
// idle ones, and returns when all requests that were accepted are answered: nil, or an error when
// that took longer than ServerOptions.Grace. The contexts of requests do not end with ctx, so that
// calls can finish; they have its values. The listener is closed in any case.
//
// Browsers cannot call across origins (http.CrossOriginProtection). When the listener is bound to a
// loopback address, requests for other hosts than this machine are refused, so that a page cannot
// reach the server by a name that it made to resolve to 127.0.0.1.
func Serve(ctx context.Context, listener net.Listener, handler http.Handler, o ServerOptions) error {
	o = o.withDefaults()
	protected, err := o.protect(listener, handler)
	if err != nil {
		_ = listener.Close()
		return err
	}
	base, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	server := o.server(base, protected)
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve %s: %w", listener.Addr(), err)
	case <-ctx.Done():
	}
	err = drain(server, cancel, o.Grace)
	<-failed // http.ErrServerClosed
	return err
}

func (o ServerOptions) server(base context.Context, handler http.Handler) *http.Server {
	return &http.Server{
		Handler:           handler,
		MaxHeaderBytes:    o.MaxHeader,
		ReadHeaderTimeout: o.ReadHeaderTimeout,
		ReadTimeout:       o.ReadTimeout,
		WriteTimeout:      o.WriteTimeout,
		IdleTimeout:       o.IdleTimeout,
		BaseContext:       func(net.Listener) context.Context { return base },
		ErrorLog:          slog.NewLogLogger(o.Logger.Handler(), slog.LevelWarn),
	}
}

// drain waits for the requests that run, and ends them when the grace period has passed.
func drain(server *http.Server, cancel context.CancelFunc, grace time.Duration) error {
	ctx, done := context.WithTimeout(context.Background(), grace)
	defer done()
	if err := server.Shutdown(ctx); err != nil {
		cancel()
		return fmt.Errorf("drain requests: %w", errors.Join(err, server.Close()))
	}
	return nil
}

// protect wraps the handler in what keeps pages of others away.
func (o ServerOptions) protect(listener net.Listener, handler http.Handler) (http.Handler, error) {
	cross := http.NewCrossOriginProtection()
	for _, origin := range o.TrustedOrigins {
		if err := cross.AddTrustedOrigin(origin); err != nil {
			return nil, fmt.Errorf("trust origin %q: %w", origin, err)
		}
	}
	cross.SetDenyHandler(denial(refusedOrigin))
	handler = cross.Handler(handler)
	if loopback(listener.Addr()) {
		handler = o.localHosts(handler)
	}
	return handler, nil
}

func denial(detail func(*http.Request) string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		refuse(http.StatusForbidden, detail(r)).write(w)
	})
}

func refusedOrigin(r *http.Request) string {
	if origin := r.Header.Get("Origin"); origin != "" {
		return "calls from pages of " + origin + " are refused: the server has another origin"
	}
	return "calls from pages of other origins are refused"
}

func refusedHost(r *http.Request) string {
	return "the server listens on loopback: it is localhost, and not " + r.Host
}

func loopback(addr net.Addr) bool {
	tcp, ok := addr.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// localHosts refuses requests whose Host does not mean this machine. A request without one comes
// from no browser.
func (o ServerOptions) localHosts(next http.Handler) http.Handler {
	denied := denial(refusedHost)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Host != "" && !o.local(r.Host) {
			denied.ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (o ServerOptions) local(hostport string) bool {
	host := hostport
	if name, _, err := net.SplitHostPort(hostport); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSuffix(host, "]"), "["), ".")
	if ip := net.ParseIP(host); ip != nil && ip.IsLoopback() {
		return true
	}
	for _, name := range append([]string{"localhost"}, o.Hosts...) {
		if strings.EqualFold(host, name) {
			return true
		}
	}
	return false
}
