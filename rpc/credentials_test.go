package rpc_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/trunkline-rpc/trunkline/rpc"
)

const (
	missing   = `"error":{"code":-32001,"message":"Unauthenticated","data":{"reason":"missing"}}`
	invalid   = `"error":{"code":-32001,"message":"Unauthenticated","data":{"reason":"invalid"}}`
	expired   = `"error":{"code":-32001,"message":"Unauthenticated","data":{"reason":"expired"}}`
	different = `"error":{"code":-32602,"message":"Invalid params","data":{"errors":[{"path":"/token","rule":"credential","message":"must be left out, or the same as in the header"}]}}`
	hello     = `"result":"Hello jack!"`
)

func paramError(path, rule, message string) string {
	return `"error":{"code":-32602,"message":"Invalid params","data":{"errors":[{"path":"` + path + `","rule":"` + rule + `","message":"` + message + `"}]}}`
}

func TestBearer(t *testing.T) {
	server := serve(t, rpc.Options{})
	const none = "-" // no header
	for _, x := range []struct{ name, header, params, want, challenge string }{
		{"header, by name", "Bearer good", `{"name":"jack"}`, hello, ""},
		{"header, by position", "Bearer good", `["jack"]`, hello, ""},
		{"scheme in other letters", "bEARER good", `["jack"]`, hello, ""},
		{"more spaces", "Bearer   good ", `["jack"]`, hello, ""},
		{"param, by name", none, `{"token":"good","name":"jack"}`, hello, ""},
		{"param, by name, last", none, `{"name":"jack","token":"good"}`, hello, ""},
		{"param, by name, with escapes", none, `{"t\u006fken":"g\u006fod","name":"jack"}`, hello, ""},
		{"param, by position", none, `["good","jack"]`, hello, ""},
		{"both, the same", "Bearer good", `{"token":"good","name":"jack"}`, hello, ""},
		{"both, param null", "Bearer good", `{"token":null,"name":"jack"}`, hello, ""},
		{"both, different", "Bearer good", `{"token":"root","name":"jack"}`, different, ""},
		{"both, param a number", "Bearer good", `{"token":5,"name":"jack"}`, different, ""},
		{"header, and a position too many", "Bearer good", `["good","jack"]`,
			`"error":{"code":-32602,"message":"Invalid params","data":{"errors":[{"path":"/1","rule":"positions","message":"must be left out: there is 1 param (the first one repeats the credentials of the header)","limit":1}]}}`, ""},
		{"header, and positions too many", "Bearer good", `["jack","jack"]`,
			`"error":{"code":-32602,"message":"Invalid params","data":{"errors":[{"path":"/1","rule":"positions","message":"must be left out: there is 1 param","limit":1}]}}`, ""},
		{"token alone, by position", none, `["good"]`, paramError("/name", "required", "is required"), ""},
		{"param twice", none, `{"token":"good","token":"good","name":"jack"}`, paramError("/token", "duplicate", "is given more than once"), ""},
		{"deep down", none, `{"name":"jack","x":{"token":"good"}}`, missing, "Bearer"},
		{"nothing", none, ``, missing, "Bearer"},
		{"no token, by name", none, `{"name":"jack"}`, missing, "Bearer"},
		{"no token, no positions", none, `[]`, missing, "Bearer"},
		{"null, by name", none, `{"token":null,"name":"jack"}`, missing, "Bearer"},
		{"null, by position", none, `[null,"jack"]`, missing, "Bearer"},
		{"name in place of the token", none, `["jack"]`, invalid, `Bearer error="invalid_token"`},
		{"a number, by name", none, `{"token":5,"name":"jack"}`, invalid, `Bearer error="invalid_token"`},
		{"an object, by position", none, `[{},"jack"]`, invalid, `Bearer error="invalid_token"`},
		{"empty, by name", none, `{"token":"","name":"jack"}`, invalid, `Bearer error="invalid_token"`},
		{"a space in it", none, `{"token":"go od","name":"jack"}`, invalid, `Bearer error="invalid_token"`},
		{"forged", "Bearer bad", `["jack"]`, invalid, `Bearer error="invalid_token"`},
		{"forged, a good one in params", "Bearer bad", `{"token":"bad","name":"jack"}`, invalid, `Bearer error="invalid_token"`},
		{"expired", "Bearer old", `["jack"]`, expired, `Bearer error="invalid_token"`},
		{"header without a token", "Bearer", `["good","jack"]`, invalid, `Bearer error="invalid_token"`},
		{"header with two words", "Bearer good good", `["jack"]`, invalid, `Bearer error="invalid_token"`},
		{"header of another scheme", "Basic Z29vZDo=", `["good","jack"]`, invalid, `Bearer error="invalid_token"`},
		{"empty header", "", `["good","jack"]`, invalid, `Bearer error="invalid_token"`},
		{"bad params of a stranger are not looked at", none, `{"nome":5}`, missing, "Bearer"},
	} {
		t.Run(x.name, func(t *testing.T) {
			var header []string
			if x.header != none {
				header = []string{"Authorization", x.header}
			}
			checkCall(t, server.URL, "App.hello", x.params, x.want, x.challenge, header...)
		})
	}
}

// checkCall calls a method, by itself and in a batch.
func checkCall(t *testing.T, url, method, params, want, challenge string, header ...string) {
	t.Helper()
	server := &serverAt{url}
	if params != "" {
		params = `,"params":` + params
	}
	call := `{"jsonrpc":"2.0","id":1,"method":"` + method + `"` + params + `}`
	want = `{"jsonrpc":"2.0","id":1,` + want + `}`
	wantStatus := 200
	if challenge != "" {
		wantStatus = 401
	}
	status, got, text := server.post(t, call, header...)
	if text != want || status != wantStatus || got != challenge {
		t.Errorf("got  %d %q %s\nwant %d %q %s", status, got, text, wantStatus, challenge, want)
	}
	status, got, text = server.post(t, "["+call+"]", header...)
	if text != "["+want+"]" || status != 200 || got != "" {
		t.Errorf("in a batch: got %d %q %s", status, got, text)
	}
}

type serverAt struct{ url string }

func (s *serverAt) post(t *testing.T, body string, header ...string) (status int, challenge, text string) {
	t.Helper()
	r, err := http.NewRequest("POST", s.url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(header); i += 2 {
		r.Header[header[i]] = append(r.Header[header[i]], header[i+1])
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var b strings.Builder
	if _, err := readInto(&b, response); err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, response.Header.Get("Www-Authenticate"), b.String()
}

func TestBearerTwice(t *testing.T) {
	server := serve(t, rpc.Options{})
	checkCall(t, server.URL, "App.hello", `["jack"]`, invalid, `Bearer error="invalid_token"`,
		"Authorization", "Bearer good", "Authorization", "Bearer good")
}

func TestScopes(t *testing.T) {
	server := serve(t, rpc.Options{})
	denied := `"error":{"code":-32003,"message":"Permission denied","data":{"scope":"admin"}}`
	checkCall(t, server.URL, "user.list", ``, denied, "", "Authorization", "Bearer good")
	checkCall(t, server.URL, "user.list", ``, `"result":null`, "", "Authorization", "Bearer root")
	checkCall(t, server.URL, "user.list", `["root"]`, `"result":null`, "")
	checkCall(t, server.URL, "user.list", `{"token":"root"}`, `"result":null`, "")
	checkCall(t, server.URL, "user.list", `{"token":"root","x":1}`, paramError("/x", "unknown", "is not known"), "")
}

func TestOptionalBearer(t *testing.T) {
	server := serve(t, rpc.Options{})
	for _, x := range []struct{ name, params, want, challenge string }{
		{"no credentials", `{"name":"jack"}`, `"result":"jack is nobody"`, ""},
		{"null", `{"token":null,"name":"jack"}`, `"result":"jack is nobody"`, ""},
		{"a position is no token", `["good"]`, `"result":"good is nobody"`, ""},
		{"by name", `{"token":"good","name":"jack"}`, `"result":"jack is jack"`, ""},
		{"bad ones are refused", `{"token":"bad","name":"jack"}`, invalid, `Bearer error="invalid_token"`},
		{"malformed ones are refused", `{"token":[],"name":"jack"}`, invalid, `Bearer error="invalid_token"`},
	} {
		t.Run(x.name, func(t *testing.T) {
			checkCall(t, server.URL, "whoami", x.params, x.want, x.challenge)
		})
	}
	checkCall(t, server.URL, "whoami", `["jack"]`, `"result":"jack is root"`, "", "Authorization", "Bearer root")
	checkCall(t, server.URL, "whoami", `["jack"]`, invalid, `Bearer error="invalid_token"`, "Authorization", "Basic eDp5")
}

func TestAPIKey(t *testing.T) {
	server := serve(t, rpc.Options{})
	key := []string{"X-Api-Key", "k1"}
	checkCall(t, server.URL, "key.get", ``, `"result":"k1"`, "", key...)
	checkCall(t, server.URL, "key.get", `{"key":"k1"}`, `"result":"k1"`, "", key...)
	checkCall(t, server.URL, "key.get", `{"key":"k2"}`, strings.Replace(different, "token", "key", 1), "", key...)
	checkCall(t, server.URL, "key.get", `{"key":"k2"}`, `"result":"k2"`, "")
	checkCall(t, server.URL, "key.get", `["k2"]`, `"result":"k2"`, "")
	checkCall(t, server.URL, "key.get", ``, missing, "ApiKey")
	checkCall(t, server.URL, "key.get", ``, missing, "ApiKey", "Authorization", "Bearer k1")
	checkCall(t, server.URL, "key.get", ``, invalid, "ApiKey", "X-Api-Key", "k 1")
	checkCall(t, server.URL, "key.get", ``, invalid, "ApiKey", "X-Api-Key", "")
	checkCall(t, server.URL, "key.get", ``, invalid, "ApiKey", "X-Api-Key", "k1", "X-Api-Key", "k1")
}

func TestBasic(t *testing.T) {
	server := serve(t, rpc.Options{})
	const realm = `Basic realm="api", charset="UTF-8"`
	checkCall(t, server.URL, "login", ``, `"result":"jack:a:b"`, "", "Authorization", "basic amFjazphOmI=")
	checkCall(t, server.URL, "login", ``, missing, realm)
	checkCall(t, server.URL, "login", ``, invalid, realm, "Authorization", "Bearer amFjazphOmI=")
	checkCall(t, server.URL, "login", ``, invalid, realm, "Authorization", "Basic !")
	checkCall(t, server.URL, "login", ``, invalid, realm, "Authorization", "Basic amFjaw==") // jack
	checkCall(t, server.URL, "login", ``, invalid, realm, "Authorization", "Basic amFjazr/") // jack:\xff
	checkCall(t, server.URL, "login", ``, invalid, realm, "Authorization", "Basic /zpi")     // \xff:b
	checkCall(t, server.URL, "login", ``, invalid, realm, "Authorization", "Basic amFjazphOmI=", "Authorization", "Basic amFjazphOmI=")
}

// TestMethodsWithoutAuth never look at credentials, good or bad: what is called token there is a
// param like others.
func TestMethodsWithoutAuth(t *testing.T) {
	server := serve(t, rpc.Options{})
	checkCall(t, server.URL, "hello", `["jack"]`, hello, "", "Authorization", "Bearer bad")
	checkCall(t, server.URL, "hello", `{"name":"jack","token":"good"}`, paramError("/token", "unknown", "is not known"), "")
}

func TestByName(t *testing.T) {
	server := serve(t, rpc.Options{})
	checkCall(t, server.URL, "named", `{"name":"jack"}`, `"result":"jack"`, "")
	checkCall(t, server.URL, "named", `["jack"]`, paramError("", "type", "must be an object"), "")
}

// TestMalformedTokens are refused before anybody is asked whose they are.
func TestMalformedTokens(t *testing.T) {
	serve := func(_ context.Context, call *rpc.Call) error {
		token, err := call.Bearer("token")
		call.Result().Secret(token)
		return err
	}
	server := httptest.NewServer(rpc.NewHandler(rpc.NewDispatcher(rpc.Method{Name: "echo", Serve: serve}), rpc.Options{}))
	defer server.Close()
	for _, good := range []string{"!", "~", "a.b-c_d+e/f="} {
		checkCall(t, server.URL, "echo", `["`+good+`"]`, `"result":"`+good+`"`, "")
		checkCall(t, server.URL, "echo", ``, `"result":"`+good+`"`, "", "Authorization", "Bearer "+good)
	}
	const challenge = `Bearer error="invalid_token"`
	for _, bad := range []string{``, ` `, `a b`, `é`, `a\u007f`, `a\n`} {
		checkCall(t, server.URL, "echo", `{"token":"`+bad+`"}`, invalid, challenge)
	}
	for _, bad := range []string{"Bearer", "Bearer ", "Bearer a b", "Bearer é", "Bearer a\tb", "Token good"} {
		checkCall(t, server.URL, "echo", ``, invalid, challenge, "Authorization", bad)
	}
}

// TestOptionalAPIKey: the first position is never taken for a key.
func TestOptionalAPIKey(t *testing.T) {
	serve := func(_ context.Context, call *rpc.Call) error {
		key, ok, err := call.OptionalAPIKey("X-Api-Key", "key")
		call.Result().String(fmt.Sprint(key.Reveal(), " ", ok))
		return err
	}
	server := httptest.NewServer(rpc.NewHandler(rpc.NewDispatcher(rpc.Method{Name: "maybe", Serve: serve}), rpc.Options{}))
	defer server.Close()
	checkCall(t, server.URL, "maybe", `["k1"]`, `"result":" false"`, "")
	checkCall(t, server.URL, "maybe", `{"key":"k1"}`, `"result":"k1 true"`, "")
	checkCall(t, server.URL, "maybe", ``, `"result":"k1 true"`, "", "X-Api-Key", "k1")
	checkCall(t, server.URL, "maybe", `{"key":"k 1"}`, invalid, "ApiKey")
}
