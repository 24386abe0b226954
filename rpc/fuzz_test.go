package rpc_test

import (
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/trunkline-rpc/trunkline/rpc"
)

// FuzzEnvelope sends any body: the answer is JSON or nothing, and says that the body is no JSON if
// and only if encoding/json says so, or it is nested too deeply. (encoding/json lets invalid UTF-8
// pass.)
func FuzzEnvelope(f *testing.F) {
	for _, seed := range []string{
		dataCall, batchOf(dataCall, "7", helloCallOf("", "x")), failCall("plain"), `[]`, `{`, ` `, "\xff", `"\ud800"`, `[1e5,-0,0.5E-3]`,
		`{"jsonrpc":"2.0","id":1,"method":"App.hello","params":{"t\u006fken":"good","name":"x"},"x":{"y":1}}`,
		`{"jsonrpc":"2.0","id":1,"method":"App.hello","params":["good","x"]}`, `{"jsonrpc":"2.0","id":1,"id":2,"method":"sum"}`,
		strings.Repeat("[", 65) + strings.Repeat("]", 65), `{"jsonrpc":"2.0","id":"\n","method":"key.get","params":{"key":[]}}`,
	} {
		f.Add(seed)
	}
	handler := rpc.NewHandler(newDispatcher(nil), rpc.Options{Logger: new(logBuffer).logger(), MaxBatchResponse: 1000})
	f.Fuzz(func(t *testing.T, body string) {
		r := httptest.NewRequest("POST", "/", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		answer := w.Body.String()
		if (w.Code == 204) != (answer == "") || answer != "" && !json.Valid([]byte(answer)) {
			t.Fatalf("got %d %q", w.Code, answer)
		}
		malformed := !json.Valid([]byte(body)) || !utf8.ValidString(body) || depth(body) > 64
		if got := strings.HasPrefix(answer, `{"jsonrpc":"2.0","id":null,"error":{"code":-32700,`); got != malformed {
			t.Fatalf("malformed: %t, got %s", malformed, answer)
		}
	})
}

// depth returns how deeply arrays and objects nest in valid JSON.
func depth(text string) (most int) {
	now, inString := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case inString && c == '\\':
			i++
		case c == '"':
			inString = !inString
		case inString:
		case c == '[' || c == '{':
			now++
			most = max(most, now)
		case c == ']' || c == '}':
			now--
		}
	}
	return most
}
