package webtest

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/trunkline-rpc/trunkline/internal/testneed"
)

// TestTypes lets both compilers look at the frontend.
func TestTypes(t *testing.T) {
	testneed.Frontend(t)
	for _, compiler := range []string{"typescript", "typescript7"} {
		t.Run(compiler, func(t *testing.T) {
			cmd := exec.Command(testneed.Node(t), filepath.Join(testneed.NPM(t, compiler), "bin", "tsc"), "--noEmit", "-p", web)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

// TestSize sees that the frontend stays small: 30 KB of scripts, as browsers get them.
func TestSize(t *testing.T) {
	scripts, err := filepath.Glob(filepath.Join(built(t), "assets", "*.js"))
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	var all bytes.Buffer
	squeeze := gzip.NewWriter(&all)
	for _, path := range scripts {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = squeeze.Write(text)
	}
	_ = squeeze.Close()
	t.Logf("%d bytes", all.Len())
	if all.Len() > 30_000 {
		t.Errorf("%d bytes are too many", all.Len())
	}
}

// TestDevelopment starts the development server, which hands calls on.
func TestDevelopment(t *testing.T) {
	s := open(t)
	port := freePort(t)
	cmd := exec.CommandContext(t.Context(), testneed.Node(t), "node_modules/vite/bin/vite.js", "--host", "127.0.0.1", "--port", port, "--strictPort")
	cmd.Dir = web
	cmd.Env = append(os.Environ(), "SMARTOPS_URL="+s.smartops)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Wait() }) // it ends with the context
	url := "http://127.0.0.1:" + port
	for end := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
		if response, err := http.Get(url); err == nil {
			_ = response.Body.Close()
			break
		} else if time.Now().After(end) {
			t.Fatalf("%v\n%s", err, out.String())
		}
	}
	response, err := http.Post(url+"/api", "application/json", strings.NewReader(`{"jsonrpc":"2.0","method":"App.index","id":1}`))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	if body, _ := io.ReadAll(response.Body); !strings.Contains(string(body), "Hello World!") {
		t.Errorf("%s: %s", response.Status, body)
	}

	s.url = url // without the policy: the development server puts scripts and styles into the page
	s.account("tester")
	b := browse(t, s)
	b.signIn("tester", secret)
	b.Sees("No hosts yet")
}

func freePort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	return fmt.Sprint(listener.Addr().(*net.TCPAddr).Port)
}
