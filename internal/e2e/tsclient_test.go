package e2e_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/emit"
	"github.com/trunkline-rpc/trunkline/internal/spectest"
	"github.com/trunkline-rpc/trunkline/internal/testneed"
)

// TestTypeScriptClient runs the scripts of testdata in Node: they import the generated client, and call
// the server of these tests.
func TestTypeScriptClient(t *testing.T) {
	node := testneed.Node(t)
	dir := t.TempDir()
	for _, name := range []string{"client.js", "package.json"} {
		put(t, filepath.Join(dir, name), tsClient(t)["ts/"+name])
	}
	scripts, err := filepath.Glob("testdata/*.test.js")
	if err != nil || len(scripts) < 3 {
		t.Fatalf("scripts are missing: %v", err)
	}
	for _, path := range scripts {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(path)
		put(t, filepath.Join(dir, name), text)
		t.Run(name, func(t *testing.T) {
			cmd := exec.Command(node, "--test", "--test-reporter=spec", name)
			cmd.Dir = dir
			cmd.Env = append(os.Environ(), "API="+server(t))
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

// tsClient generates the client.
func tsClient(t *testing.T) emit.Files {
	t.Helper()
	return emit.All(spectest.Model(t, spectest.EndToEnd(t)), emit.Options{Only: []string{"ts"}})
}

func put(t *testing.T, path string, text []byte) {
	t.Helper()
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
}
