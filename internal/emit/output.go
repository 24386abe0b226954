package emit

import (
	"runtime"
	"strings"
	"sync"

	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
)

// output gathers the files. Go files are formatted while the ones after them are emitted, as many at
// a time as there are processors.
type output struct {
	names map[string]bool
	files []*goFile
	slots chan struct{}
	wait  sync.WaitGroup
	texts Files
}

// goFile is a Go file, and its text when that is formatted; nil when it declares nothing.
type goFile struct {
	path string
	file *gosrc.File
	text []byte
}

func newOutput() *output {
	return &output{names: map[string]bool{}, slots: make(chan struct{}, runtime.GOMAXPROCS(0)), texts: Files{}}
}

// file begins a Go file at path, less its suffix. Its package is called as its folder is. The file
// that was begun before is then complete.
func (o *output) file(path string, doc ...string) *gosrc.File {
	o.complete()
	folder, _, _ := strings.Cut(path, "/")
	f := &goFile{path: o.unique(path) + ".go", file: gosrc.NewFile(folder, doc...)}
	o.files = append(o.files, f)
	return f.file
}

// complete begins to format the last file.
func (o *output) complete() {
	if len(o.files) == 0 {
		return
	}
	f := o.files[len(o.files)-1]
	if f.file.Empty() {
		return
	}
	o.wait.Go(func() {
		o.slots <- struct{}{}
		f.text = f.file.Render()
		<-o.slots
	})
}

// add puts files that are finished into a folder.
func (o *output) add(folder string, files map[string][]byte) {
	for name, text := range files {
		o.texts[folder+"/"+name] = text
	}
}

// render returns all files.
func (o *output) render() Files {
	o.complete()
	o.wait.Wait()
	for _, f := range o.files {
		if f.text != nil {
			o.texts[f.path] = f.text
		}
	}
	return o.texts
}
