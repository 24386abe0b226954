package rpc_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/trunkline-rpc/trunkline/rpc"
)

// driver sends one request to a handler again and again, and allocates nothing itself.
type driver struct {
	handler http.Handler
	request *http.Request
	text    string
	body    body
	header  http.Header
	answer  []byte
}

type body struct{ strings.Reader }

func (*body) Close() error { return nil }

func newDriver(h http.Handler, text string) *driver {
	r := httptest.NewRequest("POST", "/api", strings.NewReader(text))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/json")
	return &driver{handler: h, request: r, text: text, header: http.Header{}}
}

func (d *driver) Header() http.Header { return d.header }
func (d *driver) WriteHeader(int)     {}

func (d *driver) Write(b []byte) (int, error) {
	d.answer = append(d.answer, b...)
	return len(b), nil
}

func (d *driver) do() {
	d.body.Reset(d.text)
	d.request.Body = &d.body
	clear(d.header)
	d.answer = d.answer[:0]
	d.handler.ServeHTTP(d, d.request)
}

func (d *driver) bench(b *testing.B, want string) {
	d.do()
	if !bytes.Contains(d.answer, []byte(want)) {
		b.Fatalf("got %s, want %s in it", d.answer, want)
	}
	b.ReportAllocs()
	for b.Loop() {
		d.do()
	}
}

func benchHandler(interceptors ...rpc.Interceptor) *rpc.Handler {
	serve := func(_ context.Context, call *rpc.Call) error {
		params := new(helloParams)
		if err := call.Decode(params); err != nil {
			return err
		}
		call.Result().String("Hello JACK!")
		return nil
	}
	authenticated := func(ctx context.Context, call *rpc.Call) error {
		if _, err := call.Bearer("token"); err != nil {
			return err
		}
		return serve(ctx, call)
	}
	d := rpc.NewDispatcher(
		rpc.Method{Name: "App.hello", Serve: serve}, rpc.Method{Name: "App.secret", Serve: authenticated})
	return rpc.NewHandler(d, rpc.Options{Interceptors: interceptors})
}

const helloCall = `{"jsonrpc":"2.0","id":1,"method":"App.hello","params":{"name":"jack"}}`

func BenchmarkCall(b *testing.B) {
	newDriver(benchHandler(), helloCall).bench(b, `"result":"Hello JACK!"`)
}

func BenchmarkCallAuthenticated(b *testing.B) {
	d := newDriver(benchHandler(), strings.Replace(helloCall, "App.hello", "App.secret", 1))
	d.request.Header.Set("Authorization", "Bearer abc")
	d.bench(b, `"result":"Hello JACK!"`)
}

func BenchmarkCallTokenInParams(b *testing.B) {
	text := `{"jsonrpc":"2.0","id":1,"method":"App.secret","params":{"token":"abc","name":"jack"}}`
	newDriver(benchHandler(), text).bench(b, `"result":"Hello JACK!"`)
}

func BenchmarkCallIntercepted(b *testing.B) {
	pass := func(next rpc.CallFunc) rpc.CallFunc {
		return func(ctx context.Context, call *rpc.Call) error { return next(ctx, call) }
	}
	newDriver(benchHandler(pass, pass), helloCall).bench(b, `"result":"Hello JACK!"`)
}

func BenchmarkCallNotFound(b *testing.B) {
	newDriver(benchHandler(), strings.Replace(helloCall, "App.hello", "App.hallo", 1)).bench(b, "-32601")
}

func BenchmarkCallInvalidParams(b *testing.B) {
	newDriver(benchHandler(), strings.Replace(helloCall, `"jack"`, "1", 1)).bench(b, "-32602")
}

func BenchmarkBatch100(b *testing.B) {
	calls := make([]string, 100)
	for i := range calls {
		calls[i] = fmt.Sprintf(`{"jsonrpc":"2.0","id":%d,"method":"App.hello","params":{"name":"jack"}}`, i)
	}
	newDriver(benchHandler(), "["+strings.Join(calls, ",")+"]").bench(b, `"id":99,"result":"Hello JACK!"`)
}
