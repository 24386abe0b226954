package rpc_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/trunkline-rpc/trunkline/rpc"
)

// logBuffer keeps log lines as JSON.
type logBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func (l *logBuffer) logger() *slog.Logger {
	return slog.New(slog.NewJSONHandler(l, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// lines returns the log lines, parsed.
func (l *logBuffer) lines(t *testing.T) []map[string]any {
	t.Helper()
	var lines []map[string]any
	for line := range strings.Lines(l.String()) {
		var fields map[string]any
		if err := json.Unmarshal([]byte(line), &fields); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fields)
	}
	return lines
}

func failCall(how string) string {
	return `{"jsonrpc":"2.0","id":1,"method":"fail","params":{"name":"` + how + `"}}`
}

// What is down is said to callers, and why to the log alone.
func TestUnavailable(t *testing.T) {
	var log logBuffer
	server := serve(t, rpc.Options{Logger: log.logger(), Interceptors: []rpc.Interceptor{rpc.LogCalls(log.logger())}})
	runExchanges(t, server, []exchange{{"down", failCall("down"),
		`{"jsonrpc":"2.0","id":1,"error":{"code":-32004,"message":"Unavailable","data":{"retryAfter":2}}}`}})
	told := 0
	for _, line := range log.lines(t) {
		if strings.Contains(fmt.Sprint(line["error"]), canary) {
			told++
			if line["level"] != "ERROR" || line["msg"] != "rpc unavailable" {
				t.Errorf("got %v", line)
			}
		}
	}
	if told != 1 {
		t.Errorf("the cause stands in %d lines:\n%s", told, log.String())
	}
}

func TestErrorsThatPass(t *testing.T) {
	var log logBuffer
	runExchanges(t, serve(t, rpc.Options{Logger: log.logger()}), []exchange{
		{"declared", failCall("declared"),
			`{"jsonrpc":"2.0","id":1,"error":{"code":1001,"message":"account is locked","data":{"retryAfter":30}}}`},
		{"declared, wrapped", `{"jsonrpc":"2.0","id":1,"method":"user.register","params":["locked","123456"]}`,
			`{"jsonrpc":"2.0","id":1,"error":{"code":1001,"message":"account is locked","data":{"retryAfter":30}}}`},
		{"declared, without data", failCall("no data"),
			`{"jsonrpc":"2.0","id":1,"error":{"code":1002,"message":"gone"}}`},
		{"limit exceeded, wrapped", failCall("limit"),
			`{"jsonrpc":"2.0","id":1,"error":{"code":-32005,"message":"Limit exceeded","data":{"retryAfter":2}}}`},
		{"invalid params of a handler", failCall("params"),
			`{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"Invalid params","data":{"errors":[{"path":"/name","rule":"minimum","message":"must be at least 3","limit":3}]}}}`},
		{"all violations", `{"jsonrpc":"2.0","id":1,"method":"user.register","params":{"password":"12345","usrname":"x"}}`,
			`{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"Invalid params","data":{"errors":[` +
				`{"path":"/password","rule":"minLength","message":"must have at least 6 characters","limit":6},` +
				`{"path":"/usrname","rule":"unknown","message":"is not known (did you mean \"username\"?)"},` +
				`{"path":"/username","rule":"required","message":"is required"}]}}}`},
	})
	if log.String() != "" {
		t.Errorf("logged %s", log.String())
	}
}

// TestMaskedErrors: callers see a request id and nothing else, the log says what happened.
func TestMaskedErrors(t *testing.T) {
	for _, x := range []struct{ name, logged string }{
		{"plain", "Internal error: " + canary},
		{"panic", "Internal error: panic: " + canary},
		{"abort", "Internal error: panic: net/http: abort Handler"},
		{"panic declared", "Internal error: panic: account is locked"},
		{"undeclared", "Internal error: account is locked"},
		{"own code", "Internal error: " + canary},
		{"remote", "Internal error: " + canary + " (code 1001)"},
		{"float", "Internal error: encode JSON: float NaN is not finite"},
		{"bad data", "Internal error: encode JSON: integer 9223372036854775807 is beyond 2^53-1"},
		{"panic in data", "Internal error: panic: negative"},
		{"unimplemented", "Internal error: method fail is not implemented"},
	} {
		t.Run(x.name, func(t *testing.T) {
			var log logBuffer
			status, _, got := send(t, serve(t, rpc.Options{Logger: log.logger()}), failCall(x.name), "X-Request-Id", "req-1")
			want := `{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"Internal error","data":{"requestId":"req-1"}}}`
			if status != 200 || got != want {
				t.Errorf("got %d %s", status, got)
			}
			lines := log.lines(t)
			if len(lines) != 1 {
				t.Fatalf("logged %s", log.String())
			}
			line := lines[0]
			if line["error"] != x.logged || line["requestId"] != "req-1" || line["level"] != "ERROR" ||
				line["method"] != "fail" || line["id"] != "1" || line["code"] != -32603.0 {
				t.Errorf("logged %s", log.String())
			}
			stack, _ := line["stack"].(string)
			if strings.Contains(x.logged, "panic") != strings.Contains(stack, "api_test.go") {
				t.Errorf("logged the stack %q", stack)
			}
		})
	}
}

func TestNoResult(t *testing.T) {
	var log logBuffer
	_, _, got := send(t, serve(t, rpc.Options{Logger: log.logger()}), `{"jsonrpc":"2.0","id":1,"method":"user.register","params":["nil","123456"]}`)
	if !strings.Contains(got, "-32603") || !strings.Contains(log.String(), "handler of user.register returned no result") {
		t.Errorf("got %s, logged %s", got, log.String())
	}
}

func TestRequestID(t *testing.T) {
	server := serve(t, rpc.Options{Logger: new(logBuffer).logger()})
	made := regexp.MustCompile(`"requestId":"[0-9a-f]{32}"`)
	for _, x := range []struct {
		given string
		taken bool
	}{
		{"a", true}, {"A-Z_0.9", true}, {strings.Repeat("x", 64), true},
		{"", false}, {strings.Repeat("x", 65), false}, {"a b", false}, {`a"b`, false}, {"é", false},
	} {
		_, _, got := send(t, server, failCall("plain"), "X-Request-Id", x.given)
		if taken := strings.Contains(got, `"requestId":"`+x.given+`"`); taken != x.taken || !taken && !made.MatchString(got) {
			t.Errorf("%q: got %s", x.given, got)
		}
	}
	if id := rpc.RequestID(context.Background()); id != "" {
		t.Errorf("outside of a request: got %q", id)
	}
}

// TestMadeRequestIDs: one that was made stays the same for all calls of a request, in answers and in
// the log, and no other request has it.
func TestMadeRequestIDs(t *testing.T) {
	var log logBuffer
	server := intercepted(t, &log, rpc.LogCalls(log.logger()))
	ids := map[string]bool{}
	for range 2 {
		log.b.Reset()
		_, _, got := send(t, server, batchOf(failCall("plain"), failCall("plain")))
		found := regexp.MustCompile(`"requestId":"([0-9a-f]{32})"`).FindAllStringSubmatch(got, -1)
		if len(found) != 2 || found[0][1] != found[1][1] || ids[found[0][1]] {
			t.Fatalf("got %s after %v", got, ids)
		}
		ids[found[0][1]] = true
		lines := log.lines(t)
		for _, line := range lines {
			if line["requestId"] != found[0][1] {
				t.Errorf("logged %v, want the id %s", line, found[0][1])
			}
		}
		if len(lines) != 4 {
			t.Errorf("logged %d lines, want 4", len(lines))
		}
	}
}

func TestTimeout(t *testing.T) {
	slow := func(how string) string {
		return `{"jsonrpc":"2.0","id":1,"method":"slow","params":["` + how + `"]}`
	}
	runExchanges(t, serve(t, rpc.Options{}), []exchange{
		{"error after the deadline", slow("error"), `{"jsonrpc":"2.0","id":1,"error":{"code":-32002,"message":"Timeout"}}`},
		{"result after the deadline", slow("result"), `{"jsonrpc":"2.0","id":1,"result":"done"}`},
		{"declared error after the deadline", slow("declared"), `{"jsonrpc":"2.0","id":1,"error":{"code":1001,"message":"account is locked","data":{"retryAfter":0}}}`},
		{"each call of a batch has its own", "[" + slow("error") + "," + slow("result") + "]",
			`[{"jsonrpc":"2.0","id":1,"error":{"code":-32002,"message":"Timeout"}},{"jsonrpc":"2.0","id":1,"result":"done"}]`},
	})
}

// TestTimeoutIsTheMethods: what counts is whether the deadline of the method passed, and not what the
// handler says.
func TestTimeoutIsTheMethods(t *testing.T) {
	method := func(name string, timeout time.Duration, err error) rpc.Method {
		return rpc.Method{Name: name, Timeout: timeout, Serve: func(ctx context.Context, _ *rpc.Call) error {
			if timeout < time.Hour {
				<-ctx.Done()
			}
			return err
		}}
	}
	d := rpc.NewDispatcher(method("passed", time.Millisecond, errors.New("lost")), method("early", time.Hour, context.DeadlineExceeded))
	server := httptest.NewServer(rpc.NewHandler(d, rpc.Options{Logger: new(logBuffer).logger()}))
	defer server.Close()
	for name, code := range map[string]string{"passed": "-32002", "early": "-32603"} {
		if _, _, got := send(t, server, callOf(name, "[]")); !strings.Contains(got, `"code":`+code) {
			t.Errorf("%s: got %s", name, got)
		}
	}
}

func TestCodeOf(t *testing.T) {
	for _, x := range []struct {
		err  error
		code int
	}{
		{nil, 0},
		{errors.New("x"), rpc.CodeInternalError},
		{rpc.InvalidParams(), rpc.CodeInvalidParams},
		{fmt.Errorf("x: %w", rpc.PermissionDenied("s")), rpc.CodePermissionDenied},
		{fmt.Errorf("x: %w", &AccountLockedError{}), 1001},
		{&rpc.ResponseError{Code: 7}, 7},
	} {
		if code := rpc.CodeOf(x.err); code != x.code {
			t.Errorf("%v: got %d, want %d", x.err, code, x.code)
		}
	}
}

func TestErrorText(t *testing.T) {
	for _, x := range []struct {
		err  error
		want string
	}{
		{rpc.InvalidParams(rpc.Violation{Message: "must be an object"}, rpc.Violation{Path: "/a", Message: "is required"}),
			"Invalid params: must be an object; /a is required"},
		{rpc.Unauthenticated(rpc.ReasonExpired), "Unauthenticated: expired"},
		{rpc.PermissionDenied("admin"), "Permission denied: admin"},
		{rpc.LimitExceeded(time.Second), "Limit exceeded"},
		{rpc.LimitExceeded(0), "Limit exceeded"},
		{rpc.Unavailable(time.Second, errors.New("refused")), "Unavailable: refused"},
		{&rpc.ResponseError{Code: 5, Message: "no"}, "no (code 5)"},
	} {
		if got := x.err.Error(); got != x.want {
			t.Errorf("got %q, want %q", got, x.want)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	for wait, want := range map[time.Duration]string{
		0: "", -time.Second: "", 1: `{"retryAfter":1}`, time.Second: `{"retryAfter":1}`, time.Second + 1: `{"retryAfter":2}`,
	} {
		got, err := rpc.Marshal(dataOf{rpc.LimitExceeded(wait)})
		if err != nil || string(got) != want {
			t.Errorf("%s: got %s, %v", wait, got, err)
		}
	}
}

type dataOf struct{ err rpc.CodedError }

func (d dataOf) EncodeRPC(e *rpc.Encoder) { d.err.EncodeErrorData(e) }
