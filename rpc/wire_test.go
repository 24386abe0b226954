package rpc_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/trunkline-rpc/trunkline/rpc"
)

// serve starts a server with the methods of the tests.
func serve(t *testing.T, o rpc.Options) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(rpc.NewHandler(newDispatcher(nil), o))
	t.Cleanup(server.Close)
	return server
}

// send posts a body and returns the status, the header and the body of the answer.
func send(t *testing.T, server *httptest.Server, body string, header ...string) (int, http.Header, string) {
	t.Helper()
	r, err := http.NewRequest("POST", server.URL, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	return do(t, server, r)
}

func do(t *testing.T, server *httptest.Server, r *http.Request) (int, http.Header, string) {
	t.Helper()
	response, err := server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, response.Header, string(text)
}

// exchange is one request and its answer; an empty answer means status 204.
type exchange struct{ name, body, want string }

func runExchanges(t *testing.T, server *httptest.Server, exchanges []exchange) {
	for _, x := range exchanges {
		t.Run(x.name, func(t *testing.T) {
			status, header, got := send(t, server, x.body)
			if x.want == "" {
				if status != 204 || got != "" {
					t.Fatalf("got %d %s, want 204 and nothing", status, got)
				}
				return
			}
			if status != 200 || header.Get("Content-Type") != "application/json" {
				t.Errorf("got status %d and type %q", status, header.Get("Content-Type"))
			}
			if got != x.want {
				t.Errorf("got  %s\nwant %s", got, x.want)
			}
		})
	}
}

func TestEnvelope(t *testing.T) {
	invalid := func(id, detail string) string {
		text, _ := json.Marshal(detail)
		return `{"jsonrpc":"2.0","id":` + id + `,"error":{"code":-32600,"message":"Invalid Request","data":{"detail":` + string(text) + `}}}`
	}
	malformed := func(detail string) string {
		return `{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error","data":{"detail":"` + detail + `"}}}`
	}
	data := func(id string) string { return `{"jsonrpc":"2.0","id":` + id + `,"result":["hello",5]}` }
	const twice = "a member is given twice"
	halved := `{"jsonrpc":"2.0","id":1,` + paramError("/name", "unicode", "must not have U+0000 or half of a surrogate pair") + `}`
	long := `"` + strings.Repeat("x", 126) + `"`
	runExchanges(t, serve(t, rpc.Options{}), []exchange{
		{"string id", `{"jsonrpc":"2.0","method":"get_data","id":"\u0041\n 语"}`, data(`"\u0041\n 语"`)},
		{"number id, as written", `{"jsonrpc":"2.0","method":"get_data","id":-1.50E+2}`, data(`-1.50E+2`)},
		{"the id 0", `{"jsonrpc":"2.0","method":"get_data","id":0}`, data(`0`)},
		{"null id is no notification", `{"jsonrpc":"2.0","method":"get_data","id":null}`, data(`null`)},
		{"id of 128 bytes", `{"jsonrpc":"2.0","method":"get_data","id":` + long + `}`, data(long)},
		{"id of 129 bytes", `{"jsonrpc":"2.0","method":"get_data","id":1` + strings.Repeat("0", 128) + `}`,
			invalid("null", `the member "id" must have at most 128 bytes`)},
		{"object id", `{"jsonrpc":"2.0","method":"get_data","id":{}}`, invalid("null", `the member "id" must be a string, a number or null`)},
		{"array id", `{"jsonrpc":"2.0","method":"get_data","id":[1]}`, invalid("null", `the member "id" must be a string, a number or null`)},
		{"true id", `{"jsonrpc":"2.0","method":"get_data","id":true}`, invalid("null", `the member "id" must be a string, a number or null`)},
		{"false id", `{"jsonrpc":"2.0","method":"get_data","id":false}`, invalid("null", `the member "id" must be a string, a number or null`)},
		{"no version", `{"method":"get_data","id":1}`, invalid("1", `the member "jsonrpc" is required`)},
		{"other version", `{"jsonrpc":"1.0","method":"get_data","id":1}`, invalid("1", `the member "jsonrpc" must be "2.0"`)},
		{"version as a number", `{"jsonrpc":2.0,"method":"get_data","id":1}`, invalid("1", `the member "jsonrpc" must be "2.0"`)},
		{"version with an escape", `{"jsonrpc":"2\u002e0","method":"get_data","id":1}`, data("1")},
		{"no method", `{"jsonrpc":"2.0","id":1}`, invalid("1", `the member "method" is required`)},
		{"method as a number", `{"jsonrpc":"2.0","method":1,"id":1}`, invalid("1", `the member "method" must be a string`)},
		{"method with an escape", `{"jsonrpc":"2.0","method":"get\u005fdata","id":1}`, data("1")},
		{"member with an escape", `{"jsonrpc":"2.0","\u006dethod":"get_data","id":1}`, data("1")},
		{"names are case-sensitive", `{"jsonrpc":"2.0","Method":"get_data","id":1}`, invalid("1", `the member "method" is required`)},
		{"params null", `{"jsonrpc":"2.0","method":"get_data","params":null,"id":1}`, data("1")},
		{"params a string", `{"jsonrpc":"2.0","method":"get_data","params":"x","id":1}`, invalid("1", `the member "params" must be an array or an object`)},
		{"params a number", `{"jsonrpc":"2.0","method":"get_data","params":7,"id":1}`, invalid("1", `the member "params" must be an array or an object`)},
		{"params a boolean", `{"jsonrpc":"2.0","method":"get_data","params":true,"id":1}`, invalid("1", `the member "params" must be an array or an object`)},
		{"no message", `"get_data"`, invalid("null", "a request is an object")},
		{"invalid without an id is answered", `{"jsonrpc":"2.0","method":7}`, invalid("null", `the member "method" must be a string`)},
		{"unknown members", `{"jsonrpc":"2.0","auth":{"x":[1]},"method":"get_data","id":1,"x":"\ud800"}`, data("1")},
		{"method twice", `{"jsonrpc":"2.0","method":"get_data","method":"get_data","id":1}`, invalid("1", twice)},
		{"version twice, once escaped", `{"jsonrpc":"2.0","json\u0072pc":"2.0","method":"get_data","id":1}`, invalid("1", twice)},
		{"params twice", `{"jsonrpc":"2.0","method":"get_data","params":null,"params":[],"id":1}`, invalid("1", twice)},
		{"id twice", `{"jsonrpc":"2.0","method":"get_data","id":1,"id":2}`, invalid("null", twice)},
		{"unknown member twice", `{"jsonrpc":"2.0","method":"get_data","id":1,"x":1,"x":2}`, invalid("1", twice)},
		{"unknown member twice, once escaped", `{"jsonrpc":"2.0","method":"get_data","id":1,"x":1,"\u0078":2}`, invalid("1", twice)},
		{"a member twice in an unknown one", `{"jsonrpc":"2.0","method":"get_data","id":1,"x":[{"y":{"z":1,"z":2}}]}`, invalid("1", twice)},
		{"a member twice behind much that is odd", `{"jsonrpc":"2.0","method":"get_data","id":1,"x":[` + strings.Repeat(`"\ud800",`, 20) + `0],"y":1,"y":2}`, invalid("1", twice)},
		{"a member twice in params", `{"jsonrpc":"2.0","method":"update","id":1,"params":{"a":1,"a":2},"x":1}`,
			`{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"Invalid params","data":{"errors":[{"path":"/a","rule":"duplicate","message":"is given more than once"}]}}}`},
		{"white space around", " \t\r\n{\"jsonrpc\" : \"2.0\" , \"method\":\"get_data\",\"id\": 1 }\n ", data("1")},
		{"empty body", ``, malformed("the text is empty at byte 0")},
		{"white space alone", ` `, malformed("the text is empty at byte 0")},
		{"trailing bytes", `{"jsonrpc":"2.0","method":"get_data","id":1} x`, malformed("more follows after the value at byte 45")},
		{"two messages", `{"jsonrpc":"2.0","method":"get_data","id":1}{}`, malformed("more follows after the value at byte 44")},
		{"an id that begins with 0", `{"jsonrpc":"2.0","method":"get_data","id":01}`, malformed("not valid JSON at byte 43")},
		{"an id with letters", `{"jsonrpc":"2.0","method":"get_data","id":12x}`, malformed("not valid JSON at byte 44")},
		{"params cut off", `{"jsonrpc":"2.0","method":"get_data","id":1,"params":{"a"}`, malformed("not valid JSON at byte 57")},
		{"the end within an id", `{"jsonrpc":"2.0","method":"get_data","id":1`, malformed("not valid JSON at byte 43")},
		{"the end within a name", `{"jsonrpc":"2.0","id`, malformed("not valid JSON at byte 20")},
		{"the end after a quote", `{"`, malformed("not valid JSON at byte 2")},
		{"the end after an id's colon", `{"jsonrpc":"2.0","id":`, malformed("not valid JSON at byte 22")},
		{"no comma", `{"jsonrpc":"2.0""method":"get_data","id":1}`, malformed("not valid JSON at byte 16")},
		{"no comma before params", `{"jsonrpc":"2.0","method":"get_data""params":{}}`, malformed("not valid JSON at byte 36")},
		{"a space for a comma", `{"jsonrpc":"2.0" "method":"get_data","id":1}`, malformed("not valid JSON at byte 17")},
		{"a comma at the end", `{"jsonrpc":"2.0","method":"get_data","id":1,}`, malformed("not valid JSON at byte 44")},
		{"letters for a comma", `{"jsonrpc":"2.0"xx"method":"get_data","id":1}`, malformed("not valid JSON at byte 16")},
		{"two commas", `{"jsonrpc":"2.0",,"method":"get_data","id":1}`, malformed("not valid JSON at byte 17")},
		{"NaN", `{"jsonrpc":"2.0","method":"get_data","id":NaN}`, malformed("not valid JSON at byte 42")},
		{"invalid UTF-8", "{\"jsonrpc\":\"2.0\",\"method\":\"get_data\",\"id\":\"é\xff\"}", malformed("not valid UTF-8 at byte 45")},
		{"byte order mark", "\ufeff{}", malformed("not valid JSON at byte 0")},
		{"depth of 64", `{"jsonrpc":"2.0","method":"get_data","id":1,"x":` + strings.Repeat("[", 63) + strings.Repeat("]", 63) + `}`, data("1")},
		{"depth of 65", `{"jsonrpc":"2.0","method":"get_data","id":1,"x":` + strings.Repeat("[", 64) + strings.Repeat("]", 64) + `}`,
			malformed("nested too deeply at byte 111")},
		{"siblings do not nest", `{"jsonrpc":"2.0","method":"get_data","id":1,"x":[0` + strings.Repeat(`,{"a":1},{},[1],[]`, 70) + `]}`, data("1")},
		{"half a surrogate pair before another letter", `{"jsonrpc":"2.0","method":"hello","id":1,"params":{"name":"\ud800\ue000"}}`, halved},
		{"two second halves of a surrogate pair", `{"jsonrpc":"2.0","method":"hello","id":1,"params":{"name":"\udc00\udc00"}}`, halved},
		{"the name asked for", `{"jsonrpc":"2.0","method":"a\"b","id":1}`,
			`{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Method not found","data":{"method":"a\"b"}}}`},
		{"nothing but the name asked for", `{"jsonrpc":"2.0","method":"get_dat","id":1}`,
			`{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Method not found","data":{"method":"get_dat"}}}`},
		{"a long name asked for", `{"jsonrpc":"2.0","method":"` + strings.Repeat("语", 100) + `","id":1}`,
			`{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Method not found","data":{"method":"` + strings.Repeat("语", 66) + `…"}}}`},
		{"a name of 200 bytes asked for", `{"jsonrpc":"2.0","method":"` + strings.Repeat("x", 200) + `","id":1}`,
			`{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Method not found","data":{"method":"` + strings.Repeat("x", 200) + `"}}}`},
		{"a name of 201 bytes asked for", `{"jsonrpc":"2.0","method":"` + strings.Repeat("x", 201) + `","id":1}`,
			`{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Method not found","data":{"method":"` + strings.Repeat("x", 200) + `…"}}}`},
		{"nothing written is null", `{"jsonrpc":"2.0","method":"update","id":1}`, `{"jsonrpc":"2.0","id":1,"result":null}`},
	})
}

func readInto(b *strings.Builder, response *http.Response) (int64, error) {
	return io.Copy(b, response.Body)
}
