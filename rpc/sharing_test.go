package rpc_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trunkline-rpc/trunkline/rpc"
)

// What is used again for other requests must never be seen in two of them: buffers, decoders,
// calls. These tests are meant for the race detector too.

// keptParams has a value of every kind that is made from the text of a request.
type keptParams struct {
	Text    string
	Escaped string
	Secret  rpc.Secret
	Decimal rpc.Decimal
	State   string
	Bytes   []byte
	JSON    rpc.JSON
	List    []string
	Map     map[string]string
}

var (
	keptMembers = rpc.NewMembers(rpc.Required("text"), rpc.Required("escaped"), rpc.Required("secret"), rpc.Required("decimal"),
		rpc.Required("state"), rpc.Required("bytes"), rpc.Required("json"), rpc.Required("list"), rpc.Required("map"))
	keptStates = rpc.NewEnum("up").Open()
)

func (p *keptParams) DecodeRPC(d *rpc.Decoder) {
	d.Object(keptMembers)
	for d.Next() {
		switch d.Member() {
		case 0:
			p.Text = d.String(nil)
		case 1:
			p.Escaped = d.String(nil)
		case 2:
			p.Secret = d.Secret(nil)
		case 3:
			p.Decimal = d.Decimal()
		case 4:
			p.State = d.Enum(keptStates)
		case 5:
			p.Bytes = d.Hex(nil)
		case 6:
			p.JSON = d.JSON()
		case 7:
			d.Array(nil)
			for d.NextItem() {
				p.List = append(p.List, d.String(nil))
			}
		case 8:
			d.Map(nil)
			p.Map = map[string]string{}
			for d.NextEntry(len(p.Map)) {
				key := d.Key(nil)
				p.Map[key] = d.String(nil)
			}
		}
	}
}

// kept is what a handler got in one call, and kept.
type kept struct {
	params     keptParams
	token      rpc.Secret
	method     string
	requestID  string
	violations []rpc.Violation
}

// keptFor is what call number n sends. Every fifth is beyond the size up to which strings share
// memory.
func keptFor(n int) kept {
	text := fmt.Sprintf("text %d", n)
	if n%5 == 0 {
		text += strings.Repeat("~", 5000)
	}
	return kept{
		params: keptParams{
			text, fmt.Sprintf("é\n%d", n), rpc.Secret(fmt.Sprintf("secret %d", n)), rpc.Decimal(fmt.Sprintf("%d.50", n)), fmt.Sprintf("state %d", n),
			fmt.Appendf(nil, "bytes %d", n), rpc.JSON(fmt.Sprintf(`{"n": %d}`, n)),
			[]string{fmt.Sprintf("a%d", n), fmt.Sprintf("b%d", n)}, map[string]string{fmt.Sprintf("key %d", n): fmt.Sprintf("value %d", n)},
		},
		token: rpc.Secret(fmt.Sprintf("token-%d", n)), method: "keep", requestID: fmt.Sprintf("request-%d", n/2),
		violations: []rpc.Violation{{Path: fmt.Sprintf("/unknown %d", n), Rule: "unknown", Message: "is not known"}},
	}
}

// text is the call that sends k: by name when n is even, else by position.
func (k kept) text(n int) string {
	p := k.params
	var members []string
	member := func(name, value string) {
		if n%2 == 0 {
			value = `"` + name + `":` + value
		}
		members = append(members, value)
	}
	member("token", `"`+string(k.token)+`"`)
	member("text", `"`+p.Text+`"`)
	member("escaped", fmt.Sprintf(`"\u00e9\n%d"`, n))
	member("secret", `"`+p.Secret.Reveal()+`"`)
	member("decimal", `"`+string(p.Decimal)+`"`)
	member("state", `"`+p.State+`"`)
	member("bytes", fmt.Sprintf(`"%x"`, p.Bytes))
	member("json", string(p.JSON))
	member("list", `["`+strings.Join(p.List, `","`)+`"]`)
	for key, value := range p.Map {
		member("map", `{"`+key+`":"`+value+`"}`)
	}
	params := "[" + strings.Join(members, ",") + "]"
	if n%2 == 0 {
		params = "{" + strings.Join(members, ",") + "}"
	}
	return fmt.Sprintf(`{"jsonrpc":"2.0","id":"id-%d","method":"keep","params":%s}`, n, params)
}

// TestHandlersMayKeepWhatTheyGot: many calls later it is what it was.
func TestHandlersMayKeepWhatTheyGot(t *testing.T) {
	for _, workers := range []int{1, 4} {
		var mu sync.Mutex
		all := map[string]kept{}
		keep := func(ctx context.Context, call *rpc.Call) error {
			var k kept
			var err error
			if k.token, err = call.Bearer("token"); err != nil {
				return err
			}
			if err := call.Decode(&k.params); err != nil {
				return err
			}
			// A second look, at other members: its violations are kept too.
			n := strings.TrimPrefix(string(k.token), "token-")
			bad := rpc.Unmarshal([]byte(`{"unknown `+n+`":1}`), new(numbersParams))
			k.violations = bad.(*rpc.Error).Violations()
			k.method, k.requestID = call.Method(), rpc.RequestID(ctx)
			mu.Lock()
			defer mu.Unlock()
			all[n] = k
			call.Result().String(n)
			return nil
		}
		d := rpc.NewDispatcher(rpc.Method{Name: "keep", Serve: keep})
		server := httptest.NewServer(rpc.NewHandler(d, rpc.Options{BatchParallel: workers}))
		defer server.Close()
		const calls, clients = 1600, 8
		var group sync.WaitGroup
		for client := range clients {
			group.Go(func() {
				for n := 2 * client; n < calls; n += 2 * clients {
					_, _, got := send(t, server, batchOf(keptFor(n).text(n), keptFor(n+1).text(n+1)), "X-Request-Id", fmt.Sprintf("request-%d", n/2))
					want := fmt.Sprintf(`[{"jsonrpc":"2.0","id":"id-%d","result":"%d"},{"jsonrpc":"2.0","id":"id-%d","result":"%d"}]`, n, n, n+1, n+1)
					if got != want {
						t.Errorf("got %.300s, want %s", got, want)
					}
				}
			})
		}
		group.Wait()
		for n := range calls {
			if diff := cmp.Diff(keptFor(n), all[fmt.Sprint(n)], cmp.AllowUnexported(kept{})); diff != "" {
				t.Fatalf("call %d of %d workers:\n%s", n, workers, diff)
			}
		}
	}
}

// TestAnswersDoNotMix: callers at once, with calls that fail in every way, each get what is theirs.
func TestAnswersDoNotMix(t *testing.T) {
	for _, workers := range []int{1, 4} {
		server := serve(t, rpc.Options{Logger: new(logBuffer).logger(), BatchParallel: workers})
		var group sync.WaitGroup
		for client := range 8 {
			group.Go(func() {
				for n := range 25 {
					checkMix(t, server, fmt.Sprintf("c%d-%d", client, n))
				}
			})
		}
		group.Wait()
	}
}

// checkMix sends calls that are marked, alone and in a batch.
func checkMix(t *testing.T, server *httptest.Server, mark string) {
	internal := `"error":{"code":-32603,"message":"Internal error","data":{"requestId":"` + mark + `"}}`
	long := strings.Repeat("x", 3000)
	var calls, answers []string
	for _, x := range []struct {
		method, params, want string
		status               int
	}{
		{"hello", `["` + mark + `"]`, `"result":"Hello ` + mark + `!"`, 200},
		{"hello", `["` + long + mark + `"]`, `"result":"Hello ` + long + mark + `!"`, 200},
		{"key.get", `{"key":"` + mark + `"}`, `"result":"` + mark + `"`, 200},
		{"key.get", `["` + mark + `"]`, `"result":"` + mark + `"`, 200},
		{"App.hello", `{"token":"bad-` + mark + `","name":"x"}`, invalid, 401},
		{"App.hello", `["good","` + mark + `"]`, `"result":"Hello ` + mark + `!"`, 200},
		{"App.hello", `[null,"` + mark + `"]`, missing, 401},
		{"user.list", `["good"]`, `"error":{"code":-32003,"message":"Permission denied","data":{"scope":"admin"}}`, 200},
		{"hello", `{"` + mark + `":1,"name":"x"}`, paramError("/"+mark, "unknown", "is not known"), 200},
		{"hello", `{}`, paramError("/name", "required", "is required"), 200},
		{"fail", `["panic"]`, internal, 200},
		{"fail", `["float"]`, internal, 200},
		{"fail", `["declared"]`, `"error":{"code":1001,"message":"account is locked","data":{"retryAfter":30}}`, 200},
		{"no." + mark, `[]`, `"error":{"code":-32601,"message":"Method not found","data":{"method":"no.` + mark + `"}}`, 200},
		{"get_data", `[]`, `"result":["hello",5]`, 200},
	} {
		id := fmt.Sprintf(`"%s/%d"`, mark, len(calls))
		call := `{"jsonrpc":"2.0","id":` + id + `,"method":"` + x.method + `","params":` + x.params + `}`
		want := `{"jsonrpc":"2.0","id":` + id + `,` + x.want + `}`
		status, header, got := send(t, server, call, "X-Request-Id", mark)
		if got != want || status != x.status || (header.Get("WWW-Authenticate") != "") != (status == 401) {
			t.Errorf("got  %d %v %s\nwant %d %s", status, header, got, x.status, want)
		}
		calls, answers = append(calls, call), append(answers, want)
	}
	if status, _, got := send(t, server, batchOf(calls...), "X-Request-Id", mark); got != batchOf(answers...) || status != 200 {
		t.Errorf("got  %d %s\nwant %s", status, got, batchOf(answers...))
	}
}

// heapAfterGC is how many bytes are in use.
func heapAfterGC() int64 {
	var stats runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapAlloc)
}

// TestShortStringsKeepNoLargeBody: what a handler keeps of a body of 1 MiB is as large as it looks.
func TestShortStringsKeepNoLargeBody(t *testing.T) {
	const bodies = 16
	padding := strings.Repeat(" ", 1<<20-1000)
	for name, text := range map[string]string{
		"param":           padding + `{"jsonrpc":"2.0","id":1,"method":"take","params":{"token":"tok","name":"jack"}}`,
		"large params":    `{"jsonrpc":"2.0","id":1,"method":"take","params":{"token":"tok",` + padding + `"name":"jack"}}`,
		"by position":     `{"jsonrpc":"2.0","id":1,"method":"take","params":["tok",` + padding + `"jack"]}`,
		"escaped":         `{"jsonrpc":"2.0","id":1,"method":"take","params":{"token":"t\u006fk",` + padding + `"name":"j\u0061ck"}}`,
		"ignored members": `{"jsonrpc":"2.0","id":1,"method":"take","x":"` + padding + `","params":["tok","jack"]}`,
		"unknown method":  `{"jsonrpc":"2.0","id":1,"x":"` + padding + `","method":"no.such"}`,
		"batch":           `[{"jsonrpc":"2.0","id":1,"method":"take","params":["tok",` + padding + `"jack"]}]`,
		"two at once":     `[{"jsonrpc":"2.0","id":1,"method":"take","params":["tok",` + padding + `"jack"]},{"jsonrpc":"2.0","method":"no.such"}]`,
	} {
		var mu sync.Mutex
		var keep []any
		d := rpc.NewDispatcher(rpc.Method{Name: "take", Serve: func(ctx context.Context, call *rpc.Call) error {
			token, err := call.Bearer("token")
			if err != nil {
				return err
			}
			var p greetParams
			if err := call.Decode(&p); err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			keep = append(keep, token, p.Name, call.Method(), ctx, call.Decode(new(numbersParams)))
			return nil
		}})
		h := rpc.NewHandler(d, rpc.Options{BatchParallel: 2, Logger: new(logBuffer).logger(), Interceptors: []rpc.Interceptor{
			func(next rpc.CallFunc) rpc.CallFunc {
				return func(ctx context.Context, call *rpc.Call) error {
					err := next(ctx, call)
					mu.Lock()
					defer mu.Unlock()
					keep = append(keep, err, call.Method())
					return err
				}
			},
		}})
		before := heapAfterGC()
		for range bodies {
			r := httptest.NewRequest("POST", "/api", bytes.NewReader([]byte(text)))
			r.Header.Set("Content-Type", "application/json")
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			r.Body = http.NoBody // the request is kept by the context; its body is not the matter here
			if name != "unknown method" && !strings.Contains(w.Body.String(), `"result":null`) {
				t.Fatalf("%s: got %s", name, w.Body)
			}
		}
		if grown := heapAfterGC() - before; grown > bodies<<20/4 {
			t.Errorf("%s: %d bodies of 1 MiB left %d KiB", name, bodies, grown>>10)
		}
		runtime.KeepAlive(keep)
	}
}
