// Package testneed finds the programs that some tests need beside Go. A test that needs one which is
// not there is skipped, loudly; where the variable TRUNKLINE_REQUIRE names the program, as in
// "chromium,node,postgres", it fails.
package testneed

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// Postgres returns the folder with PostgreSQL's programs: initdb, postgres and their kin.
func Postgres(t testing.TB) string {
	t.Helper()
	if initdb, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(initdb)
	}
	folders, _ := filepath.Glob("/usr/lib/postgresql/*/bin") // where Debian has them, outside of the path
	if len(folders) == 0 {
		missing(t, "postgres", "PostgreSQL (initdb)")
	}
	return folders[len(folders)-1]
}

// Node returns the program node.
func Node(t testing.TB) string { return program(t, "node", "node") }

// Chromium returns the browser.
func Chromium(t testing.TB) string {
	return program(t, "chromium", "chromium", "chromium-browser", "google-chrome")
}

func program(t testing.TB, need string, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	missing(t, need, names[0])
	return ""
}

func missing(t testing.TB, need, what string) {
	t.Helper()
	if slices.Contains(strings.Split(os.Getenv("TRUNKLINE_REQUIRE"), ","), need) {
		t.Fatalf("NEEDS %s, which is not here", what)
	}
	t.Skipf("NEEDS %s, which is not here: NOT TESTED", what)
}

// NPM returns the folder of a package that tests need of npm, such as "typescript". Those that are
// installed are listed in npm/package.json.
func NPM(t testing.TB, name string) string {
	t.Helper()
	return installed(t, "npm", name)
}

// Frontend sees that what the sample frontend needs of npm is there.
func Frontend(t testing.TB) {
	t.Helper()
	for _, name := range []string{"vite", "lit-html", "smartops-api-client"} {
		installed(t, filepath.Join("..", "..", "examples", "web"), name)
	}
}

// installed returns the folder of a package below another one, which is seen from here.
func installed(t testing.TB, folder, name string) string {
	t.Helper()
	Node(t)
	_, here, _, _ := runtime.Caller(0)
	path := filepath.Join(filepath.Dir(here), folder, "node_modules", filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		missing(t, "node", "the npm package "+name+" (make tools)")
	}
	return path
}
