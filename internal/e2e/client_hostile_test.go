package e2e_test

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/trunkline-rpc/trunkline/internal/e2e/gen/api"
	"github.com/trunkline-rpc/trunkline/internal/e2e/gen/client"
	"github.com/trunkline-rpc/trunkline/rpc"
)

// canary is what no error may show.
const canary = "canary-7f3a"

// serve starts a server of one function and returns its address.
func serve(t *testing.T, handle http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(handle)
	t.Cleanup(s.Close)
	return s.URL
}

// answering is a server that answers with the same whatever it is asked.
func answering(t *testing.T, status int, contentType, body string) string {
	t.Helper()
	return serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	})
}

// event calls a method of the server at the address, by the first call of a new client: its id is 1.
func event(t *testing.T, address string) (*api.Event, error) {
	t.Helper()
	return client.New(address, client.Options{}).Scalar.Event(t.Context())
}

const goodEvent = `{"kind":"back","host":"h"}`

func TestClientRefusesWhatIsNoAnswer(t *testing.T) {
	const lost = "call scalar.event: post http://…: "
	page := "<html>\n<title>502\x00 Bad Gateway</title>" + strings.Repeat(" nginx", 100)
	tests := []struct {
		name   string
		status int
		body   string
		want   string
	}{
		{"another id", 200, `{"jsonrpc":"2.0","id":2,"result":` + goodEvent + `}`, lost + "status 200 OK: an answer has the id of no call"},
		{"id as a string", 200, `{"jsonrpc":"2.0","id":"1","result":` + goodEvent + `}`, "the id of no call"},
		{"id as a fraction", 200, `{"jsonrpc":"2.0","id":1.0,"result":` + goodEvent + `}`, "the id of no call"},
		{"id null", 200, `{"jsonrpc":"2.0","id":null,"result":` + goodEvent + `}`, "the id of no call"},
		{"no id", 200, `{"jsonrpc":"2.0","result":` + goodEvent + `}`, "not of JSON-RPC 2.0: /id is required"},
		{"no version", 200, `{"id":1,"result":` + goodEvent + `}`, "/jsonrpc is required"},
		{"another version", 200, `{"jsonrpc":"1.0","id":1,"result":` + goodEvent + `}`, `not of JSON-RPC "2.0"`},
		{"neither", 200, `{"jsonrpc":"2.0","id":1}`, "neither a result nor an error"},
		{"null error alone", 200, `{"jsonrpc":"2.0","id":1,"error":null}`, "neither a result nor an error"},
		{"both", 200, `{"jsonrpc":"2.0","id":1,"result":1,"error":{"code":1,"message":"m"}}`, "a result and an error"},
		{"result twice", 200, `{"jsonrpc":"2.0","id":1,"result":1,"result":2}`, "/result is given more than once"},
		{"error as text", 200, `{"jsonrpc":"2.0","id":1,"error":"` + canary + `"}`, "/error must be an object"},
		{"code as text", 200, `{"jsonrpc":"2.0","id":1,"error":{"code":"1","message":"m"}}`, "/error/code must be an integer"},
		{"a batch's", 200, `[{"jsonrpc":"2.0","id":1,"result":` + goodEvent + `}]`, "must be an object"},
		{"a request", 200, `{"jsonrpc":"2.0","id":1,"method":"scalar.event"}`, "neither a result nor an error"},
		{"truncated", 200, `{"jsonrpc":"2.0","id":1,"result":"` + canary, "status 200 OK: parse JSON: not valid JSON at byte 45"},
		{"more behind it", 200, `{"jsonrpc":"2.0","id":1,"result":` + goodEvent + `} x`, "more follows after the value"},
		{"not UTF-8", 200, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"\xff\"}", "not valid UTF-8"},
		{"too deep", 200, `{"jsonrpc":"2.0","id":1,"result":` + strings.Repeat("[", 70) + strings.Repeat("]", 70) + `}`, "nested too deeply"},
		{"nothing", 200, "", lost + "status 200 OK: there is no answer to the call"},
		{"no content", 204, "", "status 204 No Content: there is no answer to the call"},
		{"result of a failure", 500, `{"jsonrpc":"2.0","id":1,"result":` + goodEvent + `}`, "status 500 Internal Server Error: the status denies the result"},
		{"page", 200, "<html>hello</html>", lost + `status 200 OK: "<html>hello</html>"`},
		{"page of a proxy", 502, page, lost + `status 502 Bad Gateway: "<html> <title>502 Bad Gateway</title> nginx nginx`},
		{"not found", 404, "404 page not found\n", `status 404 Not Found: "404 page not found"`},
		{"nothing, of a failure", 503, "", "status 503 Service Unavailable: the answer is empty"},
		{"JSON of another kind", 500, `{"error":"` + canary + `"}`, "status 500 Internal Server Error: the answer is not of JSON-RPC 2.0"},
		{"unknown status", 599, "x", `status 599: "x"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			address := answering(t, test.status, "text/html", test.body)
			_, err := event(t, address)
			transport, ok := errors.AsType[*rpc.TransportError](err)
			if !ok || transport.Status != test.status {
				t.Fatalf("got %v", err)
			}
			text := strings.ReplaceAll(err.Error(), address, "http://…")
			if !strings.Contains(text, test.want) {
				t.Errorf("got  %s\nwant %s", text, test.want)
			}
			if strings.Contains(text, canary) || strings.ContainsAny(text, "\n\x00") || len(text) > 400 {
				t.Errorf("it shows too much: %q", text)
			}
		})
	}
}

func TestClientReadsWhatIsUnusual(t *testing.T) {
	for name, body := range map[string]string{
		"null error":      `{"jsonrpc":"2.0","id":1,"result":` + goodEvent + `,"error":null}`,
		"unknown members": `{"extra":[],"jsonrpc":"2.0","id":1,"result":{"kind":"back","new":{"a":1},"host":"h"}}`,
		"white space":     " \r\n{\"result\":\t" + goodEvent + " , \"id\" : 1, \"jsonrpc\": \"2.0\" }\n",
	} {
		t.Run(name, func(t *testing.T) {
			got, err := event(t, answering(t, 200, "text/plain", body))
			is(t, got, err, &api.Event{Back: &api.HostUp{Host: "h"}})
		})
	}
}

func TestClientReadsErrors(t *testing.T) {
	tests := []struct {
		status     int
		body, want string
	}{
		{200, `{"jsonrpc":"2.0","id":1,"error":{"code":7,"message":"m","more":1}}`, "call echo.person: m (code 7)"},
		{200, `{"jsonrpc":"2.0","id":1,"result":null,"error":{"code":7,"message":"a\nb"}}`, "call echo.person: a b (code 7)"},
		{413, `{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Invalid Request"}}`, "call echo.person: Invalid Request (code -32600)"},
		{500, `{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"Internal error","data":{"requestId":"r7"}}}`, "call echo.person: Internal error (code -32603): r7"},
		{401, `{"jsonrpc":"2.0","id":1,"error":{"code":-32001,"message":"Unauthenticated","data":{"reason":"expired"}}}`, "call echo.person: Unauthenticated (code -32001): expired"},
		{200, `{"jsonrpc":"2.0","id":1,"error":{"code":1001,"message":"locked","data":{"retryAfter":"soon"}}}`, "call echo.person: locked (code 1001)"},
		{200, `{"jsonrpc":"2.0","id":1,"error":{"code":1001,"message":"locked"}}`, "call echo.person: locked (code 1001)"},
	}
	for _, test := range tests {
		c := client.New(answering(t, test.status, "application/json", test.body), client.Options{})
		_, err := c.Echo.Person(t.Context(), nil)
		if _, ok := errors.AsType[*rpc.ResponseError](err); !ok || err.Error() != test.want {
			t.Errorf("got %q, want %q", err, test.want)
		}
	}
}

func TestClientRefusesAResultThatBreaksItsDeclaration(t *testing.T) {
	body := `{"jsonrpc":"2.0","id":1,"result":{"kind":"back","host":7,"load":"` + canary + `"}}`
	_, err := event(t, answering(t, 200, "application/json", body))
	broken, ok := errors.AsType[*rpc.ResultError](err)
	if !ok || len(broken.Violations) != 2 || broken.Violations[0].Path != "/host" {
		t.Fatalf("got %v", err)
	}
	want := "call scalar.event: the result is not what was declared: /host must be a string; /load must be a number"
	if err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
}

// TestClientErrorsShowNoSecrets lets a server send back what it got.
func TestClientErrorsShowNoSecrets(t *testing.T) {
	address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		w.WriteHeader(http.StatusBadGateway)
		said := string(body)
		said = said[max(0, strings.Index(said, canary)):] // an error shows no more than the beginning
		_, _ = io.WriteString(w, "you said "+r.Header.Get("Authorization")+" "+r.Header.Get("X-Api-Key")+" "+said)
	})
	c := client.New(address+"?key="+canary+"-query", client.Options{
		Token: rpc.StaticToken(canary + "-token"), Key: rpc.StaticToken(canary + "-key"),
		Door: &rpc.BasicCredentials{Username: "ali", Password: canary + "-password"},
	})
	_, token := c.Root.Maybe(t.Context())
	_, key := c.Root.Keyed(t.Context())
	_, door := c.Door.Open(t.Context())
	params := read[api.Everything](t, strings.Replace(everything, `"1234"`, `"`+canary+`\"\u00e9"`, 1))
	params.String = ""
	_, param := c.Echo.Everything(t.Context(), params)
	for _, err := range []error{token, key, door, param} {
		if err == nil || strings.Contains(err.Error(), canary) || !strings.Contains(err.Error(), "you said") {
			t.Errorf("got %v", err)
		}
	}
}

func TestClientBoundsAnswers(t *testing.T) {
	huge := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		for range 100 {
			if _, err := w.Write(make([]byte, 1<<10)); err != nil {
				return
			}
		}
	})
	packed := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		defer z.Close()
		_, _ = z.Write(make([]byte, 1<<20))
	})
	for name, address := range map[string]string{"huge": huge, "packed": packed} {
		c := client.New(address, client.Options{Transport: rpc.ClientOptions{MaxResponse: 10 << 10}})
		if _, err := c.Scalar.Event(t.Context()); err == nil || !strings.HasSuffix(err.Error(), "the answer has more than 10240 bytes") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestClientReadsGzip(t *testing.T) {
	address := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		defer z.Close()
		_, _ = io.WriteString(z, `{"jsonrpc":"2.0","id":1,"result":`+goodEvent+`}`)
	})
	got, err := event(t, address)
	is(t, got, err, &api.Event{Back: &api.HostUp{Host: "h"}})
}

func TestClientAnswerBreaksOff(t *testing.T) {
	address := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		_, _ = io.WriteString(w, `{"jsonrpc":"2.0","id":1,`)
	})
	_, err := event(t, address)
	if !errors.Is(err, io.ErrUnexpectedEOF) || !strings.Contains(err.Error(), "status 200 OK: the answer broke off") {
		t.Errorf("got %v", err)
	}
}

func TestClientRedirects(t *testing.T) {
	var elsewhere atomic.Int32
	other := serve(t, func(http.ResponseWriter, *http.Request) { elsewhere.Add(1) })
	for _, status := range []int{301, 302, 303, 307, 308} {
		address := serve(t, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, other+"/x?"+canary, status)
		})
		_, err := client.New(address, client.Options{Token: rpc.StaticToken(canary)}).Root.Maybe(t.Context())
		if err == nil || !strings.HasSuffix(err.Error(), "it redirects to "+other) {
			t.Errorf("%d: %v", status, err)
		}
	}
	if n := elsewhere.Load(); n != 0 {
		t.Errorf("%d requests reached the other server", n)
	}
}

// TestClientFollowsAtTheSameServer is redirected as servers do that want another path.
func TestClientFollowsAtTheSameServer(t *testing.T) {
	mux := http.NewServeMux()
	mux.Handle("/api/", handler())
	mux.Handle("/", http.RedirectHandler("/api/", http.StatusPermanentRedirect))
	c := client.New(serve(t, mux.ServeHTTP), client.Options{Token: rpc.StaticToken("admin")})
	got, err := c.Root.Maybe(t.Context())
	is(t, got, err, new("admin"))
}

func TestClientContext(t *testing.T) {
	arrived, done := make(chan struct{}, 2), make(chan struct{})
	address := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.ReadAll(r.Body) // net/http notices that the client is gone once the body was read
		arrived <- struct{}{}
		<-r.Context().Done()
		done <- struct{}{}
	})
	c := client.New(address, client.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-arrived; cancel() }()
	if _, err := c.Scalar.Event(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: %v", err)
	}
	<-done
	if _, err := c.Scalar.Event(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled before: %v", err)
	}
	ctx, cancel = context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, err := c.Scalar.Event(ctx)
	if transport, ok := errors.AsType[*rpc.TransportError](err); !ok || transport.Status != 0 || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("deadline: %v", err)
	}
	<-done
}

func TestClientTimeout(t *testing.T) {
	release := make(chan struct{})
	address := serve(t, func(http.ResponseWriter, *http.Request) { <-release })
	defer close(release)
	c := client.New(address, client.Options{Transport: rpc.ClientOptions{HTTPClient: &http.Client{Timeout: 20 * time.Millisecond}}})
	if _, err := c.Scalar.Event(t.Context()); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

func TestClientReachesNobody(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := "http://" + listener.Addr().String()
	listener.Close()
	_, err = event(t, address+"?"+canary)
	if _, ok := errors.AsType[*rpc.TransportError](err); !ok || !strings.Contains(err.Error(), "connection refused") || strings.Contains(err.Error(), canary) {
		t.Errorf("got %v", err)
	}
}

func TestClientAddress(t *testing.T) {
	for address, want := range map[string]string{
		"":                           "has to begin with http:// or https://",
		"localhost:2001/api":         "has to begin with http:// or https://",
		"/api":                       "has to begin with http:// or https://",
		"http:///api":                "names no host",
		"http://a:" + canary + "@b/": "credentials are those of schemes",
		"http://[" + canary:          "is no URL",
	} {
		_, err := event(t, address)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), canary) {
			t.Errorf("%q: %v", address, err)
		}
	}
}
