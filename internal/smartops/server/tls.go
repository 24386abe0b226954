package server

import (
	"crypto/tls"
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/trunkline-rpc/trunkline/internal/smartops/config"
)

// certificate is a pair of files, which are read again when they change: certificates are renewed
// while the server runs.
type certificate struct {
	cert, key string
	log       *slog.Logger

	mu      sync.Mutex
	checked time.Time
	changed time.Time // the later time of change of the two files
	loaded  *tls.Certificate
}

// certificateAge is for how long a certificate is used without a look at its files.
const certificateAge = time.Second

// newTLS returns the settings of TLS, or nil when it is not wanted. The error is a *config.Error.
func newTLS(c *config.Config, log *slog.Logger) (*tls.Config, error) {
	if c.TLSCert == "" {
		return nil, nil
	}
	files := &certificate{cert: c.TLSCert, key: c.TLSKey, log: log}
	if err := files.load(); err != nil {
		return nil, &config.Error{Setting: config.TLS, Err: err}
	}
	return &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: files.get}, nil
}

func (f *certificate) load() error {
	pair, err := tls.LoadX509KeyPair(f.cert, f.key)
	if err != nil {
		return err
	}
	f.loaded, f.changed = &pair, f.lastChange()
	return nil
}

func (f *certificate) lastChange() (last time.Time) {
	for _, path := range []string{f.cert, f.key} {
		if info, err := os.Stat(path); err == nil && info.ModTime().After(last) {
			last = info.ModTime()
		}
	}
	return last
}

// get returns the certificate. One that cannot be read leaves the one before in use.
func (f *certificate) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if now := time.Now(); now.Sub(f.checked) > certificateAge {
		f.checked = now
		if !f.lastChange().Equal(f.changed) {
			if err := f.load(); err != nil {
				f.log.Error("the certificate was not read again", "error", err)
			}
		}
	}
	return f.loaded, nil
}
