package tsclient_test

import (
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
)

// bundle bundles a script that uses SmartOps' client, as a frontend's build does.
func bundle(t *testing.T, script string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range generate(t, read(t, "../../../api.yaml")) {
		write(t, dir+"/node_modules/client/"+name, text)
	}
	result := api.Build(api.BuildOptions{
		Stdin:  &api.StdinOptions{Contents: script, ResolveDir: dir},
		Bundle: true, Format: api.FormatESModule, MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true, LogLevel: api.LogLevelSilent,
	})
	if len(result.Errors) > 0 {
		t.Fatal(result.Errors)
	}
	return string(result.OutputFiles[0].Contents)
}

// TestTreeShaking sees that who does not check params ships neither constraints nor what checks them.
func TestTreeShaking(t *testing.T) {
	of := []string{"minLength", "must have at least", `is:"object"`, "a-z0-9", "an e-mail address", "did you mean"}
	client := bundle(t, `import { createClient, isRpcError, keys } from "client"; console.log(createClient({ url: "/api" }), isRpcError, keys);`)
	with := bundle(t, `import { createClient, validate } from "client"; console.log(createClient({ url: "/api" }), validate);`)
	for _, text := range of {
		if strings.Contains(client, text) {
			t.Errorf("a bundle without validate holds %q", text)
		}
		if !strings.Contains(with, text) {
			t.Errorf("a bundle with validate does not hold %q", text)
		}
	}
	if !strings.Contains(client, "user.register") {
		t.Error("the client is not there")
	}
	one := bundle(t, `import { validateAccountGet } from "client"; console.log(validateAccountGet({}));`)
	for _, text := range []string{"password", "descending", "roundTripMs", "fetch", "user.register"} {
		if strings.Contains(one, text) {
			t.Errorf("a bundle of one function that checks holds %q", text)
		}
	}
	if !strings.Contains(one, `id:{is:"int"}`) {
		t.Error("a bundle of one function that checks does not hold its constraints")
	}
	if nested := bundle(t, `import { validateHostReport } from "client"; console.log(validateHostReport({}));`); !strings.Contains(nested, "roundTripMs") {
		t.Error("a bundle of one function that checks does not hold the constraints of its types")
	}
	if keysOnly := bundle(t, `import { keys } from "client"; console.log(keys.userMe());`); strings.Contains(keysOnly, "fetch") {
		t.Error("a bundle of keys holds the client")
	}
	t.Logf("the client: %d bytes, with validate %d; one function that checks: %d", len(client), len(with), len(one))
}
