package tsclient_test

import (
	"flag"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/trunkline-rpc/trunkline/internal/emit/tsclient"
	"github.com/trunkline-rpc/trunkline/internal/spectest"
	"github.com/trunkline-rpc/trunkline/internal/testneed"
)

var update = flag.Bool("update", false, "write the golden files")

// generate generates a client from the text of a spec.
func generate(t testing.TB, text []byte) map[string][]byte {
	t.Helper()
	return tsclient.Emit(spectest.Model(t, text))
}

// corpus are the specs of this repository, by name.
func corpus(t testing.TB) map[string][]byte {
	t.Helper()
	specs := spectest.All(t)
	specs["secretive"] = []byte(secretive)
	maps.Copy(specs, globalSpecs(t))
	own, _ := filepath.Glob("testdata/*.txtar")
	for _, path := range own {
		specs["own_"+strings.TrimSuffix(filepath.Base(path), ".txtar")] = txtar.Parse(read(t, path)).Files[0].Data
	}
	if len(own) < 1 {
		t.Fatal("specs are missing")
	}
	return specs
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func write(t testing.TB, path string, text []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
}

// node runs a program in a folder and returns what it prints.
func node(t testing.TB, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command(testneed.Node(t), args...)
	cmd.Dir = dir
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("node %s: %v\n%s%s", strings.Join(args, " "), err, out, &stderr)
	}
	return string(out)
}
