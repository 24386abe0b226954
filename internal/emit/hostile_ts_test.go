package emit_test

import (
	"maps"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/emit"
	"github.com/trunkline-rpc/trunkline/internal/testneed"
)

// runHostile imports the clients of hostile specs, whose texts want to call panic, and compares what
// they export with what that of a harmless one does.
const runHostile = `
globalThis.panic = () => { throw new Error("a text was run"); };
const harmless = await import("./harmless/ts/client.js");
for (const name of process.argv.slice(2)) {
  const client = await import("./" + name + "/ts/client.js");
  const shape = (m) => JSON.stringify(Object.keys(m).sort());
  if (shape(client) !== shape(harmless)) throw new Error(name + " exports something else");
  const found = client.validate.m({ p: 1, q: { f: "a", g: 1, h: {} } });
  if (JSON.stringify(found) !== '[{"path":"/p","rule":"type","message":"must be a string"}]') throw new Error(name + ": " + JSON.stringify(found));
}
`

// TestHostileTextInTypeScript sees that texts stay texts in the TypeScript client: it compiles, nothing
// runs when it is imported, and it exports what harmless texts give.
func TestHostileTextInTypeScript(t *testing.T) {
	compiler := filepath.Join(testneed.NPM(t, "typescript7"), "bin", "tsc")
	dir := t.TempDir()
	specs := hostileSpecs()
	names := slices.Sorted(maps.Keys(specs))
	specs["harmless"] = harmlessSpec
	clients := map[string]string{}
	for name, text := range specs {
		files := generateFor(t, emit.Options{Only: []string{"ts"}}, []byte(text))
		write(t, filepath.Join(dir, name), files)
		clients[name] = string(files["ts/client.ts"])
	}
	write(t, dir, emit.Files{"package.json": []byte(`{"type": "module"}`), "main.js": []byte(runHostile)})
	inNode(t, dir, append([]string{"main.js"}, names...)...)
	inNode(t, dir, compiler, "--noEmit", "--strict", "--target", "ES2022", "--module", "esnext", "--moduleResolution", "bundler", "--ignoreConfig",
		"hostile_comment/ts/client.ts", "hostile_jsdoc/ts/client.ts", "hostile_separator/ts/client.ts", "hostile_quotes/ts/client.ts")
	for _, name := range names {
		if got, want := tags(clients[name]), tags(clients["harmless"]); got != want {
			t.Errorf("%s has the tags %s, want %s", name, got, want)
		}
		if strings.ContainsAny(clients[name], "\u2028\u2029\u202e\u2066\u200b\ufeff\u0085\v\f\r\x0e") {
			t.Errorf("%s holds what cannot be seen", name)
		}
	}
}

// tags lists the tags of JSDoc, but for examples, which are left out where they are too long.
func tags(client string) string {
	all := regexp.MustCompile(`(?m)^\s*(?:/\*\*|\*) (@\w+)`).FindAllStringSubmatch(client, -1)
	var names []string
	for _, tag := range all {
		if tag[1] != "@example" {
			names = append(names, tag[1])
		}
	}
	return strings.Join(names, " ")
}

func inNode(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.Command(testneed.Node(t), args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("node %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}
