package emit_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/trunkline-rpc/trunkline/internal/check"
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

// TestLarge compiles such an API when TRUNKLINE_LARGE is set, and logs what it takes.
func TestLarge(t *testing.T) {
	if os.Getenv("TRUNKLINE_LARGE") == "" {
		t.Skip("TRUNKLINE_LARGE is not set")
	}
	const methods = 1000
	start := time.Now()
	files := generate(t, largeSpec(methods, 300))
	t.Logf("generated in %v", time.Since(start))
	lines, inServices := 0, 0
	for name, text := range files {
		n := bytes.Count(text, []byte("\n"))
		lines += n
		if strings.HasSuffix(name, "_service.go") {
			inServices += n
		}
	}
	t.Logf("%d files, %d lines; %d lines a method in services, %d with everything", len(files), lines, inServices/methods, lines/methods)
	dir := module(t)
	run(t, dir, "build", "github.com/trunkline-rpc/trunkline/rpc")
	write(t, dir, files)
	start = time.Now()
	run(t, dir, "build", "./...")
	t.Logf("compiled in %v", time.Since(start))
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
