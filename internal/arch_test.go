package internal_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/trunkline-rpc/trunkline/"

// imports are what packages may import of this module, and of others' modules. A pattern that ends
// in /... matches what is below. The first pattern that matches a package counts.
var imports = []struct {
	packages string
	own      []string
	others   []string
}{
	{"rpc/rpctest", []string{"rpc"}, nil},
	{"rpc/rpcprom", []string{"rpc"}, []string{"github.com/prometheus/client_golang/..."}},
	{"rpc/rpcotel", []string{"rpc"}, []string{"go.opentelemetry.io/otel/..."}},
	{"rpc/browse", nil, nil},
	{"rpc/format", nil, nil},
	{"rpc", []string{"rpc/format"}, nil},
	{"gen/...", []string{"rpc", "gen/api"}, nil},
	{"internal/e2e/gen/...", []string{"rpc", "internal/e2e/gen/api"}, nil},
	{"internal/diag", nil, nil},
	{"internal/model", nil, nil},
	{"internal/grammar", nil, nil},
	{"internal/naming", []string{"internal/model"}, nil},
	{"internal/spec", []string{"internal/diag", "rpc/format"}, []string{"gopkg.in/yaml.v3"}},
	{"internal/check", []string{"internal/spec", "internal/model", "internal/diag", "internal/naming", "rpc/format"}, nil},
	{"internal/emit/comment", nil, nil},
	{"internal/emit/unions", []string{"internal/model"}, nil},
	{"internal/emit/gosrc", []string{"internal/emit/comment"}, []string{"github.com/dave/jennifer/..."}},
	{"internal/emit/gotypes", goEmitter, []string{"github.com/dave/jennifer/..."}},
	{"internal/emit/go...", append(goEmitter, "internal/emit/gotypes"), []string{"github.com/dave/jennifer/..."}},
	{"internal/emit/openrpc", []string{"internal/model"}, nil},
	{"internal/emit/markdown", []string{"internal/model", "internal/naming"}, []string{"github.com/yuin/goldmark/..."}},
	{"internal/emit/specschema/verdict", []string{"internal/emit/specschema", "internal/spec", "internal/check", "internal/diag", "internal/model"}, []string{"..."}},
	{"internal/emit/specschema", []string{"internal/model", "rpc/format"}, nil},
	{"internal/emit/tsclient", []string{"internal/model", "internal/naming", "internal/emit/comment", "internal/emit/unions"}, []string{"github.com/evanw/esbuild/pkg/api"}},
	{"internal/emit/page", []string{"internal/model", "internal/naming"}, []string{"github.com/evanw/esbuild/...", "github.com/yuin/goldmark/...", "github.com/microcosm-cc/bluemonday"}},
	{"internal/emit", []string{"internal/model", "internal/naming", "internal/emit/..."}, nil},
	{"internal/output", nil, []string{"github.com/rogpeppe/go-internal/diff"}},
	{"internal/gomod", nil, nil},
	{"cmd/gen", []string{"internal/spec", "internal/check", "internal/model", "internal/emit", "internal/diag", "internal/output", "internal/gomod"}, nil},
	{"internal/testneed/report", []string{"internal/testneed"}, nil},
	{"internal/testneed", nil, nil},
	{"internal/spectest", []string{"internal/spec", "internal/check", "internal/model"}, []string{"golang.org/x/tools/txtar", "github.com/rogpeppe/go-internal/diff"}},
	{"internal/browsertest", []string{"internal/testneed"}, []string{"github.com/chromedp/..."}},
	{"internal/smartops/...", []string{"gen/api", "gen/docs", "gen/ts", "rpc", "rpc/browse", "rpc/rpcprom", "rpc/rpcotel", "internal/smartops/...", "internal/testneed"}, []string{"..."}},
	{"internal/screenshots", []string{"gen/api", "gen/client", "rpc"}, []string{"github.com/chromedp/..."}},
}

var goEmitter = []string{"internal/model", "internal/naming", "internal/emit/gosrc", "internal/emit/comment", "internal/emit/unions"}

// never are packages that those on the left may not depend on, not even through others.
var never = map[string][]string{
	"cmd/gen":               {module + "rpc", module + "gen/...", module + "internal/smartops/..."},
	"internal/smartops/...": {module + "internal/emit/...", module + "internal/check", module + "internal/spec", "github.com/dave/jennifer/...", "gopkg.in/yaml.v3"},
}

func TestImports(t *testing.T) {
	for _, line := range list(t, "{{.ImportPath}} {{join .Imports \" \"}}") {
		fields := strings.Fields(line)
		name := strings.TrimPrefix(fields[0], module)
		for _, rule := range imports {
			if !match(rule.packages, name) {
				continue
			}
			for _, path := range fields[1:] {
				if !allowed(path, rule.own, rule.others) {
					t.Errorf("%s must not import %s", name, path)
				}
			}
			break
		}
	}
}

func TestDependencies(t *testing.T) {
	for _, line := range list(t, "{{.ImportPath}} {{join .Deps \" \"}}") {
		fields := strings.Fields(line)
		name := strings.TrimPrefix(fields[0], module)
		for pattern, refused := range never {
			if !match(pattern, name) {
				continue
			}
			for _, path := range fields[1:] {
				if slices.ContainsFunc(refused, func(p string) bool { return match(p, path) }) {
					t.Errorf("%s must not depend on %s", name, path)
				}
			}
		}
	}
}

// TestNoReflection reads every file of the runtime and of generated code, those for other systems too.
func TestNoReflection(t *testing.T) {
	for _, dir := range []string{"../rpc", "../gen", "e2e/gen"} {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
			if err != nil {
				return err
			}
			for _, spec := range file.Imports {
				if name, _ := strconv.Unquote(spec.Path.Value); name == "reflect" || strings.HasPrefix(name, "encoding/json") {
					t.Errorf("%s must not import %s", path, name)
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
}

func list(t *testing.T, format string) []string {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-f", format, "./...")
	cmd.Dir = ".."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

func match(pattern, name string) bool {
	prefix, below := strings.CutSuffix(pattern, "...")
	return name == pattern || below && (strings.HasPrefix(name, prefix) || name == strings.TrimSuffix(prefix, "/"))
}

func allowed(path string, own, others []string) bool {
	if name, ours := strings.CutPrefix(path, module); ours {
		return slices.ContainsFunc(own, func(pattern string) bool { return match(pattern, name) })
	}
	if first, _, _ := strings.Cut(path, "/"); !strings.Contains(first, ".") {
		return true // the standard library
	}
	return slices.ContainsFunc(others, func(pattern string) bool { return match(pattern, path) })
}
