package rpc_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/trunkline-rpc/trunkline/rpc"
)

// TestMaxBodyOfOthers: a limit that other code put around the body is told as well.
func TestMaxBodyOfOthers(t *testing.T) {
	server := httptest.NewServer(http.MaxBytesHandler(dataHandler(), 20))
	defer server.Close()
	if status, _, got := send(t, server, dataCall); status != 413 || got != refused("the body has more than 20 bytes") {
		t.Errorf("got %d %s", status, got)
	}
}

// TestDocsAreForBrowsersThatAsk: by GET and HEAD alone. A call is a call, whatever it accepts.
func TestDocsAreForBrowsersThatAsk(t *testing.T) {
	server := serve(t, rpc.Options{Docs: "/api/browse"})
	server.Client().CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	for verb, want := range map[string]int{"GET": 303, "HEAD": 303, "POST": 200, "PUT": 405} {
		r, _ := http.NewRequest(verb, server.URL, strings.NewReader(dataCall))
		r.Header.Set("Accept", "text/html,*/*")
		r.Header.Set("Content-Type", "application/json")
		if status, _, got := do(t, server, r); status != want {
			t.Errorf("%s: got %d %s, want %d", verb, status, got, want)
		}
	}
}

func TestMaxDepthIsSettable(t *testing.T) {
	for _, depth := range []int{3, 100} {
		server := serve(t, rpc.Options{MaxDepth: depth})
		nested := func(n int) string {
			return strings.Replace(dataCall, "{", `{"x":`+strings.Repeat("[", n-1)+strings.Repeat("]", n-1)+",", 1)
		}
		if _, _, got := send(t, server, nested(depth)); got != dataAnswer {
			t.Errorf("depth %d: got %s", depth, got)
		}
		want := fmt.Sprintf(`{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error","data":{"detail":"nested too deeply at byte %d"}}}`, depth+4)
		if _, _, got := send(t, server, nested(depth+1)); got != want {
			t.Errorf("depth %d: got %s, want %s", depth+1, got, want)
		}
	}
}

// TestMaxDepthCountsMessages, and the batch around them.
func TestMaxDepthCountsMessages(t *testing.T) {
	server := serve(t, rpc.Options{MaxDepth: 1})
	if _, _, got := send(t, server, dataCall); got != dataAnswer {
		t.Errorf("alone: got %s", got)
	}
	if _, _, got := send(t, server, batchOf(dataCall)); !strings.Contains(got, "nested too deeply at byte 1") {
		t.Errorf("in a batch: got %s", got)
	}
}

// TestMaxDepthIsNotForSiblings: what is closed again does not count for what follows.
func TestMaxDepthIsNotForSiblings(t *testing.T) {
	server := serve(t, rpc.Options{MaxDepth: 5})
	for message, want := range map[string]string{
		"{}":     "-32600",
		dataCall: `"result"`,
		`{"jsonrpc":"2.0","method":"get_data","id":1,"x":[{}]}`:                   `"result"`,
		`{ "jsonrpc":"2.0","method":"get_data","id":1}`:                           `"result"`,
		`{"jsonrpc":"2.0","method":"update","params":[],"id":1}`:                  `"id":1`,
		`{"jsonrpc":"2.0","method":"update","params":{"a":[[]],"b":[{}]},"id":1}`: `"id":1`,
	} {
		batch := batchOf(slices.Repeat([]string{message}, 100)...)
		if _, _, got := send(t, server, batch); strings.Count(got, want) != 100 {
			t.Errorf("%s, a hundred times: got %s", message, got)
		}
	}
}

// TestMaxBatchResponseDefault is 4 MiB.
func TestMaxBatchResponseDefault(t *testing.T) {
	server := serve(t, rpc.Options{})
	const frame = len(`{"jsonrpc":"2.0","id":1,"result":""}`) + len(",")
	last := 4<<20 - 4*(1<<20-1000+frame) - frame - len("]")
	for more, full := range map[int]bool{0: false, 1: true} {
		calls := []string{bigCall("1", 1<<20-1000), bigCall("1", 1<<20-1000), bigCall("1", 1<<20-1000), bigCall("1", 1<<20-1000), bigCall("1", last+more)}
		_, _, got := send(t, server, batchOf(calls...))
		if !full && len(got) != 4<<20 || strings.HasSuffix(got, `"message":"Response of the batch is too large"}}]`) != full {
			t.Errorf("%d more: got %d bytes that end in %s", more, len(got), got[len(got)-100:])
		}
	}
}

// TestBatchesRunOneByOne, unless it is asked for otherwise.
func TestBatchesRunOneByOne(t *testing.T) {
	var running, most atomic.Int32
	d := rpc.NewDispatcher(rpc.Method{Name: "wait", Serve: func(context.Context, *rpc.Call) error {
		most.Store(max(most.Load(), running.Add(1)))
		time.Sleep(time.Millisecond)
		running.Add(-1)
		return nil
	}})
	server := httptest.NewServer(rpc.NewHandler(d, rpc.Options{}))
	defer server.Close()
	send(t, server, "["+strings.Repeat(callOf("wait", "[]")+",", 20)+callOf("wait", "[]")+"]")
	if most.Load() != 1 {
		t.Errorf("%d calls ran at once", most.Load())
	}
}

// TestNegativeLimits mean the defaults.
func TestNegativeLimits(t *testing.T) {
	server := serve(t, rpc.Options{MaxBody: -1, MaxBatch: -1, MaxDepth: -1, MaxBatchResponse: -1, BatchParallel: -1})
	if _, _, got := send(t, server, batchOf(dataCall, dataCall)); got != batchOf(dataAnswer, dataAnswer) {
		t.Errorf("got %s", got)
	}
}

// TestTheFirstFaultIsTold, in the order of the members: others may follow from it.
func TestTheFirstFaultIsTold(t *testing.T) {
	_, _, got := send(t, serve(t, rpc.Options{}), `{"jsonrpc":"1.0","method":7,"params":"x","id":1}`)
	if want := `{"jsonrpc":"2.0","id":1,"error":{"code":-32600,"message":"Invalid Request","data":{"detail":"the member \"jsonrpc\" must be \"2.0\""}}}`; got != want {
		t.Errorf("got %s", got)
	}
}

// TestServeReadAndWriteTimeouts: a body that stops is answered after 15 s, and a response that comes
// later than 30 s is not sent.
func TestServeReadAndWriteTimeouts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		listener := &pipes{make(chan net.Conn), make(chan struct{})}
		waits := make(chan time.Duration, 1)
		d := rpc.NewDispatcher(rpc.Method{Name: "get_data", Serve: func(context.Context, *rpc.Call) error {
			time.Sleep(<-waits)
			return nil
		}})
		s := startOn(t, listener, rpc.NewHandler(d, rpc.Options{}), rpc.ServerOptions{})
		connect := func(text string) net.Conn {
			ours, theirs := net.Pipe()
			listener.conns <- theirs
			go io.WriteString(ours, text)
			return ours
		}
		begin := time.Now()
		response, err := http.ReadResponse(bufio.NewReader(connect(request+"Host: localhost\r\n\r\n{")), nil)
		if err != nil || response.StatusCode != 408 || time.Since(begin) != 15*time.Second {
			t.Errorf("body: got %v, %v after %s", response, err, time.Since(begin))
		}
		for wait, answered := range map[time.Duration]bool{30*time.Second - 1: true, 30*time.Second + 1: false} {
			waits <- wait
			response, err := http.ReadResponse(bufio.NewReader(connect(request+"Host: localhost\r\n\r\n"+dataCall)), nil)
			if (err == nil) != answered {
				t.Errorf("%s: got %v, %v", wait, response, err)
			}
		}
		s.stop()
		<-s.done
	})
}

// TestParallelBatchStops at the limit of the response: of many calls, no more than those that were
// running run.
func TestParallelBatchStops(t *testing.T) {
	var ran ranList
	server := httptest.NewServer(rpc.NewHandler(newDispatcher(ran.add), rpc.Options{MaxBatchResponse: 1000, BatchParallel: 2}))
	defer server.Close()
	send(t, server, "["+strings.Repeat(bigCall("1", 2000)+",", 90)+bigCall("1", 2000)+"]")
	if len(ran.names) > 2 {
		t.Errorf("ran %d calls", len(ran.names))
	}
}

// TestParallelBatchStaysFull: a call behind the one that crosses the limit is refused, even one that
// was done before it.
func TestParallelBatchStaysFull(t *testing.T) {
	done := make(chan struct{})
	d := rpc.NewDispatcher(
		rpc.Method{Name: "large", Serve: func(_ context.Context, call *rpc.Call) error {
			<-done
			call.Result().String(strings.Repeat("x", 300))
			return nil
		}},
		rpc.Method{Name: "small", Serve: func(context.Context, *rpc.Call) error {
			close(done)
			return nil
		}})
	server := httptest.NewServer(rpc.NewHandler(d, rpc.Options{MaxBatchResponse: 200, BatchParallel: 2}))
	defer server.Close()
	_, _, got := send(t, server, batchOf(callOf("large", "[]"), callOf("small", "[]")))
	if full := `{"jsonrpc":"2.0","id":1,"error":{"code":-32005,"message":"Response of the batch is too large"}}`; got != batchOf(full, full) {
		t.Errorf("got %s", got)
	}
}

// TestStatusIsOfThisRequest: that of the one before is forgotten, by refusals too.
func TestStatusIsOfThisRequest(t *testing.T) {
	server := serve(t, rpc.Options{})
	for _, body := range []string{"{", "[]", "[", `{"jsonrpc":"2.0","id":1}`, dataCall, batchOf(dataCall)} {
		if status, _, _ := send(t, server, callOf("App.hello", "[]")); status != 401 {
			t.Errorf("stranger: got %d", status)
		}
		if status, header, _ := send(t, server, body); status != 200 || header["Www-Authenticate"] != nil {
			t.Errorf("%s: got %d %v", body, status, header)
		}
	}
}

// TestInterceptorsSeeFailures of every kind as what they are answered as: panics, results that
// cannot be written, errors that are masked.
func TestInterceptorsSeeFailures(t *testing.T) {
	var code int
	var text string
	server := intercepted(t, new(logBuffer), func(next rpc.CallFunc) rpc.CallFunc {
		return func(ctx context.Context, call *rpc.Call) error {
			err := next(ctx, call)
			code, text = rpc.CodeOf(err), fmt.Sprint(err)
			return nil
		}
	})
	for how, want := range map[string]string{
		"panic": "Internal error: panic: " + canary, "plain": "Internal error: " + canary, "float": "Internal error: encode JSON: float NaN is not finite",
		"undeclared": "Internal error: account is locked",
	} {
		send(t, server, failCall(how))
		if code != rpc.CodeInternalError || text != want {
			t.Errorf("%s: got %d %s", how, code, text)
		}
	}
}

// borrowedCode is an error of the program that has a code of the runtime, and does not declare it.
type borrowedCode struct{ GoneError }

func (*borrowedCode) ErrorCode() int { return rpc.CodeUnauthenticated }

func TestCodesOfTheRuntimeAreItsOwn(t *testing.T) {
	for _, declared := range []bool{false, true} {
		m := rpc.Method{Name: "f", Serve: func(context.Context, *rpc.Call) error { return new(borrowedCode) }}
		want := `{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"Internal error","data":{"requestId":"r"}}}`
		if declared {
			m.Errors, want = []int{rpc.CodeUnauthenticated}, `{"jsonrpc":"2.0","id":1,"error":{"code":-32001,"message":"gone"}}`
		}
		server := httptest.NewServer(rpc.NewHandler(rpc.NewDispatcher(m), rpc.Options{Logger: new(logBuffer).logger()}))
		defer server.Close()
		if _, _, got := send(t, server, callOf("f", "[]"), "X-Request-Id", "r"); got != want {
			t.Errorf("got %s", got)
		}
	}
}

// TestAtMostTwentyViolations, also of those that a handler found.
func TestAtMostTwentyViolations(t *testing.T) {
	m := rpc.Method{Name: "f", Serve: func(context.Context, *rpc.Call) error {
		return rpc.InvalidParams(make([]rpc.Violation, 25)...)
	}}
	server := httptest.NewServer(rpc.NewHandler(rpc.NewDispatcher(m), rpc.Options{}))
	defer server.Close()
	_, _, got := send(t, server, callOf("f", "[]"))
	if n := strings.Count(got, `"path"`); n != 20 {
		t.Errorf("%d violations: %s", n, got)
	}
}

// TestLongErrorsAreCutInTheLog, between letters.
func TestLongErrorsAreCutInTheLog(t *testing.T) {
	var log logBuffer
	m := rpc.Method{Name: "f", Serve: func(context.Context, *rpc.Call) error {
		return errors.New(strings.Repeat("é", 100_000))
	}}
	server := httptest.NewServer(rpc.NewHandler(rpc.NewDispatcher(m), rpc.Options{Logger: log.logger()}))
	defer server.Close()
	send(t, server, callOf("f", "[]"))
	if got, want := log.lines(t)[0]["error"], "Internal error: "+strings.Repeat("é", 492)+"…"; got != want {
		t.Errorf("logged %s", got)
	}
}
