package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/trunkline-rpc/trunkline/internal/smartops/config"
	"github.com/trunkline-rpc/trunkline/internal/smartops/logs"
	"github.com/trunkline-rpc/trunkline/internal/smartops/server"
)

type serveCommand struct {
	config.Config
}

// Run serves until the process is told to stop, by SIGINT (ctrl-C) or SIGTERM. Told so a second
// time, it ends at once.
func (c *serveCommand) Run() error {
	ctx := untilSignal()
	listener, err := server.Listen(c.Listen)
	if err != nil {
		return err
	}
	ops, err := server.ListenOps(c.OpsListen)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	log := logs.New(os.Stderr, c.LogLevel, c.LogFormat)
	s, err := server.New(ctx, &c.Config, log, time.Now)
	if err != nil {
		return errors.Join(err, listener.Close(), closeOps(ops))
	}
	welcome(listener.Addr(), &c.Config)
	log.Info("listening", "address", listener.Addr().String(), "database", strings.TrimPrefix(s.Database(), "database "))
	if ops != nil {
		log.Info("listening for operations", "address", ops.Addr().String())
	}
	err = s.Serve(ctx, listener, ops)
	if err == nil {
		log.Info("stopped")
	}
	return errors.Join(err, s.Close())
}

func closeOps(ops net.Listener) error {
	if ops == nil {
		return nil
	}
	return ops.Close()
}

// doubled is how soon a signal may come a second time by accident: timeout(1), for one, sends each to
// the process and to its group.
const doubled = 100 * time.Millisecond

// untilSignal returns a context that ends with the first signal to stop; the second ends the
// process.
func untilSignal() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-signals
		first := time.Now()
		cancel()
		for range signals {
			if time.Since(first) > doubled {
				os.Exit(exitInterrupted)
			}
		}
	}()
	return ctx
}

// welcome says where the API is, and what to try first.
func welcome(address net.Addr, c *config.Config) {
	scheme := "http://"
	if c.TLSCert != "" {
		scheme = "https://"
	}
	url := scheme + reachable(address) + server.Path
	fmt.Printf(`SmartOps answers at %s. Try:

  curl -s %s -H 'Content-Type: application/json' \
    -d '{"jsonrpc": "2.0", "id": 1, "method": "App.index"}'

`, url, url)
	if c.Docs {
		fmt.Printf("Methods are described, and can be tried, at %s/browse/\n\n", url)
	}
	if c.Debug {
		fmt.Print("DEBUG MODE: every call with a token is let in, whatever the token is. Never use it but to develop.\n\n")
	}
}

// reachable is an address that works on this machine, also when the server listens on all of its.
func reachable(address net.Addr) string {
	host, port, err := net.SplitHostPort(address.String())
	if err != nil {
		return address.String()
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}
