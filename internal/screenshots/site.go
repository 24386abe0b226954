package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/trunkline-rpc/trunkline/gen/api"
	"github.com/trunkline-rpc/trunkline/gen/client"
	"github.com/trunkline-rpc/trunkline/rpc"
)

// host is what the pictures say that the server is called.
const host = "ops.example.com"

// The account that the pictures are taken with.
const (
	name     = "lena"
	password = "correct horse battery staple"
)

// site is a running SmartOps behind a proxy, by which it goes by another name.
type site struct {
	url    string // of the proxy
	direct string // of SmartOps itself
	proxy  *httptest.Server
	server *exec.Cmd
	folder string
}

func start(ctx context.Context) (*site, error) {
	folder, err := os.MkdirTemp("", "screenshots")
	if err != nil {
		return nil, err
	}
	s := &site{folder: folder}
	program, database := filepath.Join(folder, "smartops"), "sqlite:"+filepath.Join(folder, "smartops.db")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", program, "./cmd/smartops").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("build SmartOps: %w\n%s", err, out)
	}
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	s.server = exec.CommandContext(ctx, program, "serve", "--migrate", "--database", database, "--listen", address)
	if err := s.server.Start(); err != nil {
		return nil, err
	}
	s.direct = "http://" + address
	if err := s.ready(ctx); err != nil {
		s.stop()
		return nil, err
	}
	create := exec.CommandContext(ctx, program, "user", "create", "--admin", "--database", database, name)
	create.Stdin = strings.NewReader(password + "\n")
	if out, err := create.CombinedOutput(); err != nil {
		s.stop()
		return nil, fmt.Errorf("create the account: %w\n%s", err, out)
	}
	s.proxy = httptest.NewServer(proxy(address))
	s.url = "http://" + host + "/api/browse/"
	return s, nil
}

func freeAddress() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return listener.Addr().String(), listener.Close()
}

// proxy passes requests on as if the browser had asked for the address.
func proxy(address string) http.Handler {
	return &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.Out.URL.Scheme, r.Out.URL.Host, r.Out.Host = "http", address, address
		r.Out.Header.Del("Origin")
		r.Out.Header.Del("Sec-Fetch-Site")
	}}
}

func (s *site) ready(ctx context.Context) error {
	for range 100 {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.direct+"/readyz", nil)
		if err != nil {
			return err
		}
		if response, err := http.DefaultClient.Do(request); err == nil {
			_ = response.Body.Close()
			if response.StatusCode == http.StatusOK {
				return nil
			}
		}
		time.Sleep(100 * time.Millisecond)
	}
	return fmt.Errorf("SmartOps does not become ready")
}

func (s *site) stop() {
	if s.proxy != nil {
		s.proxy.Close()
	}
	_ = s.server.Process.Signal(syscall.SIGTERM)
	_ = s.server.Wait()
	_ = os.RemoveAll(s.folder)
}

// fill makes hosts.
func (s *site) fill(ctx context.Context) error {
	guest := client.New(s.direct+"/api", client.Options{})
	session, err := guest.User.Verify(ctx, &api.UserVerifyParams{Username: name, Password: password})
	if err != nil {
		return err
	}
	if session.Token == nil {
		return fmt.Errorf("sign in: %s", session.Message)
	}
	c := client.New(s.direct+"/api", client.Options{Token: rpc.StaticToken(*session.Token)})
	me, err := c.User.Me(ctx)
	if err != nil {
		return err
	}
	if _, err := c.Account.Grant(ctx, &api.AccountGrantParams{ID: me.ID, Scope: api.AccountScopeOperator}); err != nil {
		return err
	}
	for _, name := range []string{"db-1", "db-2", "proxy-1"} {
		params := rpc.Defaults[api.HostCreateParams]()
		params.Name, params.Labels = api.HostName(name), api.Labels{"site": "north"}
		if _, err := c.Host.Create(ctx, params); err != nil {
			return err
		}
	}
	return nil
}
