package tsclient_test

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// utilities are types of TypeScript and of its libraries that stand for nothing at run time.
var utilities = strings.Fields(`Record Partial Required Readonly Pick Omit Exclude Extract NonNullable Parameters ReturnType ConstructorParameters
	InstanceType Awaited Uppercase ThisType Iterator IterableIterator Iterable AsyncIterable PromiseLike ArrayLike ReadonlyArray ReadonlyMap
	ReadonlySet PropertyKey TemplateStringsArray CallableFunction NewableFunction IArguments RequestInit Window Document Element GlobalThis`)

// globalNames are the names that begin with a capital and mean something to TypeScript, to Node or to
// the client's file itself, but for those that check refuses.
func globalNames(t testing.TB) []string {
	names := append(strings.Fields(node(t, ".", "-p", `Object.getOwnPropertyNames(globalThis).join(" ")`)), utilities...)
	names = slices.DeleteFunc(append(names, naming.TSTaken...), func(name string) bool {
		return !regexp.MustCompile(`^[A-Z][A-Za-z0-9]*$`).MatchString(name) || slices.Contains(exportedNames(), name)
	})
	slices.Sort(names)
	return slices.Compact(names)
}

// globalSpecs have types by these names: objects, and enums whose values have names.
func globalSpecs(t testing.TB) map[string][]byte {
	names := globalNames(t)
	objects, enums := globalSpec(names, "{fields: {x: int}}"), globalSpec(names, "{enum: {one: 1, two: 2}}")
	return map[string][]byte{"global_objects": []byte(objects), "global_enums": []byte(enums), "global_members": []byte(membersSpec)}
}

func globalSpec(names []string, definition string) string {
	var types, fields strings.Builder
	for i, name := range names {
		types.WriteString("  " + name + ": " + definition + "\n")
		fields.WriteString("      f" + strconv.Itoa(i) + "?: " + name + "\n")
	}
	return "trunkline: 1\ninfo: {title: G, version: \"1\"}\nauth: {token: {type: bearer}}\ntypes:\n" + types.String() +
		"  AllOfThem:\n    fields:\n" + fields.String() +
		"methods:\n  all: {auth: token, params: {all: AllOfThem, pin: {type: string, secret: true}}, result: AllOfThem}\n"
}

// TestGlobalNames calls a method, and checks its params, where types are called as what the client needs
// for it. That such a client compiles is seen by TestCompiles.
func TestGlobalNames(t *testing.T) {
	if n := len(globalNames(t)); n < 100 {
		t.Fatalf("there are %d names", n)
	}
	for name, spec := range globalSpecs(t) {
		if name == "global_members" {
			continue
		}
		var got []any
		run(t, generate(t, spec)["client.js"], `
import { createClient, isRpcError, keys, validate, TransportError } from "./client.js";
const bodies = ['{"jsonrpc":"2.0","id":1,"result":{}}', '{"jsonrpc":"2.0","id":2,"error":{"code":-32602,"message":"m"}}', ""];
const api = createClient({ url: "/", token: async () => "t", fetch: async () => new Response(bodies.shift()) });
const outcomes = [];
for (let i = 0; i < 3; i++) outcomes.push(await api.root.all({ all: {}, pin: "p" }).catch((e) => isRpcError(e) || e instanceof TransportError));
console.log(JSON.stringify([outcomes, keys.all({ all: {}, pin: "p" }), validate.all({ all: { f0: "x", f1: 1.5, no: 1 } }).length]));`, &got)
		want := []any{[]any{map[string]any{}, true, true}, []any{"Root", "all", map[string]any{"all": map[string]any{}}}, 4.0}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// membersSpec has services, methods, params and errors by names that mean something to JavaScript.
const membersSpec = `
trunkline: 1
info: {title: M, version: "1"}
defaults: {auth: none}
auth: {toString: {type: bearer}}
errors: {Type: {code: 1, message: m}, Range: {code: 2, message: m}}
methods:
  Date.get: {params: {constructor: int, toString: int}, errors: [Type, Range]}
  Map.set: {params: {__proto__: int, then: int}}
  Promise.then: {}
  globalThis.fetch: {}
  Symbol.iterator: {}
  Object.hasOwnProperty: {params: {hasOwnProperty: int}}
  constructor.prototype: {}
  Uint8Array.toString: {}
  then.valueOf: {}
  undefined.null: {}
  class.delete: {params: {class: int, arguments: int}}
  await.async: {}
  arguments.eval: {}
  delete: {params: {new: int}}
  await: {}
  import: {}
  toString.constructor: {auth: toString, params: {x: int}}
`

// TestMembers calls each method of such an API, and checks its params.
func TestMembers(t *testing.T) {
	var got struct{ Sent, Called, Violations []string }
	run(t, generate(t, []byte(membersSpec))["client.js"], `
import * as client from "./client.js";
const sent = [], called = [];
const fetch = async (_, init) => {
  const { id, method } = JSON.parse(init.body);
  sent.push(method);
  return new Response(JSON.stringify({ jsonrpc: "2.0", id, result: method }));
};
const api = await client.createClient({ url: "/", fetch, toStringScheme: "t" });
for (const service of Object.values(api)) {
  for (const method of Object.values(await service)) called.push(await method({}));
}
const violations = Object.values(client.validate).flatMap((check) => check({}).map((v) => v.path + " " + v.rule));
console.log(JSON.stringify({ sent, called, violations }));`, &got)
	if len(got.Sent) != 17 || !cmp.Equal(got.Sent, got.Called) {
		t.Errorf("sent %v, got the answers to %v", got.Sent, got.Called)
	}
	want := []string{
		"/constructor required", "/toString required", "/__proto__ required", "/then required", "/hasOwnProperty required",
		"/class required", "/arguments required", "/new required", "/x required",
	}
	if diff := cmp.Diff(want, got.Violations); diff != "" {
		t.Error(diff)
	}
}
