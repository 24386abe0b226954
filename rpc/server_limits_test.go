package rpc_test

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/trunkline-rpc/trunkline/rpc"
)

// timeouts are those of Serve: for the header, the request, the response, and between two requests.
type timeouts struct{ header, read, write, idle time.Duration }

// TestServeTimeoutsAreSettable, to what is positive.
func TestServeTimeoutsAreSettable(t *testing.T) {
	own := timeouts{2 * time.Second, 3 * time.Second, 4 * time.Second, 6 * time.Second}
	standard := timeouts{5 * time.Second, 15 * time.Second, 30 * time.Second, 120 * time.Second}
	for _, x := range []struct{ set, want timeouts }{{own, own}, {timeouts{-1, -1, -1, -1}, standard}} {
		synctest.Test(t, func(t *testing.T) { checkTimeouts(t, x.set, x.want) })
	}
}

func checkTimeouts(t *testing.T, set, want timeouts) {
	wait := time.Duration(0) // of the handler
	d := rpc.NewDispatcher(rpc.Method{Name: "get_data", Serve: func(context.Context, *rpc.Call) error {
		time.Sleep(wait)
		return nil
	}})
	listener := &pipes{make(chan net.Conn), make(chan struct{})}
	s := startOn(t, listener, rpc.NewHandler(d, rpc.Options{}), rpc.ServerOptions{
		ReadHeaderTimeout: set.header, ReadTimeout: set.read, WriteTimeout: set.write, IdleTimeout: set.idle,
	})
	connect := func(text string) (*bufio.Reader, time.Time) {
		ours, theirs := net.Pipe()
		listener.conns <- theirs
		go io.WriteString(ours, text)
		return bufio.NewReader(ours), time.Now()
	}
	head := request + "Host: localhost\r\n\r\n"

	conn, begin := connect("")
	if _, err := conn.ReadByte(); err == nil || time.Since(begin) != want.header {
		t.Errorf("header: %v after %s, want %s", err, time.Since(begin), want.header)
	}
	conn, begin = connect(head + "{")
	response, err := http.ReadResponse(conn, nil)
	if err != nil || response.StatusCode != 408 || time.Since(begin) != want.read {
		t.Errorf("body: %v after %s, want %s", err, time.Since(begin), want.read)
	}
	wait = want.write + 1
	conn, _ = connect(head + dataCall)
	if response, err := http.ReadResponse(conn, nil); err == nil {
		t.Errorf("late response: got %d", response.StatusCode)
	}
	wait = want.write - 1
	conn, _ = connect(head + dataCall)
	response, err = http.ReadResponse(conn, nil)
	if err != nil {
		t.Fatalf("response in time: %v", err)
	}
	_, _ = io.Copy(io.Discard, response.Body)
	begin = time.Now()
	if _, err := conn.ReadByte(); err == nil || time.Since(begin) != want.idle {
		t.Errorf("idle: %v after %s, want %s", err, time.Since(begin), want.idle)
	}
	s.stop()
	<-s.done
}

// TestServeMaxHeaderIsSettable, give or take what net/http adds.
func TestServeMaxHeaderIsSettable(t *testing.T) {
	s := start(t, dataHandler(), rpc.ServerOptions{MaxHeader: 8 << 10})
	for n, want := range map[int]int{7 << 10: 200, 16 << 10: 431} {
		status, _ := raw(t, s.addr, request+"Host: localhost\r\nX: "+strings.Repeat("x", n)+"\r\n\r\n"+dataCall)
		if status != want {
			t.Errorf("%d bytes: got %d, want %d", n, status, want)
		}
	}
}
