// Package spectest has the specs of this repository for tests.
package spectest

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"golang.org/x/tools/txtar"

	"github.com/trunkline-rpc/trunkline/internal/check"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/spec"
)

// All returns all specs of the repository that have no mistakes: "smartops", "e2e", "bench", those that
// check accepts, and those of the golden files of the emitters, "golden_small" and its kin.
func All(t testing.TB) map[string][]byte {
	t.Helper()
	all := map[string][]byte{"smartops": SmartOps(t), "e2e": EndToEnd(t), "bench": read(t, inRoot("bench/trunkline/api.yaml"))}
	accepted, golden := glob(t, "internal/check/testdata/accepted/*.yaml"), glob(t, "internal/emit/testdata/*.txtar")
	for _, path := range accepted {
		all[strings.TrimSuffix(filepath.Base(path), ".yaml")] = read(t, path)
	}
	for _, path := range golden {
		all["golden_"+strings.TrimSuffix(filepath.Base(path), ".txtar")] = txtar.Parse(read(t, path)).Files[0].Data
	}
	if len(all) != 3+len(accepted)+len(golden) {
		t.Fatal("two specs have the same name")
	}
	return all
}

// SmartOps returns the spec of SmartOps.
func SmartOps(t testing.TB) []byte {
	t.Helper()
	return read(t, inRoot("api.yaml"))
}

// EndToEnd returns the spec of the end-to-end tests, which uses all of the language.
func EndToEnd(t testing.TB) []byte {
	t.Helper()
	return read(t, inRoot("internal/e2e/api.yaml"))
}

// Model reads the text of a spec, which has no mistakes.
func Model(t testing.TB, text []byte) *model.API {
	t.Helper()
	file, diags := spec.Parse(text)
	api := check.Check(file, diags)
	if !diags.Empty() {
		t.Fatal("\n" + diags.Render("api.yaml"))
	}
	return api
}

// Golden compares an archive with a file, or writes it there.
func Golden(t testing.TB, path string, got *txtar.Archive, write bool) {
	t.Helper()
	text := txtar.Format(got)
	if write {
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if d := diff.Diff("golden", read(t, path), "generated", text); d != nil {
		t.Errorf("run the test with -update, if this is what you want:\n%s", d)
	}
}

// inRoot is a path of the repository, wherever a test runs.
func inRoot(path string) string {
	_, here, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(here), "..", "..", filepath.FromSlash(path))
}

func glob(t testing.TB, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(inRoot(pattern))
	if err != nil || len(paths) < 5 {
		t.Fatalf("specs are missing: %v, %v", paths, err)
	}
	return paths
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
