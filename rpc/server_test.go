package rpc_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/trunkline-rpc/trunkline/rpc"
)

// running is a server that Serve runs.
type running struct {
	addr string
	stop context.CancelFunc
	done chan error
}

func start(t *testing.T, handler http.Handler, o rpc.ServerOptions) *running {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return startOn(t, listener, handler, o)
}

func startOn(t *testing.T, listener net.Listener, handler http.Handler, o rpc.ServerOptions) *running {
	o.Logger = new(logBuffer).logger()
	ctx, stop := context.WithCancel(context.WithValue(context.Background(), keyOfMain{}, "from main"))
	s := &running{listener.Addr().String(), stop, make(chan error, 1)}
	go func() { s.done <- rpc.Serve(ctx, listener, handler, o) }()
	t.Cleanup(stop)
	return s
}

type keyOfMain struct{}

func dataHandler() *rpc.Handler { return rpc.NewHandler(newDispatcher(nil), rpc.Options{}) }

const request = "POST /api HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 44\r\n"

func TestServeChecksHost(t *testing.T) {
	s := start(t, dataHandler(), rpc.ServerOptions{Hosts: []string{"ops.example"}})
	for host, want := range map[string]int{
		"localhost": 200, "LOCALHOST:2001": 200, "localhost.": 200, "127.0.0.1:80": 200, "127.8.8.8": 200, "[::1]:80": 200, "[::1]": 200,
		"ops.example:2001": 200, "evil.example": 403, "localhost.evil.example": 403, "10.0.0.1": 403, "127.0.0.1.evil.example": 403,
	} {
		status, got := raw(t, s.addr, request+"Host: "+host+"\r\n\r\n"+dataCall)
		if status != want {
			t.Errorf("%s: got %d %s, want %d", host, status, got, want)
		}
		if status == 403 && got != refused("the server listens on loopback: it is localhost, and not "+host) {
			t.Errorf("%s: got %s", host, got)
		}
	}
}

// TestServeChecksHostOnLoopbackAlone: elsewhere a server may have any name.
func TestServeChecksHostOnLoopbackAlone(t *testing.T) {
	listener, err := net.Listen("tcp", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	s := startOn(t, listener, dataHandler(), rpc.ServerOptions{})
	_, port, _ := net.SplitHostPort(s.addr)
	if status, got := raw(t, "127.0.0.1:"+port, request+"Host: api.example\r\n\r\n"+dataCall); status != 200 {
		t.Errorf("got %d %s", status, got)
	}
}

func TestServeRefusesOtherOrigins(t *testing.T) {
	s := start(t, dataHandler(), rpc.ServerOptions{TrustedOrigins: []string{"https://app.example"}})
	for _, x := range []struct {
		header string
		want   int
		detail string
	}{
		{"", 200, ""},
		{"Sec-Fetch-Site: same-origin\r\n", 200, ""},
		{"Origin: http://localhost\r\n", 200, ""},
		{"Sec-Fetch-Site: cross-site\r\n", 403, "calls from pages of other origins are refused"},
		{"Origin: http://evil.example\r\n", 403, "calls from pages of http://evil.example are refused: the server has another origin"},
		{"Sec-Fetch-Site: cross-site\r\nOrigin: https://app.example\r\n", 200, ""},
	} {
		status, got := raw(t, s.addr, request+"Host: localhost\r\n"+x.header+"\r\n"+dataCall)
		if status != x.want || status == 403 && got != refused(x.detail) {
			t.Errorf("%q: got %d %s", x.header, status, got)
		}
	}
}

func TestServeMistakes(t *testing.T) {
	listener, _ := net.Listen("tcp", "127.0.0.1:0")
	err := rpc.Serve(t.Context(), listener, dataHandler(), rpc.ServerOptions{TrustedOrigins: []string{"app.example"}})
	if err == nil || !strings.HasPrefix(err.Error(), `trust origin "app.example": `) {
		t.Errorf("got %v", err)
	}
	err = rpc.Serve(t.Context(), listener, dataHandler(), rpc.ServerOptions{})
	if !errors.Is(err, net.ErrClosed) {
		t.Errorf("closed listener: got %v", err)
	}
}

func TestServeMaxHeader(t *testing.T) {
	s := start(t, dataHandler(), rpc.ServerOptions{})
	for n, want := range map[int]int{30 << 10: 200, 40 << 10: 431} {
		status, _ := raw(t, s.addr, request+"Host: localhost\r\nX: "+strings.Repeat("x", n)+"\r\n\r\n"+dataCall)
		if status != want {
			t.Errorf("%d bytes: got %d, want %d", n, status, want)
		}
	}
}

func TestServeCutsSlowBodies(t *testing.T) {
	s := start(t, dataHandler(), rpc.ServerOptions{ReadTimeout: 50 * time.Millisecond})
	status, got := raw(t, s.addr, request+"Host: localhost\r\n\r\n{")
	if status != 408 || got != refused("the body took too long") {
		t.Errorf("got %d %s", status, got)
	}
}

// waiting is a method that waits until it is let go, or its context ends.
type waiting struct{ started, free chan struct{} }

func newWaiting() *waiting { return &waiting{make(chan struct{}), make(chan struct{})} }

func (w *waiting) handler() http.Handler {
	serve := func(ctx context.Context, call *rpc.Call) error {
		close(w.started)
		select {
		case <-w.free:
			call.Result().String(ctx.Value(keyOfMain{}).(string))
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return rpc.NewHandler(rpc.NewDispatcher(rpc.Method{Name: "get_data", Serve: serve}), rpc.Options{})
}

// TestServeDrains: a call that runs is answered, new connections are refused, idle ones closed.
func TestServeDrains(t *testing.T) {
	w := newWaiting()
	s := start(t, w.handler(), rpc.ServerOptions{})
	idle := dial(t, s.addr)
	io.WriteString(idle, strings.Replace(request, "POST", "GET", 1)+"Host: localhost\r\n\r\n"+dataCall)
	idleReader := bufio.NewReader(idle)
	if response, err := http.ReadResponse(idleReader, nil); err != nil || response.StatusCode != 405 {
		t.Fatal(response, err)
	} else if _, err := io.Copy(io.Discard, response.Body); err != nil {
		t.Fatal(err)
	}
	busy := dial(t, s.addr)
	io.WriteString(busy, request+"Host: localhost\r\n\r\n"+dataCall)
	<-w.started
	s.stop()
	if _, err := idleReader.ReadByte(); err != io.EOF {
		t.Errorf("the idle connection was not closed: %v", err)
	}
	if conn, err := net.Dial("tcp", s.addr); err == nil {
		conn.Close()
		t.Error("a new connection was accepted")
	}
	select {
	case err := <-s.done:
		t.Fatalf("Serve did not wait for the call: %v", err)
	default:
	}
	close(w.free)
	response, err := http.ReadResponse(bufio.NewReader(busy), nil)
	if err != nil {
		t.Fatal(err)
	}
	if text, _ := io.ReadAll(response.Body); string(text) != `{"jsonrpc":"2.0","id":1,"result":"from main"}` {
		t.Errorf("got %s", text)
	}
	if err := <-s.done; err != nil {
		t.Error(err)
	}
}

func dial(t *testing.T, addr string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

// pipes is a listener of connections in memory, for time that a test controls.
type pipes struct {
	conns  chan net.Conn
	closed chan struct{}
}

func (p *pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipes", Net: "unix"} }

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case conn := <-p.conns:
		return conn, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	select {
	case <-p.closed:
	default:
		close(p.closed)
	}
	return nil
}

// TestServeGrace: after the grace period contexts end, connections are closed, and nothing of the
// server is left: synctest fails when a goroutine is.
func TestServeGrace(t *testing.T) {
	for _, x := range []struct{ set, want time.Duration }{{0, 20 * time.Second}, {time.Minute, time.Minute}} {
		synctest.Test(t, func(t *testing.T) {
			listener := &pipes{make(chan net.Conn), make(chan struct{})}
			w := newWaiting()
			s := startOn(t, listener, w.handler(), rpc.ServerOptions{Grace: x.set, WriteTimeout: time.Hour, ReadTimeout: time.Hour})
			ours, theirs := net.Pipe()
			listener.conns <- theirs
			go io.WriteString(ours, request+"Host: localhost\r\n\r\n"+dataCall)
			<-w.started
			begin := time.Now()
			s.stop()
			err := <-s.done
			if !errors.Is(err, context.DeadlineExceeded) || !strings.HasPrefix(err.Error(), "drain requests: ") {
				t.Errorf("got %v", err)
			}
			if waited := time.Since(begin); waited != x.want {
				t.Errorf("waited %s, want %s", waited, x.want)
			}
			ours.Close()
			synctest.Wait()
		})
	}
}

// TestServeTimeouts: a silent connection is closed after the time for the header, one that has
// answered after the time for the next request.
func TestServeTimeouts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		listener := &pipes{make(chan net.Conn), make(chan struct{})}
		s := startOn(t, listener, dataHandler(), rpc.ServerOptions{})
		ours, theirs := net.Pipe()
		listener.conns <- theirs
		begin := time.Now()
		if n, _ := io.Copy(io.Discard, ours); n != 0 || time.Since(begin) != 5*time.Second {
			t.Errorf("header: closed after %s", time.Since(begin))
		}
		ours, theirs = net.Pipe()
		listener.conns <- theirs
		go io.WriteString(ours, request+"Host: localhost\r\n\r\n"+dataCall)
		reader := bufio.NewReader(ours)
		response, err := http.ReadResponse(reader, nil)
		if err != nil {
			t.Fatal(err)
		}
		io.Copy(io.Discard, response.Body)
		begin = time.Now()
		if _, err := reader.ReadByte(); err == nil || time.Since(begin) != 120*time.Second {
			t.Errorf("idle: closed after %s, %v", time.Since(begin), err)
		}
		s.stop()
		if err := <-s.done; err != nil {
			t.Error(err)
		}
	})
}
