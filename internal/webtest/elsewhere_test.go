package webtest

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/testneed"
)

// TestElsewhere copies the frontend out of the repository, as its README says, with the client as a
// registry would have it: it compiles and builds there.
func TestElsewhere(t *testing.T) {
	testneed.Frontend(t)
	copied := t.TempDir()
	for _, name := range []string{"src", "public"} {
		if err := os.CopyFS(filepath.Join(copied, name), os.DirFS(filepath.Join(web, name))); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"index.html", "package.json", "tsconfig.json", "vite.config.ts"} {
		text, err := os.ReadFile(filepath.Join(web, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(copied, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	modules := filepath.Join(copied, "node_modules")
	link(t, filepath.Join(web, "node_modules"), modules)
	client := filepath.Join(modules, "smartops-api-client")
	if err := os.Mkdir(client, 0o700); err != nil {
		t.Fatal(err)
	}
	in(t, copied, "npm", "pack", "--silent", "--pack-destination", copied, absolute(t, "../../gen/ts"))
	packed, _ := filepath.Glob(filepath.Join(copied, "*.tgz"))
	if len(packed) != 1 {
		t.Fatalf("packed %v", packed)
	}
	in(t, copied, "tar", "-xzf", packed[0], "-C", client, "--strip-components", "1")
	for _, name := range []string{"client.js", "client.d.ts"} { // without one of them, the tools would read client.ts
		if _, err := os.Stat(filepath.Join(client, name)); err != nil {
			t.Errorf("it is not in the package: %v", err)
		}
	}
	in(t, copied, "npm", "run", "build")
	if built, _ := filepath.Glob(filepath.Join(copied, "dist", "assets", "*.js")); len(built) != 1 {
		t.Errorf("built %v", built)
	}
}

// link puts links to all packages into another folder, but for the client.
func link(t *testing.T, from, to string) {
	t.Helper()
	entries, err := os.ReadDir(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(to, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if entry.Name() == "smartops-api-client" {
			continue
		}
		if err := os.Symlink(absolute(t, filepath.Join(from, entry.Name())), filepath.Join(to, entry.Name())); err != nil {
			t.Fatal(err)
		}
	}
}

func absolute(t *testing.T, path string) string {
	t.Helper()
	path, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func in(t *testing.T, folder, program string, args ...string) {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Dir = folder
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s %v: %v\n%s", program, args, err, out)
	}
}
