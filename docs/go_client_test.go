package docs_test

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// clientFragment is around the fragments of the page, which use what a program around them has.
const clientFragment = `package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/trunkline-rpc/trunkline/gen/api"
	"github.com/trunkline-rpc/trunkline/gen/client"
	"github.com/trunkline-rpc/trunkline/rpc"
)

var _ = []any{errors.New, time.Second, api.CodeHostNotFound, rpc.Request{}}

func NAME(ctx context.Context, c *client.Client) error {
	BODY
	fmt.Println()
	return nil
}
`

// TestGoClientPage runs the program of the page beside SmartOps, and compiles the fragments.
func TestGoClientPage(t *testing.T) {
	const page = "go-client.md"
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	dir, port := t.TempDir(), freePort(t)
	const module = "github.com/trunkline-rpc/trunkline"
	write(t, dir, "go.mod", "module example.com/caller\n\ngo 1.26.0\n\nrequire "+module+" v0.0.0\n\nreplace "+module+" => "+root+"\n")
	copyFile(t, filepath.Join(root, "go.sum"), filepath.Join(dir, "go.sum"))
	programs := blocks(t, page, "go")
	write(t, dir, "main.go", strings.ReplaceAll(programs[0], "127.0.0.1:2001", "127.0.0.1:"+port))
	for i, body := range programs[1:] {
		name := "fragment" + strconv.Itoa(i)
		write(t, dir, name+".go", strings.NewReplacer("NAME", name, "BODY", body).Replace(clientFragment))
	}
	run(t, dir, "go", "vet", ".")
	run(t, dir, "go", "build", "-o", "caller.exe", ".")

	run(t, "..", "go", "build", "-o", filepath.Join(dir, "smartops.exe"), "./cmd/smartops")
	start(t, dir, "./smartops.exe", "serve", "--migrate", "--listen=127.0.0.1:"+port)
	post(t, "http://127.0.0.1:"+port+"/api",
		`{"jsonrpc": "2.0", "id": 1, "method": "user.register", "params": {"username": "test", "password": "123456"}}`)
	if got, want := run(t, dir, "./caller.exe"), blocks(t, page, "text")[0]; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
