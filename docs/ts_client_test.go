package docs_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/testneed"
)

// tsFragment is around the fragments of the page, which use what a program around them has.
const tsFragment = `import { createClient, ErrorCode, fieldErrors, isRpcError, keys, TransportError, validate, validateUserRegister } from "smartops-api-client";
import type { ApiClient, UserChangePasswordError } from "smartops-api-client";

export const used = [createClient, ErrorCode, fieldErrors, isRpcError, keys, TransportError, validate, validateUserRegister];
export type Used = UserChangePasswordError;

export async function fragment(api: ApiClient, showField: (name: string, message: string) => void): Promise<unknown> {
BODY
  return [api, showField];
}
`

const tsConfig = `{"compilerOptions": {"strict": true, "target": "ES2022", "module": "ESNext", "moduleResolution": "bundler", "lib": ["ES2022", "DOM"], "types": []}}`

// TestTypeScriptClientPage compiles the program and the fragments of the page, and runs the program
// beside SmartOps.
func TestTypeScriptClientPage(t *testing.T) {
	const page = "ts-client.md"
	tsc, node := filepath.Join(testneed.NPM(t, "typescript7"), "bin", "tsc"), testneed.Node(t)
	dir, port := t.TempDir(), freePort(t)
	installed := filepath.Join(dir, "node_modules", "smartops-api-client")
	if err := os.MkdirAll(installed, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"client.js", "client.d.ts", "package.json"} {
		copyFile(t, filepath.Join("..", "gen", "ts", name), filepath.Join(installed, name))
	}
	programs := blocks(t, page, "ts")
	if len(programs) < 6 {
		t.Fatalf("found %d programs", len(programs))
	}
	write(t, dir, "package.json", `{"type": "module"}`)
	write(t, dir, "tsconfig.json", tsConfig)
	write(t, dir, "main.ts", strings.ReplaceAll(programs[0], "127.0.0.1:2001", "127.0.0.1:"+port))
	for i, body := range programs[1:] {
		write(t, dir, "fragment"+strconv.Itoa(i)+".ts", strings.Replace(tsFragment, "BODY", body, 1))
	}
	run(t, dir, node, tsc, "-p", ".")

	run(t, "..", "go", "build", "-o", filepath.Join(dir, "smartops.exe"), "./cmd/smartops")
	start(t, dir, "./smartops.exe", "serve", "--migrate", "--listen=127.0.0.1:"+port)
	post(t, "http://127.0.0.1:"+port+"/api",
		`{"jsonrpc": "2.0", "id": 1, "method": "user.register", "params": {"username": "test", "password": "123456"}}`)
	if got, want := run(t, dir, node, "main.js"), blocks(t, page, "text")[0]; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
