// Package config holds the settings of the server. Each has a flag and an environment variable,
// but for the key that signs tokens: everybody on a machine can see the flags of its processes.
package config

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/trunkline-rpc/trunkline/internal/smartops/store"
)

// Config is what the operator sets. The tags are those of kong, which reads it.
type Config struct {
	Listen string `default:"127.0.0.1:2001" env:"SMARTOPS_LISTEN" placeholder:"HOST:PORT" help:"Address to listen on; port 0 takes a free one. Default: ${default}."`
	Storage
	Keys
	Migrate        bool          `env:"SMARTOPS_MIGRATE" help:"Bring the schema of the database up to date first. Without it, a schema that is behind is refused."`
	OpsListen      string        `env:"SMARTOPS_OPS_LISTEN" placeholder:"HOST:PORT" help:"A second address, for /metrics, /healthz and /readyz. Default: none; they are on the first one."`
	Metrics        bool          `default:"true" negatable:"" env:"SMARTOPS_METRICS" help:"Serve /metrics, for Prometheus. It is on by default."`
	Docs           bool          `default:"true" negatable:"" env:"SMARTOPS_DOCS" help:"Serve the page at /api/browse, on which methods are described and tried. It is on by default."`
	Discovery      bool          `default:"true" negatable:"" env:"SMARTOPS_DISCOVERY" help:"Serve the description of the API, by rpc.discover and at /api/openrpc.json, and its TypeScript client at /api/client.ts and /api/client.js. It is on by default."`
	TLSCert        string        `name:"tls-cert" env:"SMARTOPS_TLS_CERT" placeholder:"PATH" help:"File with the certificate, and those between it and a root, in PEM: then it serves HTTPS. It is read again when it changes."`
	TLSKey         string        `name:"tls-key" env:"SMARTOPS_TLS_KEY" placeholder:"PATH" help:"File with the key of the certificate, in PEM."`
	TokenLifetime  time.Duration `default:"600s" env:"SMARTOPS_TOKEN_LIFETIME" placeholder:"DURATION" help:"How long a token is good for. Default: ${default}."`
	SignInTries    int           `default:"10" env:"SMARTOPS_SIGN_IN_TRIES" placeholder:"N" help:"How often somebody may fail to sign in to an account within the window. Default: ${default}."`
	AddressTries   int           `default:"100" env:"SMARTOPS_ADDRESS_TRIES" placeholder:"N" help:"The same for all accounts together, from one address. Default: ${default}."`
	SignInWindow   time.Duration `default:"15m" env:"SMARTOPS_SIGN_IN_WINDOW" placeholder:"DURATION" help:"How long failures are counted, from the first one. Default: ${default}."`
	RefuseCommon   bool          `name:"refuse-common-passwords" env:"SMARTOPS_REFUSE_COMMON_PASSWORDS" help:"Refuse common passwords for new accounts, too, and not only when passwords are changed."`
	TrustedProxies []string      `sep:"," env:"SMARTOPS_TRUSTED_PROXIES" placeholder:"ADDRESS,…" help:"Addresses, or networks such as 10.0.0.0/8, of the proxies whose X-Forwarded-For says where a call comes from. Default: none."`
	Debug          bool          `env:"SMARTOPS_DEBUG" help:"For development: calls with any token, however bad, are those of a caller named debug who has all scopes. Only on a loopback address."`
	DrainDelay     time.Duration `default:"0s" env:"SMARTOPS_DRAIN_DELAY" placeholder:"DURATION" help:"How long to go on serving, with /readyz saying no, when told to stop: time for a load balancer to notice. Default: ${default}."`
	LogLevel       string        `default:"info" env:"SMARTOPS_LOG_LEVEL" placeholder:"LEVEL" help:"What is logged: debug, info, warn or error, and what is worse. Default: ${default}."`
	LogFormat      string        `default:"auto" env:"SMARTOPS_LOG_FORMAT" placeholder:"FORMAT" help:"How it is logged: auto, text or json; auto is text on a terminal, and JSON elsewhere. Default: ${default}."`
}

// Storage is the setting that all commands have which use the database.
type Storage struct {
	Database string `default:"sqlite:data/smartops.db" env:"SMARTOPS_DATABASE" placeholder:"DATABASE" help:"Where everything is kept: sqlite:PATH, whose file and folder are made, or postgres://USER@HOST/NAME. Default: ${default}."`
}

// The names of settings, as errors and the log call them.
const (
	Listen          = "--listen (SMARTOPS_LISTEN)"
	Database        = "--database (SMARTOPS_DATABASE)"
	TokenKey        = "SMARTOPS_TOKEN_KEY"
	TokenKeyFile    = "--token-key-file (SMARTOPS_TOKEN_KEY_FILE)"
	PreviousKey     = "SMARTOPS_TOKEN_KEY_PREVIOUS"
	PreviousKeyFile = "--token-key-previous-file (SMARTOPS_TOKEN_KEY_PREVIOUS_FILE)"
	debug           = "--debug (SMARTOPS_DEBUG)"
	OpsListen       = "--ops-listen (SMARTOPS_OPS_LISTEN)"
	TLS             = "--tls-cert (SMARTOPS_TLS_CERT) and --tls-key (SMARTOPS_TLS_KEY)"
	trustedProxies  = "--trusted-proxies (SMARTOPS_TRUSTED_PROXIES)"
	tokenLife       = "--token-lifetime (SMARTOPS_TOKEN_LIFETIME)"
	signInTries     = "--sign-in-tries (SMARTOPS_SIGN_IN_TRIES)"
	addressTries    = "--address-tries (SMARTOPS_ADDRESS_TRIES)"
	signInWindow    = "--sign-in-window (SMARTOPS_SIGN_IN_WINDOW)"
	drainDelay      = "--drain-delay (SMARTOPS_DRAIN_DELAY)"
	logLevel        = "--log-level (SMARTOPS_LOG_LEVEL)"
	logFormat       = "--log-format (SMARTOPS_LOG_FORMAT)"
)

// Error is a setting that cannot be used: which, why, and what to set instead.
type Error struct {
	Setting string
	Err     error
}

func (e *Error) Error() string { return e.Setting + ": " + e.Err.Error() }

func (e *Error) Unwrap() error { return e.Err }

// Validate reports a database that cannot be used, as far as its text tells. Kong calls it.
func (s *Storage) Validate() error {
	if store.Postgres(s.Database) {
		return nil
	}
	_, err := s.sqlitePath()
	return about(Database, err)
}

// Open opens the database. The error is an *Error when another has to be set.
func (s *Storage) Open(ctx context.Context) (*store.Store, error) {
	db, err := store.Open(ctx, s.Database)
	return db, AboutDatabase(err)
}

// AboutDatabase makes an *Error of what says that another database has to be set.
func AboutDatabase(err error) error {
	if bad, ok := errors.AsType[*store.BadDatabase](err); ok {
		return about(Database, bad)
	}
	return err
}

// Validate reports all settings that cannot be used, as far as their text tells. Kong calls it.
func (c *Config) Validate() error {
	return errors.Join(
		about(Listen, checkAddress(c.Listen)),
		c.Storage.Validate(),
		c.Keys.Validate(),
		about(OpsListen, c.checkOpsListen()),
		about(TLS, c.checkTLS()),
		about(debug, c.checkDebug()),
		about(trustedProxies, c.checkProxies()),
		about(tokenLife, checkDuration(c.TokenLifetime, time.Second, 365*24*time.Hour)),
		about(signInTries, checkCount(c.SignInTries)),
		about(addressTries, checkCount(c.AddressTries)),
		about(signInWindow, checkDuration(c.SignInWindow, time.Second, 24*time.Hour)),
		about(drainDelay, checkDuration(c.DrainDelay, 0, time.Hour)),
		about(logLevel, checkWord(c.LogLevel, "debug", "info", "warn", "error")),
		about(logFormat, checkWord(c.LogFormat, "auto", "text", "json")),
	)
}

func about(setting string, err error) error {
	if err == nil {
		return nil
	}
	return &Error{setting, err}
}

func checkAddress(address string) error {
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return fmt.Errorf("%q is no address: give HOST:PORT, such as 127.0.0.1:2001", address)
	}
	if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		return fmt.Errorf("%q is no port: give a number from 0 to 65535", port)
	}
	return nil
}

// sqlitePath returns the path of the SQLite file.
func (s *Storage) sqlitePath() (string, error) {
	scheme, path, ok := strings.Cut(s.Database, ":")
	switch {
	case !ok:
		return "", fmt.Errorf("%q does not say what kind of database it is: give sqlite:PATH or postgres://USER@HOST/NAME", s.Database)
	case scheme == "postgres" || scheme == "postgresql":
		return "", errors.New("a database of PostgreSQL is given as postgres://USER@HOST/NAME")
	case scheme != "sqlite":
		return "", fmt.Errorf("%q is no kind of database that is known: give sqlite:PATH or postgres://USER@HOST/NAME", scheme)
	case path == "":
		return "", errors.New("there is no path behind sqlite: give one, such as sqlite:data/smartops.db")
	case path == ":memory:":
		return "", errors.New("a database in memory would lose all accounts: give sqlite:PATH")
	}
	return path, checkPath(path)
}

// checkPath refuses what other programs would read as more than a path. Here it would be one, and
// accounts would end up in a file that nobody looks for.
func checkPath(path string) error {
	switch {
	case strings.HasPrefix(path, "//"):
		return fmt.Errorf("%q is no path: give sqlite:data/smartops.db, or sqlite:/var/lib/smartops.db", path)
	case strings.HasPrefix(path, "~"):
		return fmt.Errorf("the ~ of %q would be the name of a folder: give the whole path", path)
	case strings.HasPrefix(path, "file:") || strings.Contains(path, "?"):
		return fmt.Errorf("%q is no path: SmartOps sets the options of SQLite itself; give sqlite:PATH", path)
	}
	return nil
}

func checkWord(word string, known ...string) error {
	if slices.Contains(known, word) {
		return nil
	}
	last := len(known) - 1
	return fmt.Errorf("%q is not known: give %s or %s", word, strings.Join(known[:last], ", "), known[last])
}

func checkCount(n int) error {
	if n < 1 || n > 1_000_000 {
		return fmt.Errorf("%d is out of range: give 1 to 1000000", n)
	}
	return nil
}

func checkDuration(d, least, most time.Duration) error {
	if d < least || d > most {
		return fmt.Errorf("%v is out of range: give %v to %v", d, least, most)
	}
	return nil
}
