package tsclient_test

import (
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trunkline-rpc/trunkline/internal/emit/tsclient"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

func exportedNames() []string {
	names := slices.Clone(naming.TSExports)
	for _, name := range naming.StandardErrors {
		names = append(names, naming.TSStandardType(name))
	}
	return names
}

// TestExports holds the names that a client exports to those that package naming keeps free.
func TestExports(t *testing.T) {
	files := generate(t, []byte("trunkline: 1\ninfo: {title: T, version: \"1\"}\nmethods: {a.b: {auth: none, params: {x: int}}}\n"))
	want := append(exportedNames(), "AService", "ABParams", "validateAB")
	slices.Sort(want)
	for _, name := range []string{"client.ts", "client.d.ts"} {
		var got []string
		exports := regexp.MustCompile(`(?m)^export (?:declare )?(?:async function|function|class|const|interface|type) (\w+)`)
		for _, match := range exports.FindAllSubmatch(files[name], -1) {
			got = append(got, string(match[1]))
		}
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s exports (-want +got)\n%s", name, diff)
		}
	}
}

// TestTaken holds the names that the runtime uses to those that types are kept from.
func TestTaken(t *testing.T) {
	typeParameters := []string{"Code", "Data", "T", "Params", "Zero"}
	used := map[string]bool{}
	err := fs.WalkDir(tsclient.RuntimeFiles, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(tsclient.RuntimeFiles, path)
		for _, name := range capitals(string(text)) {
			used[name] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(exportedNames(), typeParameters...) {
		delete(used, name)
	}
	if diff := cmp.Diff(naming.TSTaken, slices.Sorted(maps.Keys(used))); diff != "" {
		t.Errorf("TSTaken is not what the runtime uses (-taken +used)\n%s", diff)
	}
}

// capitals are the names in code that begin with a capital and are no members.
func capitals(text string) []string {
	for _, noCode := range []string{`(?s)/\*.*?\*/`, `(?m)//.*$`, `"[^"\n]*"`, `(?m)/\^.*$`} {
		text = regexp.MustCompile(noCode).ReplaceAllString(text, " ")
	}
	text = strings.ReplaceAll(text, "...", " ")
	text = regexp.MustCompile("`[^`]*`").ReplaceAllStringFunc(text, func(template string) string {
		return strings.Join(regexp.MustCompile(`\$\{[^}]*\}`).FindAllString(template, -1), " ")
	})
	text = regexp.MustCompile(`[.#\w]\w*`).ReplaceAllStringFunc(text, func(word string) string {
		if 'A' <= word[0] && word[0] <= 'Z' {
			return word
		}
		return " "
	})
	return regexp.MustCompile(`\b[A-Z]\w*`).FindAllString(text, -1)
}

// TestRules holds the rules that the client's types name to those that the server breaks params by.
func TestRules(t *testing.T) {
	named := string(generate(t, []byte("trunkline: 1\ninfo: {title: T, version: \"1\"}\nmethods: {m: {auth: none}}\n"))["client.d.ts"])
	_, named, _ = strings.Cut(named, "readonly rule:")
	named, _, _ = strings.Cut(named, ";")
	paths, _ := filepath.Glob("../../../rpc/*.go")
	found := map[string]bool{}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		for _, match := range regexp.MustCompile(`(?:fail|failMember|minRule|maxRule)(?:\(|: )(?:name, )?"(\w+)"`).FindAllSubmatch(read(t, path), -1) {
			found[string(match[1])] = true
		}
	}
	if len(found) < 20 {
		t.Errorf("found %d rules", len(found))
	}
	for rule := range found {
		if !strings.Contains(named, `"`+rule+`"`) {
			t.Errorf("the rule %q is not named", rule)
		}
	}
}
