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
	"strings"
	"testing"
	"time"

	"github.com/trunkline-rpc/trunkline/rpc"
)

// slowest is how long the answer to a hostile body may take. One of 1 MiB takes some milliseconds;
// what is quadratic takes minutes.
const slowest = 10 * time.Second

func callOf(method, params string) string {
	return `{"jsonrpc":"2.0","id":1,"method":"` + method + `","params":` + params + `}`
}

// manyNames is n members with names of their own, each after a comma.
func manyNames(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `,"k%d":0`, i)
	}
	return b.String()
}

// TestHostileBodies are as large as a body may be, or odd in another way.
func TestHostileBodies(t *testing.T) {
	rep := strings.Repeat
	parse := func(detail string) string {
		return `{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error","data":{"detail":"` + detail + `"}}}`
	}
	request := func(id, detail string) string {
		return `{"jsonrpc":"2.0","id":` + id + `,"error":{"code":-32600,"message":"Invalid Request","data":{"detail":"` + detail + `"}}}`
	}
	notFound := func(name string) string {
		return `{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Method not found","data":{"method":"` + name + `"}}}`
	}
	params := func(violations ...string) string {
		return `{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"Invalid params","data":{"errors":[` + strings.Join(violations, ",") + `]}}}`
	}
	one := func(path, rule, message string) string {
		return `{"path":"` + path + `","rule":"` + rule + `","message":"` + message + `"}`
	}
	positions := func(path string, n int) string {
		are := fmt.Sprintf("are %d params", n)
		if n == 1 {
			are = "is 1 param"
		}
		return fmt.Sprintf(`{"path":"%s","rule":"positions","message":"must be left out: there %s","limit":%d}`, path, are, n)
	}
	const unicode = "must not have U+0000 or half of a surrogate pair"
	const range53 = "must be an integer from -9007199254740991 to 9007199254740991"
	start := dataCall[:len(dataCall)-1] // without its closing brace
	unknown := []string{one("/a", "unknown", "is not known")}
	for i := range 19 {
		unknown = append(unknown, one(fmt.Sprintf("/k%d", i), "unknown", "is not known"))
	}
	garbage := rep(request("null", `the member \"id\" must be a string, a number or null`)+",", 99) + request("null", "a request is an object")
	server := serve(t, rpc.Options{})
	for _, x := range []exchange{
		{"a million brackets", rep("[", 1<<20), parse("nested too deeply at byte 64")},
		{"braces", rep(`{"a":`, 200_000), parse("nested too deeply at byte 320")},
		{"brackets in params", callOf("hello", rep("[", 1<<19)), parse("nested too deeply at byte 113")},
		{"spaces", rep(" ", 1<<20-len(dataCall)) + dataCall, dataAnswer},
		{"ignored members", start + manyNames(90_000) + "}", dataAnswer},
		{"ignored members, all the same", start + rep(`,"k":0`, 150_000) + "}", request("1", "a member is given twice")},
		{"ignored members, deep down", start + `,"x":[{"a":0` + manyNames(90_000) + "}]}", dataAnswer},
		{"positions", callOf("sum", "[null"+rep(",null", 200_000)+"]"), params(positions("/5", 5))},
		{"positions of a required param", callOf("hello", "[null"+rep(",null", 200_000)+"]"),
			params(one("/name", "type", "must be a string"), positions("/1", 1))},
		{"unknown params", callOf("hello", `{"a":0`+manyNames(90_000)+"}"), params(unknown...)},
		{"many names in a skipped value", callOf("hello", `{"name":{"a":0`+manyNames(90_000)+"}}"), params(one("/name", "type", "must be a string"))},
		{"many objects in a skipped value", callOf("hello", `{"name":[`+rep("{},", 300_000)+"0]}"), params(one("/name", "type", "must be a string"))},
		{"a name of 1 MiB", callOf("hello", `{"`+rep("x", 1<<20-100)+`":1}`),
			params(one("/"+rep("x", 200)+"…", "unknown", "is not known"), one("/name", "required", "is required"))},
		{"a name of 1 MiB, escaped", callOf("hello", `{"`+rep(`\u0041`, 170_000)+`":1}`),
			params(one("/"+rep("A", 200)+"…", "unknown", "is not known"), one("/name", "required", "is required"))},
		{"an integer of 1 MiB", callOf("sum", "["+rep("9", 1<<20-100)+"]"), params(one("/a", "range", range53))},
		{"an exponent of 1 MiB", callOf("sum", "[1e"+rep("9", 1<<20-100)+"]"), params(one("/a", "type", "must be an integer"))},
		{"a string of nothing but U+0000", callOf("hello", `["`+rep(`\u0000`, 170_000)+`"]`), params(one("/name", "unicode", unicode))},
		{"U+0000 in a name", callOf("hello", `{"name":"x","\u0000":1}`), params(one(`/\u0000`, "unicode", unicode))},
		{"a method of 1 MiB", callOf(rep("x", 1<<20-100), "[]"), notFound(rep("x", 200) + "…")},
		{"a method of control characters", callOf(rep(`\u0001`, 170_000), "[]"), notFound(rep(`\u0001`, 200) + "…")},
		{"U+0000 behind the method", callOf(`get_data\u0000`, "[]"), notFound(`get_data\u0000`)},
		{"half a surrogate pair as method", callOf(`\ud800`, "[]"), notFound("\ufffd")},
		{"U+0000 and half a surrogate pair in the id", `{"jsonrpc":"2.0","id":"\u0000\ud800","method":"get_data"}`,
			`{"jsonrpc":"2.0","id":"\u0000\ud800","result":["hello",5]}`},
		{"a NUL byte in the id", "{\"jsonrpc\":\"2.0\",\"id\":\"\x00\",\"method\":\"get_data\"}", parse("not valid JSON at byte 23")},
		{"a batch of garbage", "[" + rep(`{"id":[],"method":{},"jsonrpc":3,"params":4},`, 99) + "0]", "[" + garbage + "]"},
		{"a batch of 500,000", "[" + rep("0,", 500_000) + "0]", request("null", "too many calls in the batch: at most 100")},
	} {
		t.Run(x.name, func(t *testing.T) {
			begin := time.Now()
			status, _, got := send(t, server, x.body)
			if took := time.Since(begin); took > slowest {
				t.Errorf("took %s", took)
			}
			if status != 200 || got != x.want {
				t.Errorf("got %d %.1000s\nwant %.1000s", status, got, x.want)
			}
		})
	}
}

// TestInvalidUTF8Everywhere: in every string of a message the answer is the same, and says where.
func TestInvalidUTF8Everywhere(t *testing.T) {
	server := serve(t, rpc.Options{})
	for _, body := range []string{
		`{"jsonrpc":"2.0","id":"%","method":"hello","params":["x"]}`, `{"jsonrpc":"2.0%","id":1,"method":"hello","params":["x"]}`,
		`{"jsonrpc":"2.0","id":1,"method":"hello%","params":["x"]}`, `{"jsonrpc":"2.0","id":1,"method":"hello","params":["%"]}`,
		`{"jsonrpc":"2.0","id":1,"method":"hello","params":{"%":"x"}}`, `{"jsonrpc":"2.0","id":1,"method":"hello","%":[]}`,
		`"%`, `{"jsonrpc":"2.0","id":1,"method":"hello","params":["\n%`, `[{"jsonrpc":"2.0","id":1,"method":"hello","params":["x%"]},1]`,
	} {
		for _, bytes := range []string{"\xff", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "é\x80"} {
			at := strings.IndexByte(body, '%') + strings.Count(bytes, "é")*len("é")
			want := fmt.Sprintf(`{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error","data":{"detail":"not valid UTF-8 at byte %d"}}}`, at)
			if _, _, got := send(t, server, strings.Replace(body, "%", bytes, 1)); got != want {
				t.Errorf("%q in %s: got %s, want %s", bytes, body, got, want)
			}
		}
	}
}

// TestOutsideOfStringsIsASCII, so that other bytes are no JSON there, whether they are UTF-8 or not.
func TestOutsideOfStringsIsASCII(t *testing.T) {
	server := serve(t, rpc.Options{})
	for body, want := range map[string]string{
		`%` + dataCall:  "not valid JSON at byte 0",
		dataCall + ` %`: "more follows after the value at byte 45",
		`{"jsonrpc":%"2.0","method":"get_data","id":1}`: "not valid JSON at byte 11",
		`{"jsonrpc":"2.0"%,"method":"get_data","id":1}`: "not valid JSON at byte 16",
		`{"jsonrpc":"2.0","method":"get_data","id":1%}`: "not valid JSON at byte 43",
	} {
		for _, bytes := range []string{"\xff", "\xe2\x82", "é", "\ufeff", "\u00a0"} {
			if _, _, got := send(t, server, strings.Replace(body, "%", bytes, 1)); !strings.Contains(got, want+`"`) {
				t.Errorf("%q in %s: got %s, want %s", bytes, body, got, want)
			}
		}
	}
}

// TestRawHTTP speaks HTTP as no client of Go does. What net/http refuses by itself is here to show
// that nothing runs.
func TestRawHTTP(t *testing.T) {
	var ran ranList
	server := httptest.NewServer(rpc.NewHandler(newDispatcher(ran.add), rpc.Options{}))
	defer server.Close()
	call := helloCallOf("1", "jack")
	const answer = `{"jsonrpc":"2.0","id":1,"result":"Hello jack!"}`
	head := func(version string, lines ...string) string {
		return "POST /api HTTP/" + version + "\r\nHost: localhost\r\nContent-Type: application/json\r\n" + strings.Join(append(lines, "", ""), "\r\n")
	}
	length := fmt.Sprintf("Content-Length: %d", len(call))
	notJSON := func(detail string) string {
		return `{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error","data":{"detail":"` + detail + `"}}}`
	}
	for _, x := range []struct {
		name, text string
		status     int
		want       string // "": whatever net/http says
	}{
		{"HTTP/1.0", head("1.0", length) + call, 200, answer},
		{"HTTP/1.0 without a length has no body", head("1.0") + call, 200, notJSON("the text is empty at byte 0")},
		{"no length, no body", head("1.1") + call, 200, notJSON("the text is empty at byte 0")},
		{"in chunks", head("1.1", "Transfer-Encoding: chunked") + fmt.Sprintf("5\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n", call[:5], len(call)-5, call[5:]), 200, answer},
		{"chunks of one byte", head("1.1", "Transfer-Encoding: chunked") + "1\r\n" + strings.Join(strings.Split(call, ""), "\r\n1\r\n") + "\r\n0\r\n\r\n", 200, answer},
		{"a chunk that is none", head("1.1", "Transfer-Encoding: chunked") + "zz\r\n" + call, 400, refused("the body ended too early")},
		{"fewer bytes than there are", head("1.1", "Content-Length: 10") + call, 200, notJSON("not valid JSON at byte 10")},
		{"a negative length", head("1.1", "Content-Length: -1") + call, 400, ""},
		{"two lengths", head("1.1", length, "Content-Length: 3") + call, 400, ""},
		{"a length and chunks", head("1.1", length, "Transfer-Encoding: chunked") + fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(call), call), 200, answer},
		{"a length beyond 64 bits", head("1.1", "Content-Length: 99999999999999999999") + call, 400, ""},
		{"a length of 63 bits", head("1.1", "Content-Length: 9223372036854775807") + call, 413, refused("the body has more than 1048576 bytes")},
		{"expects 100, too large", head("1.1", "Expect: 100-continue", "Content-Length: 1048577"), 413, refused("the body has more than 1048576 bytes")},
		{"expects something else", head("1.1", "Expect: 200-ok", length) + call, 417, ""},
		{"a request id with a line break", head("1.1", "X-Request-Id: a\r b", length) + call, 400, ""},
	} {
		t.Run(x.name, func(t *testing.T) {
			ran.names = nil
			status, got := raw(t, server.Listener.Addr().String(), x.text)
			if status != x.status || x.want != "" && got != x.want {
				t.Errorf("got %d %s\nwant %d %s", status, got, x.status, x.want)
			}
			if (len(ran.names) > 0) != (x.want == answer) {
				t.Errorf("ran %v", ran.names)
			}
		})
	}
}

// TestExpectContinue: the body is asked for, and read.
func TestExpectContinue(t *testing.T) {
	server := serve(t, rpc.Options{})
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n", len(dataCall))
	reader := bufio.NewReader(conn)
	if line, _ := reader.ReadString('\n'); line != "HTTP/1.1 100 Continue\r\n" {
		t.Fatalf("got %q", line)
	}
	_, _ = reader.ReadString('\n')
	_, _ = io.WriteString(conn, dataCall)
	response, err := http.ReadResponse(reader, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if text, _ := io.ReadAll(response.Body); string(text) != dataAnswer {
		t.Errorf("got %s", text)
	}
}

// TestAbortedBodies: nothing runs when the caller goes away amid its body, and the next one is
// served as if nothing had been.
func TestAbortedBodies(t *testing.T) {
	var ran ranList
	server := httptest.NewServer(rpc.NewHandler(newDispatcher(ran.add), rpc.Options{}))
	defer server.Close()
	for _, sent := range []string{"", "{", helloCallOf("1", "a")} {
		conn, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(conn, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n%s", sent)
		_ = conn.(*net.TCPConn).SetLinger(0) // a reset, no orderly end
		_ = conn.Close()
	}
	if _, _, got := send(t, server, dataCall); got != dataAnswer {
		t.Errorf("got %s", got)
	}
	if len(ran.names) > 0 {
		t.Errorf("ran %v", ran.names)
	}
}

// TestHeadersCannotBeInjected: what callers send never becomes a header of the answer.
func TestHeadersCannotBeInjected(t *testing.T) {
	server := serve(t, rpc.Options{Logger: new(logBuffer).logger()})
	for _, body := range []string{
		callOf("App.hello", `{"token":"x\r\nX-Injected: yes","name":"jack"}`), callOf("App.hello", `["x\r\nX-Injected: yes"]`),
		callOf(`a\r\nX-Injected: yes`, "[]"), strings.Replace(dataCall, `:1}`, `:"\r\nX-Injected: yes"}`, 1), failCall("plain"),
	} {
		_, header, got := send(t, server, body, "X-Request-Id", `"; X-Injected: yes`, "Authorization", `Bearer "x", X-Injected=yes`)
		if len(header["X-Injected"]) > 0 || strings.Contains(fmt.Sprint(header), "yes") {
			t.Errorf("%s: got %v %s", body, header, got)
		}
	}
}

// brokenWriter is a connection that is gone.
type brokenWriter struct{ http.ResponseWriter }

func (brokenWriter) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

func TestBrokenWriter(t *testing.T) {
	var ran ranList
	h := rpc.NewHandler(newDispatcher(ran.add), rpc.Options{})
	for _, body := range []string{helloCallOf("1", "a"), batchOf(helloCallOf("1", "b"), helloCallOf("2", "c")), "{", bigCall("1", 100_000)} {
		r := httptest.NewRequest("POST", "/api", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		h.ServeHTTP(brokenWriter{httptest.NewRecorder()}, r)
	}
	if len(ran.names) != 4 {
		t.Errorf("ran %v", ran.names)
	}
}

// hostileError panics wherever its text says so.
type hostileError struct{ where string }

func (e *hostileError) panics(where string) {
	if e.where == where {
		panic(canary)
	}
}

func (e *hostileError) Error() string                { e.panics("Error"); return "declared" }
func (e *hostileError) ErrorCode() int               { e.panics("ErrorCode"); return 1001 }
func (e *hostileError) EncodeErrorData(*rpc.Encoder) { e.panics("EncodeErrorData") }

// hostileCause is an error without a code that panics wherever its text says so.
type hostileCause struct{ hostileError }

func (e *hostileCause) ErrorCode(int) {} // not that of a CodedError
func (e *hostileCause) As(any) bool   { e.panics("As"); return false }
func (e *hostileCause) Is(error) bool { e.panics("Is"); return false }
func (e *hostileCause) Unwrap() error { e.panics("Unwrap"); return nil }

// TestErrorsThatPanic: an error of a handler is code of a handler. It is masked like any other,
// and the calls beside it are answered.
func TestErrorsThatPanic(t *testing.T) {
	method := func(name string, serve func() error) rpc.Method {
		return rpc.Method{Name: name, Errors: []int{1001}, Serve: func(context.Context, *rpc.Call) error { return serve() }}
	}
	var typedNil *hostileError
	methods := []rpc.Method{
		method("ok", func() error { return nil }),
		method("nil", func() error { return typedNil }),
		method("nil Error", func() error { return (*rpc.Error)(nil) }),
		method("no code", func() error { return &rpc.Error{} }),
		method("panic with what panics", func() error { panic(&hostileCause{hostileError{"Error"}}) }),
		method("panic with nil", func() error { panic(nil) }),
		method("panic with an error", func() error { panic(&hostileError{"Error"}) }),
	}
	for _, where := range []string{"Error", "ErrorCode", "EncodeErrorData"} {
		methods = append(methods, method(where, func() error { return &hostileError{where} }))
	}
	for _, where := range []string{"Error", "As", "Is", "Unwrap"} {
		methods = append(methods, method("cause "+where, func() error { return &hostileCause{hostileError{where}} }))
	}
	d := rpc.NewDispatcher(methods...)
	for _, o := range []rpc.Options{{}, {BatchParallel: 4}, {Interceptors: []rpc.Interceptor{rpc.LogCalls(new(logBuffer).logger())}}} {
		var log logBuffer
		o.Logger = log.logger()
		server := httptest.NewServer(rpc.NewHandler(d, o))
		defer server.Close()
		for _, m := range methods[1:] {
			call := callOf(m.Name, "[]")
			want := `{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"Internal error","data":{"requestId":"r"}}}`
			if _, _, got := send(t, server, call, "X-Request-Id", "r"); got != want {
				t.Errorf("%s: got %s", m.Name, got)
			}
			ok := callOf("ok", "[]")
			okAnswer := `{"jsonrpc":"2.0","id":1,"result":null}`
			if _, _, got := send(t, server, batchOf(ok, call, ok), "X-Request-Id", "r"); got != batchOf(okAnswer, want, okAnswer) {
				t.Errorf("%s in a batch: got %s", m.Name, got)
			}
			if status, _, got := send(t, server, strings.Replace(call, `"id":1,`, "", 1)); status != 204 {
				t.Errorf("%s as a notification: got %d %s", m.Name, status, got)
			}
		}
		for _, line := range log.lines(t) {
			if line["id"] != nil && (line["level"] != "ERROR" || line["code"] != -32603.0) {
				t.Errorf("logged %v", line)
			}
		}
		if n := len(log.lines(t)); n != 3*len(methods[1:]) {
			t.Errorf("%d log lines for %d failures", n, 3*len(methods[1:]))
		}
	}
}

// TestLongMethodNames: one that is cut where it is shown is not taken for the declared one that it
// then begins like.
func TestLongMethodNames(t *testing.T) {
	name := strings.Repeat("x", 200)
	d := rpc.NewDispatcher(rpc.Method{Name: name, Serve: func(context.Context, *rpc.Call) error { return nil }})
	server := httptest.NewServer(rpc.NewHandler(d, rpc.Options{}))
	defer server.Close()
	const ok = `{"jsonrpc":"2.0","id":1,"result":null}`
	not := `{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Method not found","data":{"method":"` + name + `…"}}}`
	long, exact := callOf(name+"y", "[]"), callOf(name, "[]")
	if _, _, got := send(t, server, batchOf(long, exact, long)); got != batchOf(not, ok, not) {
		t.Errorf("got %s", got)
	}
}
