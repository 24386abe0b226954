package emit_test

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/trunkline-rpc/trunkline/internal/check"
	"github.com/trunkline-rpc/trunkline/internal/emit"
	"github.com/trunkline-rpc/trunkline/internal/emit/markdown"
	"github.com/trunkline-rpc/trunkline/internal/emit/openrpc"
	"github.com/trunkline-rpc/trunkline/internal/emit/specschema"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/spec"
)

// largeSpec makes a spec of so many methods, in services of 50, and so many types.
func largeSpec(methods, types int) []byte {
	var b strings.Builder
	b.WriteString("trunkline: 1\ninfo: {title: Large, version: \"1\"}\ndefaults: {auth: token}\n")
	b.WriteString("auth: {token: {type: bearer, param: token, scopes: {admin: Everything.}}}\n")
	b.WriteString("errors:\n  Busy: {code: 1001, message: busy, data: {fields: {retryAfter: int}}}\n")
	b.WriteString("types:\n  State: {enum: [up, down, unknown]}\n")
	for i := range types {
		fmt.Fprintf(&b, "  Type%d:\n    description: A thing of kind %d.\n    fields:\n", i, i)
		b.WriteString("      id: int\n      name: {type: string, minLength: 1, maxLength: 80}\n      state: State\n")
		b.WriteString("      note?: string\n      seenAt: time | null\n      labels: map<string>\n")
		if i > 0 {
			fmt.Fprintf(&b, "      parts: list<Type%d>\n", i-1)
		}
	}
	b.WriteString("methods:\n")
	for i := range methods {
		fmt.Fprintf(&b, "  service%d.get%d:\n    summary: Get a thing.\n    params:\n", i/50, i)
		b.WriteString("      id: {type: int, minimum: 1}\n      name: {type: string, maxLength: 80}\n")
		b.WriteString("      page: {type: int, default: 1}\n      tags?: list<string>\n")
		fmt.Fprintf(&b, "    result: Type%d\n    errors: [Busy]\n", i%types)
	}
	return []byte(b.String())
}

// BenchmarkLarge goes the whole way from the text of a spec of 1,000 methods and 300 types to its
// files.
func BenchmarkLarge(b *testing.B) {
	text := largeSpec(1000, 300)
	for b.Loop() {
		generate(b, text)
	}
}

// BenchmarkCompileLarge compiles what is generated from that spec. What it imports is compiled
// already, and it itself never is: each time, it ends with another comment. Beside the time by the
// clock it reports the time of processors, which what else runs on the machine disturbs less.
func BenchmarkCompileLarge(b *testing.B) {
	files := generate(b, largeSpec(1000, 300))
	dir := module(b)
	run(b, dir, "build", "github.com/trunkline-rpc/trunkline/rpc")
	write(b, dir, files)
	for _, folder := range []string{"api", "client"} {
		b.Run(folder, func(b *testing.B) { compileAnew(b, dir, folder) })
	}
	write(b, dir, emit.Files{"server/server.go": largeServer(20)})
	b.Run("server", func(b *testing.B) { compileAnew(b, dir, "server") })
}

// largeServer is a package that makes a dispatcher of such an API, which has so many services.
func largeServer(services int) []byte {
	var b strings.Builder
	b.WriteString("package server\n\nimport \"example.com/out/api\"\n\n")
	b.WriteString("var New = api.NewDispatcher[*int]\n\nvar Services = api.Services[*int]{\n")
	for i := range services {
		fmt.Fprintf(&b, "\tService%d: api.UnimplementedService%dService[*int]{},\n", i, i)
	}
	b.WriteString("}\n")
	return []byte(b.String())
}

// compileAnew compiles a package as though it had changed.
func compileAnew(b *testing.B, dir, folder string) {
	run(b, dir, "build", "./"+folder) // what it imports, too
	path := oneFileOf(b, filepath.Join(dir, folder))
	var used time.Duration
	for b.Loop() {
		text, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		text = fmt.Appendf(text, "\n// %s\n", rand.Text())
		if err := os.WriteFile(path, text, 0o644); err != nil {
			b.Fatal(err)
		}
		used += run(b, dir, "build", "./"+folder).UserTime()
	}
	b.ReportMetric(used.Seconds()/float64(b.N), "user-s/op")
}

// oneFileOf finds a Go file in the folder.
func oneFileOf(b *testing.B, folder string) string {
	paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil || len(paths) == 0 {
		b.Fatal("there is no Go file in "+folder, err)
	}
	return paths[0]
}

// TestLargeIsShort holds such an API to 200 generated lines of Go a method.
func TestLargeIsShort(t *testing.T) {
	const methods, limit = 1000, 200
	lines := 0
	for _, text := range generate(t, largeSpec(methods, 300)) {
		lines += bytes.Count(text, []byte("\n"))
	}
	if got := lines / methods; got > limit {
		t.Errorf("%d lines a method, more than %d", got, limit)
	}
}

// BenchmarkDocuments measures each document of such an API by itself.
func BenchmarkDocuments(b *testing.B) {
	file, diags := spec.Parse(largeSpec(1000, 300))
	api := check.Check(file, diags)
	if !diags.Empty() {
		b.Fatal(diags.Render("api.yaml"))
	}
	for _, document := range []struct {
		name string
		emit func(*model.API) []byte
	}{{"openrpc.json", openrpc.Emit}, {"api.schema.json", specschema.Emit}, {"api.md", markdown.Emit}} {
		b.Run(document.name, func(b *testing.B) {
			for b.Loop() {
				b.SetBytes(int64(len(document.emit(api))))
			}
		})
	}
}
