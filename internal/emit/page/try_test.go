package page_test

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/trunkline-rpc/trunkline/internal/grammar"
	"github.com/trunkline-rpc/trunkline/internal/testneed"
)

// TestTryJSON gives the console's own reader of JSON every production of the grammar, and every way to
// break it. What it reads it prints again, with the same digits.
func TestTryJSON(t *testing.T) {
	good := append(slices.Clone(grammar.Good), `12345678901234567890.120e+5`, `{"a":1,"a":2}`, `{"__proto__":{"constructor":-0}}`, strings.Repeat("[", 100)+strings.Repeat("]", 100))
	bad := append(slices.Clone(grammar.Bad), strings.Repeat("[", 100_000), strings.Repeat(`{"a":`, 100_000))
	read := printedByConsole(t, append(slices.Clone(good), bad...))
	for i, text := range good {
		switch {
		case read[i] == nil:
			t.Errorf("%q is refused", text)
		case text == `{"a":1,"a":2}`:
			if *read[i] != text {
				t.Errorf("of members given twice it keeps %s", *read[i])
			}
		default:
			if got, want := numbered(t, *read[i]), numbered(t, text); got != want {
				t.Errorf("%q is printed as %s", text, *read[i])
			}
		}
	}
	for i, text := range bad {
		if printed := read[len(good)+i]; printed != nil {
			t.Errorf("%.100q is read as %.100q", text, *printed)
		}
	}
}

// numbered is a text with its numbers as they are written, and everything else in one form.
func numbered(t *testing.T, text string) string {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		t.Fatalf("%v: %q", err, text)
	}
	same, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(same)
}

// printedByConsole runs try/json.ts over texts; nil stands for what it refuses.
func printedByConsole(t *testing.T, texts []string) []*string {
	t.Helper()
	node := testneed.Node(t)
	script := filepath.Join(t.TempDir(), "json.cjs")
	result := api.Build(api.BuildOptions{
		Stdin: &api.StdinOptions{ResolveDir: "web/try", Loader: api.LoaderTS, Contents: `
			import { NotJSON, parse, print } from "./json";
			declare const require: (name: string) => { readFileSync(file: number, encoding: string): string };
			const read = (text: string) => {
				try {
					return print(parse(text));
				} catch (e) {
					if (e instanceof NotJSON) return null;
					throw e;
				}
			};
			console.log(JSON.stringify(JSON.parse(require("fs").readFileSync(0, "utf8")).map(read)));`},
		Bundle: true, Outfile: script, Write: true, Format: api.FormatCommonJS, Target: api.ES2022, Platform: api.PlatformNode,
	})
	if len(result.Errors) > 0 {
		t.Fatal(result.Errors)
	}
	in, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	run := exec.Command(node, script)
	run.Stdin = bytes.NewReader(in)
	out, err := run.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var printed []*string
	if err := json.Unmarshal(out, &printed); err != nil {
		t.Fatal(err)
	}
	return printed
}
