package tsclient_test

import (
	"bytes"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/trunkline-rpc/trunkline/internal/spectest"
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
	spectest.Golden(t, path, got, *update)
	for name, first := range files {
		if again := generate(t, archive.Files[0].Data)[name]; !bytes.Equal(first, again) {
			t.Errorf("%s differs when it is generated again", name)
		}
	}
}
