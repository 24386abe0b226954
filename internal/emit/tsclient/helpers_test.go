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

	"github.com/trunkline-rpc/trunkline/internal/check"
	"github.com/trunkline-rpc/trunkline/internal/emit/tsclient"
	"github.com/trunkline-rpc/trunkline/internal/spec"
	"github.com/trunkline-rpc/trunkline/internal/testneed"
)

var update = flag.Bool("update", false, "write the golden files")

// generate generates a client from the text of a spec.
func generate(t testing.TB, text []byte) map[string][]byte {
	t.Helper()
	file, diags := spec.Parse(text)
	api := check.Check(file, diags)
	if !diags.Empty() {
		t.Fatal("\n" + diags.Render("api.yaml"))
	}
	return tsclient.Emit(api)
}

// corpus are the specs of this repository, by name.
func corpus(t testing.TB) map[string][]byte {
	t.Helper()
	specs := map[string][]byte{"smartops": read(t, "../../../api.yaml"), "e2e": read(t, "../../e2e/api.yaml"), "secretive": []byte(secretive)}
	maps.Copy(specs, globalSpecs(t))
	accepted, _ := filepath.Glob("../../check/testdata/accepted/*.yaml")
	for _, path := range accepted {
		specs[strings.TrimSuffix(filepath.Base(path), ".yaml")] = read(t, path)
	}
	golden, _ := filepath.Glob("../testdata/*.txtar")
	own, _ := filepath.Glob("testdata/*.txtar")
	for _, path := range append(golden, own...) {
		archive := txtar.Parse(read(t, path))
		specs["golden_"+strings.TrimSuffix(filepath.Base(path), ".txtar")] = archive.Files[0].Data
	}
	if len(accepted) < 5 || len(golden) < 5 || len(own) < 1 {
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
