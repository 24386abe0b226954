// Package emit turns a checked API into files. It is pure: the same API gives the same bytes, and it
// cannot fail, as package check refused everything that could not be emitted.
package emit

import (
	"slices"

	"github.com/trunkline-rpc/trunkline/internal/emit/goapi"
	"github.com/trunkline-rpc/trunkline/internal/emit/goclient"
	"github.com/trunkline-rpc/trunkline/internal/emit/goserver"
	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
	"github.com/trunkline-rpc/trunkline/internal/emit/gotypes"
	"github.com/trunkline-rpc/trunkline/internal/model"
)

// Files are what is generated: contents by slash-separated paths below the output folder.
type Files map[string][]byte

// Options say what is generated.
type Options struct {
	// ImportPath is that of the output folder: generated Go packages import each other.
	ImportPath string
	// Only names the folders that are generated; when it is empty, all are.
	Only []string
}

// parts are what is generated, each in a folder of its own.
var parts = []struct {
	folder string
	emit   func(*output, *model.API, Options)
}{
	{"api", goPackage},
	{"client", goClient},
}

// Folders are those that files go to. What carries the header of generated files in one of them
// was generated.
func Folders() []string {
	names := make([]string, len(parts))
	for i, p := range parts {
		names[i] = p.folder
	}
	return names
}

// All emits everything that the options ask for.
func All(api *model.API, o Options) Files {
	out := newOutput()
	for _, p := range parts {
		if len(o.Only) == 0 || slices.Contains(o.Only, p.folder) {
			p.emit(out, api, o)
		}
	}
	return out.render()
}

// goPackage emits the Go package api: types, errors, services and dispatcher.
func goPackage(out *output, api *model.API, _ Options) {
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
			types.Result(f, m)
			server.Serve(f, m)
		}
	}
}

// goClient emits the Go package client: a client for package api.
func goClient(out *output, api *model.API, o Options) {
	if len(api.Services) == 0 {
		return
	}
	client := goclient.New(api)
	begin := func(path string, doc ...string) *gosrc.File {
		f := out.file(path, doc...)
		f.Root(o.ImportPath)
		return f
	}
	client.Client(begin("client/client", clientDoc(api)))
	for _, s := range api.Services {
		client.Service(begin("client/"+serviceFile(s)), s)
	}
}

// packageDoc is the documentation of package api.
func packageDoc(api *model.API) []string {
	return []string{
		"Package api is the server's side of " + title(api) +
			": its types, an interface for each service, and the dispatcher that connects these to package rpc.",
		api.Description,
	}
}

// clientDoc is the documentation of package client.
func clientDoc(api *model.API) string {
	return "Package client is the client's side of " + title(api) + ". Params, results and errors are those of package api."
}

// title names the API.
func title(api *model.API) string {
	title := gosrc.Clean(api.Title)
	switch {
	case title == "":
		return "the API"
	case api.Version == "":
		return title
	}
	return title + ", version " + api.Version
}
