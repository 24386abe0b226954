package page

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"
)

// bundle is what became of the sources in the folder web.
type bundle struct{ script, style []byte }

// bundled makes the bundle once: it is the same for every API.
var bundled = sync.OnceValue(func() bundle {
	return bundle{
		script: build("main.ts", api.BuildOptions{Format: api.FormatIIFE, Banner: map[string]string{"js": "// " + marker}}),
		style:  build("page.css", api.BuildOptions{Banner: map[string]string{"css": "/* " + marker + " */"}}),
	}
})

// build bundles a source with what it imports.
func build(entry string, o api.BuildOptions) []byte {
	o.EntryPoints = []string{entry}
	o.Bundle = true
	o.Target = api.ES2022
	o.MinifySyntax, o.MinifyIdentifiers, o.MinifyWhitespace = true, true, true
	o.LegalComments = api.LegalCommentsNone
	o.Charset = api.CharsetUTF8
	o.Plugins = []api.Plugin{embedded}
	result := api.Build(o)
	if len(result.Errors) > 0 {
		panic("page: " + strings.Join(api.FormatMessages(result.Errors, api.FormatMessagesOptions{}), "\n"))
	}
	return result.OutputFiles[0].Contents
}

// embedded lets esbuild read what is part of the binary, and nothing else.
var embedded = api.Plugin{Name: "embedded", Setup: func(b api.PluginBuild) {
	b.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
		if args.Kind == api.ResolveCSSURLToken { // a file beside the style
			return api.OnResolveResult{Path: args.Path, External: true}, nil
		}
		name := path.Join(path.Dir(args.Importer), args.Path)
		if path.Ext(name) == "" {
			name += ".ts"
		}
		return api.OnResolveResult{Path: name, Namespace: "web"}, nil
	})
	b.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: "web"}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
		text, err := fs.ReadFile(web, "web/"+args.Path)
		if err != nil {
			return api.OnLoadResult{}, fmt.Errorf("read %s: %w", args.Path, err)
		}
		contents, loader := string(text), api.LoaderTS
		if path.Ext(args.Path) == ".css" {
			loader = api.LoaderCSS
		}
		return api.OnLoadResult{Contents: &contents, Loader: loader}, nil
	})
}}
