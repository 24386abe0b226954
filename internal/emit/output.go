package emit

import (
	"runtime"
	"strings"
	"sync"

	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
)

// output gathers the files.
type output struct {
	names map[string]bool
	files []namedFile
	texts Files
}

// namedFile is a Go file that is not yet formatted.
type namedFile struct {
	path string
	file *gosrc.File
}

func newOutput() *output { return &output{names: map[string]bool{}, texts: Files{}} }

// file begins a Go file at path, less its suffix. Its package is called as its folder is.
func (o *output) file(path string, doc ...string) *gosrc.File {
	folder, _, _ := strings.Cut(path, "/")
	f := gosrc.NewFile(folder, doc...)
	o.files = append(o.files, namedFile{o.unique(path) + ".go", f})
	return f
}

// add puts files that are finished into a folder.
func (o *output) add(folder string, files map[string][]byte) {
	for name, text := range files {
		o.texts[folder+"/"+name] = text
	}
}

// render formats all files that declare something, as many at a time as there are processors.
func (o *output) render() Files {
	texts := make([][]byte, len(o.files))
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	var wait sync.WaitGroup
	for i, f := range o.files {
		if f.file.Empty() {
			continue
		}
		slots <- struct{}{}
		wait.Go(func() {
			texts[i] = f.file.Render()
			<-slots
		})
	}
	wait.Wait()
	for i, f := range o.files {
		if texts[i] != nil {
			o.texts[f.path] = texts[i]
		}
	}
	return o.texts
}
