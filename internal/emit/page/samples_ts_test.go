package page_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/emit/tsclient"
	"github.com/trunkline-rpc/trunkline/internal/spectest"
	"github.com/trunkline-rpc/trunkline/internal/testneed"
)

const samplesConfig = `{"compilerOptions": {
	"strict": true, "exactOptionalPropertyTypes": true, "target": "ES2022", "module": "nodenext", "outDir": "out",
	"lib": ["ES2022", "DOM"], "types": []}}`

// runTypeScript compiles the samples beside the client of their API, runs one after the other, and returns what
// they say. Each is a module of its own.
func runTypeScript(t testing.TB, spec []byte, codes []string) []byte {
	t.Helper()
	api := spectest.Model(t, spec)
	known := `const username = "u", password = "p"`
	for _, scheme := range api.Schemes {
		known += ", " + scheme.Name + ` = "k"`
	}
	folder := t.TempDir()
	files := map[string]string{
		"client.ts":     string(tsclient.Emit(api)["client.ts"]),
		"tsconfig.json": samplesConfig,
		"package.json":  `{"type": "module"}`,
		"main.ts": `for (let i = 0; i < ` + strconv.Itoa(len(codes)) + `; i++) {
			await import("./sample" + i + ".js").catch((error) => console.log(i, String(error)));
		}
		export {};`,
	}
	for i, code := range codes {
		files[fmt.Sprintf("sample%d.ts", i)] = strings.Replace(code, "\n", "\n"+known+";\n", 1)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	node := testneed.Node(t)
	if out, err := exec.Command(node, filepath.Join(testneed.NPM(t, "typescript"), "bin", "tsc"), "-p", folder).CombinedOutput(); err != nil {
		t.Fatalf("tsc: %v\n%.4000s", err, out)
	}
	out, err := exec.Command(node, filepath.Join(folder, "out", "main.js")).CombinedOutput()
	if err != nil {
		t.Fatalf("node: %v\n%.4000s", err, out)
	}
	return out
}
