package rpc_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/trunkline-rpc/trunkline/rpc"
)

const dataCall = `{"jsonrpc":"2.0","method":"get_data","id":1}`
const dataAnswer = `{"jsonrpc":"2.0","id":1,"result":["hello",5]}`

func refused(detail string) string {
	return `{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Invalid Request","data":{"detail":"` + detail + `"}}}`
}

func TestContentType(t *testing.T) {
	server := serve(t, rpc.Options{})
	for _, accepted := range []string{
		"application/json", "application/json-rpc", "application/jsonrequest", "Application/JSON",
		"application/json; charset=utf-8", `application/json;charset="UTF-8"`, "application/json; foo=bar",
	} {
		if status, _, got := send(t, server, dataCall, "Content-Type", accepted); status != 200 || got != dataAnswer {
			t.Errorf("%s: got %d %s", accepted, status, got)
		}
	}
	want := refused("send the call with Content-Type: application/json, in UTF-8")
	for _, refused := range []string{
		"", "text/plain", "application/json; charset=latin1", "application/xml", "application/json, text/plain",
		"multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "application/", ";",
	} {
		status, header, got := send(t, server, dataCall, "Content-Type", refused)
		if status != 415 || got != want || header.Get("Content-Type") != "application/json" {
			t.Errorf("%q: got %d %s", refused, status, got)
		}
	}
}

func TestContentTypeTwice(t *testing.T) {
	server := serve(t, rpc.Options{})
	r, _ := http.NewRequest("POST", server.URL, strings.NewReader(dataCall))
	r.Header["Content-Type"] = []string{"application/json", "application/json"}
	if status, _, got := do(t, server, r); status != 415 {
		t.Errorf("got %d %s, want 415", status, got)
	}
}

func TestContentEncoding(t *testing.T) {
	server := serve(t, rpc.Options{})
	if status, _, got := send(t, server, dataCall, "Content-Encoding", "Identity"); status != 200 {
		t.Errorf("identity: got %d %s", status, got)
	}
	for _, encoding := range []string{"gzip", "br", "identity, gzip"} {
		status, _, got := send(t, server, dataCall, "Content-Encoding", encoding)
		if status != 415 || got != refused("send the body without Content-Encoding") {
			t.Errorf("%s: got %d %s", encoding, status, got)
		}
	}
}

func TestOtherVerbs(t *testing.T) {
	server := serve(t, rpc.Options{Docs: "/api/browse"})
	for _, verb := range []string{"GET", "PUT", "DELETE", "OPTIONS", "PATCH", "HEAD"} {
		r, _ := http.NewRequest(verb, server.URL, nil)
		status, header, got := do(t, server, r)
		if status != 405 || header.Get("Allow") != "POST" {
			t.Errorf("%s: got %d with Allow %q", verb, status, header.Get("Allow"))
		}
		if verb != "HEAD" && got != refused("send the call with POST") {
			t.Errorf("%s: got %s", verb, got)
		}
	}
}

func TestBrowserIsLedToTheDocs(t *testing.T) {
	for _, x := range []struct {
		docs   string
		status int
	}{{"/api/browse", 303}, {"", 405}} {
		server := serve(t, rpc.Options{Docs: x.docs})
		server.Client().CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
		r, _ := http.NewRequest("GET", server.URL, nil)
		r.Header.Set("Accept", "text/html,application/xhtml+xml")
		status, header, _ := do(t, server, r)
		if status != x.status || header.Get("Location") != x.docs {
			t.Errorf("docs %q: got %d to %q", x.docs, status, header.Get("Location"))
		}
	}
}

func TestMaxBody(t *testing.T) {
	server := serve(t, rpc.Options{MaxBody: 100})
	fits := dataCall + strings.Repeat(" ", 100-len(dataCall))
	if status, _, got := send(t, server, fits); status != 200 {
		t.Errorf("100 bytes: got %d %s", status, got)
	}
	if status, _, got := send(t, server, fits+" "); status != 413 || got != refused("the body has more than 100 bytes") {
		t.Errorf("101 bytes: got %d %s", status, got)
	}
	r, _ := http.NewRequest("POST", server.URL, io.MultiReader(strings.NewReader(fits), strings.NewReader(" ")))
	r.Header.Set("Content-Type", "application/json") // no Content-Length: in chunks
	if status, _, got := do(t, server, r); status != 413 || got != refused("the body has more than 100 bytes") {
		t.Errorf("101 bytes in chunks: got %d %s", status, got)
	}
}

func TestMaxBodyDefault(t *testing.T) {
	server := serve(t, rpc.Options{})
	fits := dataCall + strings.Repeat(" ", 1<<20-len(dataCall))
	if status, _, got := send(t, server, fits); status != 200 {
		t.Errorf("1 MiB: got %d %s", status, got)
	}
	if status, _, _ := send(t, server, fits+" "); status != 413 {
		t.Errorf("1 MiB and a byte: got %d", status)
	}
}

// TestMaxBodyIsRefusedUnread announces a large body and never sends it.
func TestMaxBodyIsRefusedUnread(t *testing.T) {
	server := serve(t, rpc.Options{})
	status, _ := raw(t, server.Listener.Addr().String(),
		"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1048577\r\n\r\n")
	if status != 413 {
		t.Errorf("got %d, want 413", status)
	}
}

// raw sends text over a connection of its own and returns what the first response is.
func raw(t *testing.T, addr, text string) (status int, body string) {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, text); err != nil {
		t.Fatal(err)
	}
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	answer, _ := io.ReadAll(response.Body)
	return response.StatusCode, string(answer)
}

func TestBodyEndsTooEarly(t *testing.T) {
	server := serve(t, rpc.Options{})
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprint(conn, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
	_ = conn.(*net.TCPConn).CloseWrite()
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if text, _ := io.ReadAll(response.Body); response.StatusCode != 400 || string(text) != refused("the body ended too early") {
		t.Errorf("got %d %s", response.StatusCode, text)
	}
}

// TestContentLength: long answers have a Content-Length, they are not sent in chunks.
func TestContentLength(t *testing.T) {
	server := serve(t, rpc.Options{})
	for _, n := range []int{10, 2000, 100_000} {
		r, _ := http.NewRequest("POST", server.URL, strings.NewReader(
			fmt.Sprintf(`{"jsonrpc":"2.0","method":"big","params":[%d],"id":1}`, n)))
		r.Header.Set("Content-Type", "application/json")
		response, err := server.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		text, _ := io.ReadAll(response.Body)
		response.Body.Close()
		if response.ContentLength != int64(len(text)) || len(text) < n {
			t.Errorf("%d: got Content-Length %d for %d bytes", n, response.ContentLength, len(text))
		}
	}
}
