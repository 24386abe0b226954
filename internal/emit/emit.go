// Package emit turns a checked API into files. It is pure: the same API gives the same bytes, and it
// cannot fail, as package check refused everything that could not be emitted.
package emit

import (
	"runtime"
	"sync"

	"github.com/trunkline-rpc/trunkline/internal/emit/goapi"
	"github.com/trunkline-rpc/trunkline/internal/emit/goserver"
	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
	"github.com/trunkline-rpc/trunkline/internal/emit/gotypes"
	"github.com/trunkline-rpc/trunkline/internal/model"
)

// Files are what is generated: contents by slash-separated paths below the output folder.
type Files map[string][]byte

// All emits everything.
func All(api *model.API) Files {
	out := newOutput()
	goPackage(out, api)
	return out.render()
}

// goPackage emits the Go package api: types, errors, services and dispatcher.
func goPackage(out *output, api *model.API) {
	vars := gotypes.NewVars(api.Types)
	types := &goapi.Emitter{API: api, Vars: vars}
	server := goserver.New(api, vars)

	types.Package(out.file("api/api", packageDoc(api)...))
	for _, part := range splitTypes(api) {
		f := out.file(part.path)
		for _, n := range part.types {
			types.Type(f, n)
		}
	}
	types.Errors(out.file("api/errors"))
	server.Auth(out.file("api/auth"))
	server.Dispatch(out.file("api/dispatch"))
	for _, s := range api.Services {
		f := out.file("api/" + serviceFile(s))
		server.Service(f, s)
		for _, m := range s.Methods {
			types.Params(f, m)
			server.Serve(f, m)
		}
	}
}

// packageDoc is the documentation of package api.
func packageDoc(api *model.API) []string {
	first := "Package api is the server's side of the API"
	if title := gosrc.Clean(api.Title); title != "" {
		first = "Package api is the server's side of " + title
		if api.Version != "" {
			first += ", version " + api.Version
		}
	}
	return []string{
		first + ": its types, an interface for each service, and the dispatcher that connects these to package rpc.",
		api.Description,
	}
}

// output gathers the files.
type output struct {
	names map[string]bool
	files []namedFile
}

type namedFile struct {
	path string
	file *gosrc.File
}

func newOutput() *output { return &output{names: map[string]bool{}} }

// file begins a Go file at path, less its suffix.
func (o *output) file(path string, doc ...string) *gosrc.File {
	f := gosrc.NewFile("api", doc...)
	o.files = append(o.files, namedFile{o.unique(path) + ".go", f})
	return f
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
	files := Files{}
	for i, f := range o.files {
		if texts[i] != nil {
			files[f.path] = texts[i]
		}
	}
	return files
}

// Folders are those that files go to. What carries the header of generated files in one of them
// was generated.
var Folders = []string{"api", "client", "ts", "docs"}
