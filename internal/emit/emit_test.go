package emit_test

import (
	"bytes"
	"flag"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/trunkline-rpc/trunkline/internal/emit"
	"github.com/trunkline-rpc/trunkline/internal/spectest"
)

var update = flag.Bool("update", false, "write the golden files")

// generate generates from the text of a spec.
func generate(t testing.TB, text []byte) emit.Files {
	t.Helper()
	return generateIn(t, "example.com/out", text)
}

// generateIn generates the Go packages for a folder with this import path.
func generateIn(t testing.TB, importPath string, text []byte) emit.Files {
	t.Helper()
	return generateFor(t, emit.Options{ImportPath: importPath, Only: []string{"api", "client"}}, text)
}

func generateFor(t testing.TB, o emit.Options, text []byte) emit.Files {
	t.Helper()
	return emit.All(spectest.Model(t, text), o)
}

// TestGolden generates from the api.yaml of each archive in testdata and compares the output with
// the other files of it.
func TestGolden(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("there are no golden files", err)
	}
	for _, path := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { golden(t, path) })
	}
}

func golden(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := archive.Files[0].Data
	got := &txtar.Archive{Comment: archive.Comment, Files: archive.Files[:1]}
	files := generate(t, text)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		got.Files = append(got.Files, txtar.File{Name: name, Data: files[name]})
	}
	spectest.Golden(t, path, got, *update)
	for name, first := range files {
		if again := generate(t, text)[name]; !bytes.Equal(first, again) {
			t.Errorf("%s differs when it is generated again", name)
		}
	}
}

// TestCompiles builds and vets what is generated from every golden spec and from the hostile ones.
func TestCompiles(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the compiler")
	}
	dir := module(t)
	archives, _ := filepath.Glob("testdata/*.txtar")
	for _, path := range archives {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		write(t, filepath.Join(dir, name), generateIn(t, "example.com/out/"+name, archive.Files[0].Data))
	}
	for name, text := range hostileSpecs() {
		write(t, filepath.Join(dir, name), generateIn(t, "example.com/out/"+name, []byte(text)))
	}
	run(t, dir, "build", "./...")
	run(t, dir, "vet", "./...")
}

// module makes a module that uses the runtime of this one, without a network.
func module(t testing.TB) string {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	const path = "github.com/trunkline-rpc/trunkline"
	text := "module example.com/out\n\ngo 1.26.0\n\nrequire " + path + " v0.0.0\n\nreplace " + path + " => " + root + "\n"
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

func write(t testing.TB, dir string, files emit.Files) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func run(t testing.TB, dir string, args ...string) *os.ProcessState {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("go %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return cmd.ProcessState
}
