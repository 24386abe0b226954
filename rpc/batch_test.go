package rpc_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trunkline-rpc/trunkline/rpc"
)

func helloCallOf(id, name string) string {
	if id != "" {
		id = `"id":` + id + `,`
	}
	return `{"jsonrpc":"2.0",` + id + `"method":"hello","params":["` + name + `"]}`
}

func bigCall(id string, n int) string {
	if id != "" {
		id = `"id":` + id + `,`
	}
	return fmt.Sprintf(`{"jsonrpc":"2.0",%s"method":"big","params":[%d]}`, id, n)
}

func batchOf(calls ...string) string { return "[" + strings.Join(calls, ",") + "]" }

// TestBatch holds for calls one after the other and for several at once.
func TestBatch(t *testing.T) {
	for _, workers := range []int{1, 8} {
		server := serve(t, rpc.Options{BatchParallel: workers, Logger: new(logBuffer).logger(), MaxBatch: 5})
		const internal = `"error":{"code":-32603,"message":"Internal error","data":{"requestId":"r"}}}`
		for _, x := range []exchange{
			{"of one", batchOf(helloCallOf("1", "a")), `[{"jsonrpc":"2.0","id":1,"result":"Hello a!"}]`},
			{"in order", batchOf(helloCallOf("1", "a"), helloCallOf("2", "b"), helloCallOf("3", "c")),
				`[{"jsonrpc":"2.0","id":1,"result":"Hello a!"},{"jsonrpc":"2.0","id":2,"result":"Hello b!"},{"jsonrpc":"2.0","id":3,"result":"Hello c!"}]`},
			{"notifications first and last", batchOf(helloCallOf("", "a"), helloCallOf("2", "b"), helloCallOf("", "c")),
				`[{"jsonrpc":"2.0","id":2,"result":"Hello b!"}]`},
			{"notifications alone", batchOf(helloCallOf("", "a"), helloCallOf("", "b")), ``},
			{"a bad member costs its own answer", batchOf(helloCallOf("1", "a"), `7`, helloCallOf("3", "c")),
				`[{"jsonrpc":"2.0","id":1,"result":"Hello a!"},{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Invalid Request","data":{"detail":"a request is an object"}}},{"jsonrpc":"2.0","id":3,"result":"Hello c!"}]`},
			{"a batch in a batch", batchOf(batchOf(helloCallOf("1", "a"))),
				`[{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Invalid Request","data":{"detail":"a request is an object"}}}]`},
			{"panics", batchOf(failCall("panic"), failCall("abort"), helloCallOf("3", "c")),
				`[{"jsonrpc":"2.0","id":1,` + internal + `,{"jsonrpc":"2.0","id":1,` + internal + `,{"jsonrpc":"2.0","id":3,"result":"Hello c!"}]`},
			{"the same id twice", batchOf(helloCallOf("1", "a"), helloCallOf("1", "b")),
				`[{"jsonrpc":"2.0","id":1,"result":"Hello a!"},{"jsonrpc":"2.0","id":1,"result":"Hello b!"}]`},
			{"too many", batchOf("1", "2", "3", "4", "5", "6"),
				`{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Invalid Request","data":{"detail":"too many calls in the batch: at most 5"}}}`},
			{"white space", " [ " + helloCallOf("1", "a") + " , 7 ] ",
				`[{"jsonrpc":"2.0","id":1,"result":"Hello a!"},{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Invalid Request","data":{"detail":"a request is an object"}}}]`},
		} {
			t.Run(fmt.Sprintf("%d/%s", workers, x.name), func(t *testing.T) {
				status, _, got := send(t, server, x.body, "X-Request-Id", "r")
				if wantStatus := map[bool]int{true: 204, false: 200}[x.want == ""]; got != x.want || status != wantStatus {
					t.Errorf("got %d %s\nwant  %s", status, got, x.want)
				}
			})
		}
	}
}

func TestMalformedBatches(t *testing.T) {
	var ran ranList
	server := httptest.NewServer(rpc.NewHandler(newDispatcher(ran.add), rpc.Options{MaxBatch: 2}))
	defer server.Close()
	call := helloCallOf("1", "a")
	for _, body := range []string{
		"[" + call, "[" + call + ",]", "[" + call + "}", "[" + call + "]]", "[,]", "[" + call + " " + call + "]",
		batchOf(call, call, call, "nul"), batchOf(call, call, call)[1:], batchOf(call, "\xff"),
		"[" + call + "," + strings.Repeat("[", 64) + strings.Repeat("]", 64) + "]",
	} {
		if status, _, got := send(t, server, body); status != 200 || !strings.Contains(got, `"id":null,"error":{"code":-32700,`) {
			t.Errorf("%q: got %d %s", body, status, got)
		}
	}
	if len(ran.names) > 0 {
		t.Errorf("ran %v", ran.names)
	}
}

type ranList struct {
	mu    sync.Mutex
	names []string
}

func (r *ranList) add(name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.names = append(r.names, name)
}

// TestBatchOverTheLimitRunsNothing, notifications included.
func TestBatchOverTheLimitRunsNothing(t *testing.T) {
	var ran ranList
	server := httptest.NewServer(rpc.NewHandler(newDispatcher(ran.add), rpc.Options{}))
	defer server.Close()
	fits := strings.Repeat(helloCallOf("", "a")+",", 99) + helloCallOf("", "a")
	if status, _, got := send(t, server, "["+fits+","+helloCallOf("1", "a")+"]"); status != 200 || !strings.Contains(got, "too many calls") {
		t.Errorf("101 calls: got %d %s", status, got)
	}
	if len(ran.names) != 0 {
		t.Errorf("ran %d of 101 calls", len(ran.names))
	}
	if status, _, _ := send(t, server, "["+fits+"]"); status != 204 || len(ran.names) != 100 {
		t.Errorf("100 calls: status %d, ran %d", status, len(ran.names))
	}
}

// TestMaxBatchResponse: the call that crosses the limit is answered with an error, those after it
// do not run.
func TestMaxBatchResponse(t *testing.T) {
	full := func(id string) string {
		return `{"jsonrpc":"2.0","id":` + id + `,"error":{"code":-32005,"message":"Response of the batch is too large"}}`
	}
	head := `{"jsonrpc":"2.0","id":1,"result":"`
	for _, workers := range []int{1, 2} {
		var ran ranList
		limit := 200
		server := httptest.NewServer(rpc.NewHandler(newDispatcher(ran.add), rpc.Options{MaxBatchResponse: limit, BatchParallel: workers}))
		defer server.Close()

		fits := limit - len(`[`+head+`"}]`)
		_, _, got := send(t, server, batchOf(bigCall("1", fits)))
		if want := `[` + head + strings.Repeat("x", fits) + `"}]`; got != want {
			t.Errorf("%d workers, 200 bytes: got %s", workers, got)
		}
		_, _, got = send(t, server, batchOf(bigCall("1", fits+1)))
		if want := batchOf(full("1")); got != want {
			t.Errorf("%d workers, 201 bytes: got %s", workers, got)
		}
		ran.names = nil
		_, _, got = send(t, server, batchOf(bigCall("1", 5), bigCall("2", 300), bigCall("", 5), "7", bigCall("3", 5), bigCall("", 5)))
		want := batchOf(head+`xxxxx"}`, full("2"),
			`{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Invalid Request","data":{"detail":"a request is an object"}}}`, full("3"))
		if got != want {
			t.Errorf("%d workers: got %s\nwant %s", workers, got, want)
		}
		if workers == 1 && cmp.Diff([]string{"big", "big"}, ran.names) != "" {
			t.Errorf("ran %v", ran.names)
		}
	}
}

// TestBatchOrder: without BatchParallel calls run one after the other, in their order.
func TestBatchOrder(t *testing.T) {
	var ran ranList
	server := httptest.NewServer(rpc.NewHandler(newDispatcher(ran.add), rpc.Options{}))
	defer server.Close()
	send(t, server, batchOf(helloCallOf("1", "a"), helloCallOf("", "b"), helloCallOf("3", "c")))
	if diff := cmp.Diff([]string{"hello a", "hello b", "hello c"}, ran.names); diff != "" {
		t.Error(diff)
	}
}

// TestBatchParallel: as many calls run at once as was asked for, and no more.
func TestBatchParallel(t *testing.T) {
	var running, most atomic.Int32
	meet := make(chan struct{})
	serve := func(_ context.Context, call *rpc.Call) error {
		n := running.Add(1)
		defer running.Add(-1)
		for old := most.Load(); n > old && !most.CompareAndSwap(old, n); old = most.Load() {
		}
		select { // two calls wait for each other: one by one they never would
		case meet <- struct{}{}:
		case <-meet:
		case <-time.After(10 * time.Second):
			t.Error("calls do not run at once")
		}
		time.Sleep(20 * time.Millisecond) // for others, if there are any, to begin
		return nil
	}
	d := rpc.NewDispatcher(rpc.Method{Name: "meet", Serve: serve})
	server := httptest.NewServer(rpc.NewHandler(d, rpc.Options{BatchParallel: 2}))
	defer server.Close()
	call := `{"jsonrpc":"2.0","id":1,"method":"meet"}`
	send(t, server, batchOf(call, call, call, call))
	if most.Load() != 2 {
		t.Errorf("%d calls ran at once, want 2", most.Load())
	}
}

// TestBatchKeepsCredentialsApart: what one call took out of its params is taken out of no other's.
func TestBatchKeepsCredentialsApart(t *testing.T) {
	server := serve(t, rpc.Options{})
	greeted := `{"jsonrpc":"2.0","id":1,"result":"Hello jack!"}`
	unknown := `{"jsonrpc":"2.0","id":1,` + paramError("/token", "unknown", "is not known") + `}`
	for _, x := range []struct{ first, second, want string }{
		{`["good","jack"]`, `["jack"]`, greeted},
		{`{"token":"good","name":"jack"}`, `{"token":"good","name":"jack"}`, unknown},
	} {
		_, _, got := send(t, server, batchOf(callOf("App.hello", x.first), callOf("hello", x.second)))
		if want := batchOf(greeted, x.want); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}
