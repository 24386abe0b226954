package specschema_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/textproto"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/trunkline-rpc/trunkline/internal/testneed"
)

// server is a YAML language server, as editors run it.
type server struct {
	t        *testing.T
	in       io.Writer
	received chan message
	last     int
	problems map[string][]problem // by document
}

// message is one of the protocol's messages, of whichever kind.
type message struct {
	ID     json.RawMessage `json:"id,omitempty"`
	Method string          `json:"method,omitempty"`
	Params json.RawMessage `json:"params,omitempty"`
	Result json.RawMessage `json:"result,omitempty"`
	Error  json.RawMessage `json:"error,omitempty"`
}

type position struct {
	Line      int `json:"line"`
	Character int `json:"character"`
}

type span struct {
	Start, End position
}

type problem struct {
	Range   span
	Message string
}

// start runs the server. It answers until the test ends.
func start(t *testing.T) *server {
	t.Helper()
	program := filepath.Join(testneed.NPM(t, "yaml-language-server"), "bin", "yaml-language-server")
	cmd := exec.Command(testneed.Node(t), program, "--stdio")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s := &server{t: t, in: in, received: make(chan message), problems: map[string][]problem{}}
	done := make(chan struct{})
	go receive(bufio.NewReader(out), s.received, done)
	t.Cleanup(func() {
		close(done)
		cmd.Process.Kill()
		cmd.Wait()
	})
	s.call("initialize", map[string]any{
		"processId": nil, "rootUri": nil,
		"capabilities": map[string]any{"textDocument": map[string]any{
			"hover":      map[string]any{"contentFormat": []string{"markdown"}},
			"completion": map[string]any{"completionItem": map[string]any{"snippetSupport": true, "documentationFormat": []string{"markdown"}}},
		}},
	})
	s.send("initialized", map[string]any{})
	return s
}

func receive(r *bufio.Reader, into chan<- message, done <-chan struct{}) {
	defer close(into)
	for {
		header, err := textproto.NewReader(r).ReadMIMEHeader()
		if err != nil {
			return
		}
		length, err := strconv.Atoi(header.Get("Content-Length"))
		if err != nil {
			return
		}
		body := make([]byte, length)
		if _, err := io.ReadFull(r, body); err != nil {
			return
		}
		var m message
		if json.Unmarshal(body, &m) != nil {
			return
		}
		select {
		case into <- m:
		case <-done:
			return
		}
	}
}

func (s *server) write(m map[string]any) {
	s.t.Helper()
	m["jsonrpc"] = "2.0"
	body, err := json.Marshal(m)
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := fmt.Fprintf(s.in, "Content-Length: %d\r\n\r\n%s", len(body), body); err != nil {
		s.t.Fatal(err)
	}
}

func (s *server) send(method string, params any) {
	s.t.Helper()
	s.write(map[string]any{"method": method, "params": params})
}

// call calls a method, and answers what the server asks meanwhile.
func (s *server) call(method string, params any) json.RawMessage {
	s.t.Helper()
	s.last++
	id := strconv.Itoa(s.last)
	s.write(map[string]any{"id": s.last, "method": method, "params": params})
	for {
		m := s.next(method)
		if m.Method == "" && string(m.ID) == id {
			if m.Error != nil {
				s.t.Fatalf("%s: %s", method, m.Error)
			}
			return m.Result
		}
	}
}

func (s *server) next(waitingFor string) message {
	s.t.Helper()
	select {
	case m, open := <-s.received:
		if !open {
			s.t.Fatalf("the language server ended before %s", waitingFor)
		}
		s.react(m)
		return m
	case <-time.After(time.Minute):
		s.t.Fatalf("the language server did not answer %s", waitingFor)
		return message{}
	}
}

// react keeps diagnostics, and answers questions about the editor's configuration with nothing.
func (s *server) react(m message) {
	switch {
	case m.Method == "textDocument/publishDiagnostics":
		var published struct {
			URI         string
			Diagnostics []problem
		}
		if err := json.Unmarshal(m.Params, &published); err != nil {
			s.t.Fatal(err)
		}
		s.problems[published.URI] = published.Diagnostics
	case m.Method != "" && m.ID != nil:
		var result any
		if m.Method == "workspace/configuration" {
			result = []any{nil, nil, nil, nil, nil}
		}
		s.write(map[string]any{"id": m.ID, "result": result})
	}
}

// open opens a document, and returns what the server says of it.
func (s *server) open(path, text string) (uri string, found []problem) {
	s.t.Helper()
	uri = s.show(path, text)
	return uri, s.said(uri)
}

// show opens a document.
func (s *server) show(path, text string) (uri string) {
	s.t.Helper()
	uri = "file://" + filepath.ToSlash(path)
	s.send("textDocument/didOpen", map[string]any{
		"textDocument": map[string]any{"uri": uri, "languageId": "yaml", "version": 1, "text": text},
	})
	return uri
}

// said waits for what the server says of a document.
func (s *server) said(uri string) []problem {
	s.t.Helper()
	for {
		if found, said := s.problems[uri]; said {
			return found
		}
		s.next("diagnostics")
	}
}

func (s *server) ask(method, uri string, at position, result any) {
	s.t.Helper()
	answer := s.call(method, map[string]any{"textDocument": map[string]any{"uri": uri}, "position": at})
	if err := json.Unmarshal(answer, result); err != nil {
		s.t.Fatal(err)
	}
}
