package check_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/trunkline-rpc/trunkline/internal/check"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/spec"
)

var update = flag.Bool("update", false, "write what is found into testdata")

// run parses and checks a spec, and returns the rendered mistakes.
func run(t *testing.T, src string) (*model.API, string) {
	t.Helper()
	f, diags := spec.Parse([]byte(src))
	api := check.Check(f, diags)
	return api, diags.Render("api.yaml")
}

// whole adds to a spec, at its end, what every spec has to say.
func whole(name, src string) string {
	var b strings.Builder
	b.WriteString(src)
	if !strings.Contains(src, "trunkline:") {
		b.WriteString("trunkline: 1\n")
	}
	if !strings.Contains(src, "info:") {
		b.WriteString("info: {title: T, version: \"1\"}\n")
	}
	if !strings.Contains(src, "defaults:") && !strings.HasPrefix(name, "auth") {
		b.WriteString("defaults: {auth: none}\n")
	}
	if !strings.Contains(src, "methods:") {
		b.WriteString("methods: {ping: {}}\n")
	}
	return b.String()
}

// TestRefused holds the spec of each case to the mistakes that stand behind it. Every file is about
// one subject, and holds pairs of a spec and the mistakes in it.
func TestRefused(t *testing.T) {
	files, err := filepath.Glob("testdata/refused/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("find cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { refusedFile(t, file) })
	}
}

func refusedFile(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	subject := strings.TrimSuffix(filepath.Base(file), ".txtar")
	var found []txtar.File
	for _, f := range archive.Files {
		if strings.HasSuffix(f.Name, ": mistakes") {
			continue
		}
		want := mistakes(archive, f.Name)
		found = append(found, f)
		t.Run(f.Name, func(t *testing.T) {
			_, got := run(t, whole(subject, string(f.Data)))
			found = append(found, txtar.File{Name: f.Name + ": mistakes", Data: []byte(got)})
			if got == "" {
				t.Error("nothing was refused")
			}
			if diff := cmp.Diff(want, got); diff != "" && !*update {
				t.Error(diff)
			}
		})
	}
	if *update && !t.Failed() {
		archive.Files = found
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func mistakes(archive *txtar.Archive, name string) string {
	for _, f := range archive.Files {
		if f.Name == name+": mistakes" {
			return string(f.Data)
		}
	}
	return ""
}
