package check_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/trunkline-rpc/trunkline/internal/emit/specschema/verdict"
	"github.com/trunkline-rpc/trunkline/internal/model"
)

// TestSchemaAccepts holds the schema of the spec language to what this package accepts.
func TestSchemaAccepts(t *testing.T) {
	for name, text := range acceptedSpecs(t) {
		t.Run(name, func(t *testing.T) { verdict.Accepted(t, text) })
	}
}

// acceptedSpecs are all specs of the repository that have no mistakes.
func acceptedSpecs(t *testing.T) map[string]string {
	t.Helper()
	specs := map[string]string{}
	files, _ := filepath.Glob("testdata/accepted/*.yaml")
	for _, file := range append(files, "../../api.yaml", "../e2e/api.yaml", "../../bench/trunkline/api.yaml") {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		specs[file] = string(text)
	}
	golden, _ := filepath.Glob("../emit/testdata/*.txtar")
	for _, file := range golden {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		specs[file] = string(archive.Files[0].Data)
	}
	if len(files) == 0 || len(golden) == 0 {
		t.Fatal("specs are missing")
	}
	return specs
}

// TestSchemaRefuses holds the schema to what this package refuses.
func TestSchemaRefuses(t *testing.T) {
	files, _ := filepath.Glob("testdata/refused/*.txtar")
	if len(files) == 0 {
		t.Fatal("there are no specs that are refused")
	}
	schema := verdict.Compile(t, &model.API{})
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		subject := strings.TrimSuffix(filepath.Base(file), ".txtar")
		for _, f := range archive.Files {
			if strings.HasSuffix(f.Name, ": mistakes") {
				continue
			}
			t.Run(subject+"/"+f.Name, func(t *testing.T) {
				verdict.Agree(t, schema, whole(subject, string(f.Data)))
			})
		}
	}
}

// TestSchemaAgreesOnSlips puts other values in place of those of specs without mistakes, as hands do
// that slip.
func TestSchemaAgreesOnSlips(t *testing.T) {
	schema := verdict.Compile(t, &model.API{})
	slips := []string{"", "5", "true", "two words", "User", "list<int>", "string | int", "[]", "[a, b]", "{a: b}"}
	text, err := os.ReadFile("testdata/accepted/language.yaml")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(text), "\n")
	for i, line := range lines {
		key, _, found := strings.Cut(line, ": ")
		if !found || strings.HasPrefix(strings.TrimSpace(line), "#") {
			continue
		}
		for _, slip := range slips {
			slipped := strings.Join(lines[:i], "") + key + ": " + slip + "\n" + strings.Join(lines[i+1:], "")
			verdict.AgreeOn(t, i+1, schema, slipped)
		}
	}
}
