package rpc_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trunkline-rpc/trunkline/rpc"
)

// intercepted starts a server whose calls pass through the interceptors.
func intercepted(t *testing.T, log *logBuffer, interceptors ...rpc.Interceptor) *httptest.Server {
	return serve(t, rpc.Options{Interceptors: interceptors, Logger: log.logger()})
}

func TestInterceptorsSeeTheCall(t *testing.T) {
	var seen []string
	server := intercepted(t, new(logBuffer), func(next rpc.CallFunc) rpc.CallFunc {
		return func(ctx context.Context, call *rpc.Call) error {
			err := next(ctx, call)
			index, size := call.Batch()
			host, _, _ := strings.Cut(call.RemoteAddr(), ":")
			seen = append(seen, fmt.Sprintf("%s id=%s notification=%t %d/%d %s %s code=%d cause=%v", call.Method(), call.ID(),
				call.Notification(), index, size, host, call.Header().Get("X-Test"), rpc.CodeOf(err), errors.Unwrap(err)))
			return err
		}
	})
	body := batchOf(helloCallOf(`"a"`, "x"), helloCallOf("", "x"), failCall("plain"), `7`, `{"jsonrpc":"2.0","method":"no.such"}`)
	send(t, server, body, "X-Test", "yes")
	send(t, server, helloCallOf("1.0", "x"))
	want := []string{
		`hello id="a" notification=false 0/5 127.0.0.1 yes code=0 cause=<nil>`,
		`hello id= notification=true 1/5 127.0.0.1 yes code=0 cause=<nil>`,
		`fail id=1 notification=false 2/5 127.0.0.1 yes code=-32603 cause=` + canary,
		`no.such id= notification=true 4/5 127.0.0.1 yes code=-32601 cause=<nil>`,
		`hello id=1.0 notification=false 0/0 127.0.0.1  code=0 cause=<nil>`,
	}
	if diff := cmp.Diff(want, seen); diff != "" {
		t.Error(diff)
	}
}

func TestInterceptorsInOrder(t *testing.T) {
	var order []string
	note := func(name string) rpc.Interceptor {
		return func(next rpc.CallFunc) rpc.CallFunc {
			return func(ctx context.Context, call *rpc.Call) error {
				order = append(order, name+" in")
				defer func() { order = append(order, name+" out") }()
				return next(ctx, call)
			}
		}
	}
	send(t, intercepted(t, new(logBuffer), note("a"), note("b")), dataCall)
	if diff := cmp.Diff([]string{"a in", "b in", "b out", "a out"}, order); diff != "" {
		t.Error(diff)
	}
}

// TestInterceptorsDecide what is answered, whatever the handler did.
func TestInterceptorsDecide(t *testing.T) {
	twice := func(ctx context.Context, call *rpc.Call, next rpc.CallFunc) error {
		_ = next(ctx, call)
		return next(ctx, call)
	}
	for _, x := range []struct {
		name      string
		intercept func(ctx context.Context, call *rpc.Call, next rpc.CallFunc) error
		want      string
	}{
		{"refuse before", func(context.Context, *rpc.Call, rpc.CallFunc) error { return rpc.PermissionDenied("x") },
			`"error":{"code":-32003,"message":"Permission denied","data":{"scope":"x"}}`},
		{"refuse after", func(ctx context.Context, call *rpc.Call, next rpc.CallFunc) error {
			_ = next(ctx, call)
			return rpc.LimitExceeded(0)
		}, `"error":{"code":-32005,"message":"Limit exceeded"}`},
		{"fail", func(context.Context, *rpc.Call, rpc.CallFunc) error { return errors.New(canary) },
			`"error":{"code":-32603,"message":"Internal error","data":{"requestId":"r"}}`},
		{"panic", func(context.Context, *rpc.Call, rpc.CallFunc) error { panic(http.ErrAbortHandler) },
			`"error":{"code":-32603,"message":"Internal error","data":{"requestId":"r"}}`},
		{"answer", func(_ context.Context, call *rpc.Call, _ rpc.CallFunc) error {
			call.Result().String("cached")
			return nil
		}, `"result":"cached"`},
		{"answer badly", func(_ context.Context, call *rpc.Call, _ rpc.CallFunc) error {
			call.Result().Fail("no")
			return nil
		}, `"error":{"code":-32603,"message":"Internal error","data":{"requestId":"r"}}`},
		{"nothing", func(context.Context, *rpc.Call, rpc.CallFunc) error { return nil }, `"result":null`},
		{"twice", twice, `"result":"Hello jack!"`},
	} {
		t.Run(x.name, func(t *testing.T) {
			server := intercepted(t, new(logBuffer), func(next rpc.CallFunc) rpc.CallFunc {
				return func(ctx context.Context, call *rpc.Call) error { return x.intercept(ctx, call, next) }
			})
			_, _, got := send(t, server, helloCallOf("1", "jack"), "X-Request-Id", "r")
			if want := `{"jsonrpc":"2.0","id":1,` + x.want + `}`; got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

// TestInterceptorRefusesAStranger without a scheme: the status is 401 all the same.
func TestInterceptorRefusesAStranger(t *testing.T) {
	server := intercepted(t, new(logBuffer), func(rpc.CallFunc) rpc.CallFunc {
		return func(context.Context, *rpc.Call) error { return rpc.Unauthenticated(rpc.ReasonMissing) }
	})
	checkCall(t, server.URL, "hello", "", missing, "Bearer")
}

func TestLogCalls(t *testing.T) {
	var log logBuffer
	server := serve(t, rpc.Options{Interceptors: []rpc.Interceptor{rpc.LogCalls(log.logger())}, Logger: new(logBuffer).logger()})
	send(t, server, `{"jsonrpc":"2.0","id":"x","method":"App.hello","params":{"token":"good","name":"jack"}}`, "X-Request-Id", "r1")
	send(t, server, batchOf(failCall("plain"), `{"jsonrpc":"2.0","method":"no.such"}`), "X-Request-Id", "r2")
	var got []string
	for _, line := range log.lines(t) {
		if _, ok := line["durationMs"].(float64); !ok {
			t.Errorf("no duration in %v", line)
		}
		got = append(got, fmt.Sprint(line["level"], " ", line["msg"], " ", line["method"], " id=", line["id"], " ", line["requestId"],
			" code=", line["code"], " error=", line["error"], " ", line["batchIndex"], "/", line["batchSize"]))
	}
	want := []string{
		`INFO rpc call App.hello id="x" r1 code=0 error=<nil> <nil>/<nil>`,
		`WARN rpc call fail id=1 r2 code=-32603 error=<nil> 0/2`,
		`WARN rpc call no.such id=<nil> r2 code=-32601 error=Method not found: no.such 1/2`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestLogsHoldNoParams sends a canary wherever a caller may put a secret, and looks for it in all
// that was logged and, for other callers' sake, answered.
func TestLogsHoldNoParams(t *testing.T) {
	var log logBuffer
	server := serve(t, rpc.Options{Interceptors: []rpc.Interceptor{rpc.LogCalls(log.logger())}, Logger: log.logger()})
	quoted := `"` + canary + `"`
	for _, call := range []string{
		`"method":"user.register","params":["jack",` + quoted + `]`,
		`"method":"user.register","params":{"username":` + quoted + `,"password":5}`,
		`"method":"user.register","params":{"username":"nil","password":` + quoted + `}`,
		`"method":"App.hello","params":{"token":` + quoted + `,"name":"jack"}`,
		`"method":"App.hello","params":[` + quoted + `,"jack"]`,
		`"method":"App.hello","params":["good",[` + quoted + `]]`,
		`"method":"key.get","params":{"key":` + quoted + `,"x":1}`,
		`"method":"no.such","params":[` + quoted + `]`,
		`"method":"get_data","params":` + quoted,
		`"method":"slow","params":[` + quoted + `]`,
	} {
		for _, id := range []string{`"id":1,`, ``} {
			_, _, got := send(t, server, `{"jsonrpc":"2.0",`+id+call+`}`, "Authorization", "Bearer "+canary)
			if strings.Contains(got, canary) {
				t.Errorf("%s: got %s", call, got)
			}
			_, _, got = send(t, server, `{"jsonrpc":"2.0",`+id+call+`}`)
			if strings.Contains(got, canary) {
				t.Errorf("%s: got %s", call, got)
			}
		}
	}
	if strings.Contains(log.String(), canary) {
		t.Errorf("logged %s", log.String())
	}
}

// TestFailedNotificationsAreLogged, as nobody is told of them.
func TestFailedNotificationsAreLogged(t *testing.T) {
	var log logBuffer
	server := intercepted(t, &log)
	for _, call := range []string{`"method":"no.such"`, `"method":"hello","params":[5]`, `"method":"App.hello"`, `"method":"fail","params":["plain"]`} {
		if status, _, got := send(t, server, `{"jsonrpc":"2.0",`+call+`}`); status != 204 || got != "" {
			t.Errorf("%s: got %d %s", call, status, got)
		}
	}
	var got []string
	for _, line := range log.lines(t) {
		got = append(got, fmt.Sprint(line["level"], " ", line["msg"], " ", line["method"], " ", line["code"], " ", line["error"]))
	}
	want := []string{
		"WARN rpc notification failed no.such -32601 Method not found: no.such",
		"WARN rpc notification failed hello -32602 Invalid params: /name must be a string",
		"WARN rpc notification failed App.hello -32001 Unauthenticated: missing",
		"ERROR rpc internal error fail -32603 Internal error: " + canary,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestCallerGone: a handler that ends because its caller went away made no error.
func TestCallerGone(t *testing.T) {
	var log logBuffer
	started, done := make(chan bool), make(chan bool)
	wait := func(ctx context.Context, _ *rpc.Call) error {
		close(started)
		<-ctx.Done()
		return fmt.Errorf("query: %w", ctx.Err())
	}
	d := rpc.NewDispatcher(rpc.Method{Name: "wait", Serve: wait})
	handler := rpc.NewHandler(d, rpc.Options{Logger: log.logger(), Interceptors: []rpc.Interceptor{rpc.LogCalls(log.logger())}})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer close(done)
		handler.ServeHTTP(w, r)
	}))
	defer server.Close()
	ctx, cancel := context.WithCancel(context.Background())
	r, _ := http.NewRequestWithContext(ctx, "POST", server.URL, strings.NewReader(`{"jsonrpc":"2.0","id":1,"method":"wait"}`))
	r.Header.Set("Content-Type", "application/json")
	go func() {
		<-started
		cancel()
	}()
	if _, err := server.Client().Do(r); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	<-done
	for _, line := range log.lines(t) {
		if line["level"] == "ERROR" || line["level"] == "WARN" || line["code"] != float64(rpc.CodeInternalError) {
			t.Errorf("logged %v", line)
		}
	}
}
