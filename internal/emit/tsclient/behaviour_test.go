package tsclient_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// TestKeyAmongParams sends the key of a scheme that has no header for it.
func TestKeyAmongParams(t *testing.T) {
	var got []any
	run(t, generate(t, txtar.Parse(read(t, "testdata/small.txtar")).Files[0].Data)["client.js"], `
import { createClient } from "./client.js";
const sent = [];
const fetch = async (_, init) => { sent.push(JSON.parse(init.body).params, [...init.headers.keys()]); return new Response('{"jsonrpc":"2.0","id":1,"result":null}'); };
await createClient({ url: "/", fetch, hidden: "k", key: "other" }).batchService.notify({ x: 1, big: "2" });
console.log(JSON.stringify(sent));`, &got)
	want := []any{map[string]any{"secret": "k", "x": 1.0, "big": "2"}, []any{"accept", "content-type"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestUnknownFieldsPass checks params of a spec that lets unknown members pass.
func TestUnknownFieldsPass(t *testing.T) {
	var got []string
	run(t, generate(t, []byte("trunkline: 1\ninfo: {title: T, version: \"1\"}\nunknownFields: ignore\nmethods: {m: {auth: none, params: {x: int}}}\n"))["client.js"], `
import { validate } from "./client.js";
console.log(JSON.stringify(validate.m({ y: "\ud800", z: 1 }).map((v) => v.path + " " + v.rule)));`, &got)
	if diff := cmp.Diff([]string{"/y unicode", "/x required"}, got); diff != "" {
		t.Error(diff)
	}
}
