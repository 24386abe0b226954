package tsclient_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// secretive has secrets wherever a type can have them.
const secretive = `
trunkline: 1
info: {title: S, version: "1"}
defaults: {auth: none}
types:
  Pin: {type: string, secret: true}
  Code: Pin
  Pins: list<Code>
  Plain: string
  Login: {fields: {name: string, password: Pin, "__proto__?": Pin, "valueOf?": Pin, "toString?": Tree, "old?": Pins}}
  Tree: {fields: {name: string, "pin?": Code | null, "children?": list<Tree>}}
  Card: {fields: {number: Pin, name: string}}
  Cash: {fields: {number: string}}
  Paid: {union: {card: Card, cash: Cash, constructor: Card}, discriminator: by}
  Either: Pin | int | list<Login>
  Nest: list<Nest> | Pin
methods:
  login: {params: Login}
  plain: {params: {name: Plain, "cash?": Cash}}
  all:
    params:
      "direct?": {type: string, secret: true}
      nullable?: Pin | null
      logins?: list<Login>
      byName?: map<Login>
      pins?: Pins
      byPin?: map<Pin>
      tree?: Tree
      paid?: list<Paid>
      either?: list<Either>
      nest?: Nest
      name?: Plain
`

// TestKeysWithoutSecrets makes keys of params whose every secret is a canary.
func TestKeysWithoutSecrets(t *testing.T) {
	const canary = "canary"
	const script = `
import { keys } from "./client.js";
const c = "canary";
console.log(JSON.stringify([
  keys.login({ name: "a", password: c, old: [c], ["__proto__"]: c, valueOf: c, toString: { name: "b", pin: c } }),
  keys.login(),
  keys.plain({ name: "a", cash: { number: "1" } }),
  keys.all({
    direct: c, nullable: c, logins: [{ name: "a", password: c }, { name: "b", password: c }], byName: { x: { name: "a", password: c, more: 1 } }, pins: [c], byPin: { x: c },
    tree: { name: "a", pin: c, children: [{ name: "b", pin: c }, { name: "c", pin: null, children: [] }] },
    paid: [{ by: "card", number: c, name: "a" }, { by: "cash", number: "1" }, { by: "constructor", number: c, name: "b" }], either: [c, 1, [{ name: "a", password: c }]], nest: [[c], []], name: "a",
  }),
  keys.all({ tree: c, logins: c, nest: c, paid: [c] }),
]));`
	var got []any
	run(t, generate(t, []byte(secretive))["client.js"], script, &got)
	const want = `[
	["Root", "login", {"name": "a", "old": [], "toString": {"name": "b"}}],
	["Root", "login"],
	["Root", "plain", {"name": "a", "cash": {"number": "1"}}],
	["Root", "all", {
		"logins": [{"name": "a"}, {"name": "b"}], "byName": {"x": {"name": "a", "more": 1}}, "pins": [], "byPin": {},
		"tree": {"name": "a", "children": [{"name": "b"}, {"name": "c", "pin": null, "children": []}]},
		"paid": [{"by": "card", "name": "a"}, {"by": "cash", "number": "1"}, {"by": "constructor", "name": "b"}], "either": [1, [{"name": "a"}]], "nest": [[], []], "name": "a"
	}],
	["Root", "all", {"paid": []}]
]`
	var wanted []any
	if err := json.Unmarshal([]byte(want), &wanted); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(wanted, got); diff != "" {
		t.Error(diff)
	}
	if text := inJSON(t, got); strings.Contains(text, canary) {
		t.Errorf("a secret is in a key: %s", text)
	}
}
