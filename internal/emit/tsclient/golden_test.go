package tsclient_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"golang.org/x/tools/txtar"
)

// TestGolden compares what comes from a spec with what stands beside it. The runtime, which is the same
// for all, is left out.
func TestGolden(t *testing.T) {
	const path = "testdata/small.txtar"
	archive := txtar.Parse(read(t, path))
	files := generate(t, archive.Files[0].Data)
	own, _, found := bytes.Cut(files["client.ts"], []byte("// ----------"))
	if !found {
		t.Fatal("there is no runtime")
	}
	got := &txtar.Archive{Comment: archive.Comment, Files: []txtar.File{
		archive.Files[0], {Name: "client.ts", Data: own}, {Name: "package.json", Data: files["package.json"]},
	}}
	want := txtar.Format(archive)
	if *update {
		want = txtar.Format(got)
		if err := os.WriteFile(path, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if d := diff.Diff("golden", want, "generated", txtar.Format(got)); d != nil {
		t.Errorf("run go test ./internal/emit/tsclient -update, if this is what you want:\n%s", d)
	}
	for name, first := range files {
		if again := generate(t, archive.Files[0].Data)[name]; !bytes.Equal(first, again) {
			t.Errorf("%s differs when it is generated again", name)
		}
	}
}
