// Package testneed finds the programs that some tests need beside Go. A test that needs one which is
// not there is skipped; where the variable TRUNKLINE_REQUIRE names the program, as in
// "chromium,node,postgres", it fails. Go does not show what was skipped: make test says it at the end.
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
	return need(t, "postgres", "PostgreSQL (initdb)", postgres())
}

// Node returns the program node.
func Node(t testing.TB) string {
	t.Helper()
	return need(t, "node", "Node", node())
}

// Chromium returns the browser.
func Chromium(t testing.TB) string {
	t.Helper()
	return need(t, "chromium", "Chromium", chromium())
}

// NPM returns the folder of a package that tests need of npm, such as "typescript". Those that are
// installed are listed in npm/package.json.
func NPM(t testing.TB, name string) string {
	t.Helper()
	Node(t)
	return need(t, "node", "the npm package "+name+" (make tools)", installed("npm", name))
}

// frontend is where the sample frontend is, seen from here, and frontendNeeds are the packages without
// which it cannot be built.
var (
	frontend      = filepath.Join("..", "..", "examples", "web")
	frontendNeeds = []string{"vite", "lit-html", "smartops-api-client"}
)

// Frontend sees that what the sample frontend needs of npm is there.
func Frontend(t testing.TB) {
	t.Helper()
	Node(t)
	for _, name := range frontendNeeds {
		need(t, "node", "the npm package "+name+" (make tools)", installed(frontend, name))
	}
}

// Missing says what is not here, and what is not tested without it.
func Missing() []string {
	var all []string
	for _, n := range []struct{ found, text string }{
		{chromium(), "Chromium: what needs a browser was NOT TESTED"},
		{node(), "Node: the TypeScript client, and what needs a browser and TypeScript, were NOT TESTED"},
		{installed("npm", "typescript"), "TypeScript and its kin (make tools): what needs them was NOT TESTED"},
		{installed(frontend, frontendNeeds[0]), "the packages of the sample frontend (make tools): it was NOT TESTED"},
		{postgres(), "PostgreSQL (initdb): storage on PostgreSQL was NOT TESTED"},
	} {
		if n.found == "" {
			all = append(all, n.text)
		}
	}
	return all
}

// need returns what was found. Where that is nothing, the test ends.
func need(t testing.TB, name, what, found string) string {
	t.Helper()
	switch {
	case found != "":
	case slices.Contains(strings.Split(os.Getenv("TRUNKLINE_REQUIRE"), ","), name):
		t.Fatalf("NEEDS %s, which is not here", what)
	default:
		t.Skipf("NEEDS %s, which is not here: NOT TESTED", what)
	}
	return found
}

func chromium() string { return program("chromium", "chromium-browser", "google-chrome") }

func node() string { return program("node") }

func postgres() string {
	if initdb := program("initdb"); initdb != "" {
		return filepath.Dir(initdb)
	}
	folders, _ := filepath.Glob("/usr/lib/postgresql/*/bin") // where Debian has them, outside of the path
	if len(folders) == 0 {
		return ""
	}
	return folders[len(folders)-1]
}

func program(names ...string) string {
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// installed returns the folder of a package below another one, which is seen from here.
func installed(folder, name string) string {
	_, here, _, _ := runtime.Caller(0)
	path := filepath.Join(filepath.Dir(here), folder, "node_modules", filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		return ""
	}
	return path
}
