package spec_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trunkline-rpc/trunkline/internal/spec"
)

const head = "trunkline: 1\ninfo: {title: T, version: \"1\"}\n"

// refused maps a spec, behind the two lines of head, to what is said of it.
var refused = []struct{ name, src, want string }{
	{"unknown key at the top", "method: {}\n", `3:1: unknown key "method" (did you mean "methods"?)`},
	{"unknown key nowhere near", "banana: {}\n", `3:1: unknown key "banana"`},
	{"unknown key of a method", "methods:\n  a:\n    reslt: string\n", `5:5: method "a": unknown key "reslt" (did you mean "result"?)`},
	{"unknown key of a scheme", "auth:\n  t: {type: bearer, parm: x}\n", `4:21: scheme "t": unknown key "parm" (did you mean "param"?)`},
	{"unknown key of an error", "errors:\n  E: {code: 1, message: m, dat: int}\n", `4:28: error "E": unknown key "dat" (did you mean "data"?)`},
	{"unknown key of a type", "types:\n  A: {type: string, minlength: 1}\n", `4:21: type "A": unknown key "minlength" (did you mean "minLength"?)`},
	{"unknown key of a param", "methods:\n  a:\n    params:\n      p: {type: string, requird: true}\n",
		`6:25: method "a": param "p": unknown key "requird"`},
	{"unknown key of an example", "methods:\n  a:\n    examples:\n      - {sumary: x}\n", `6:10: method "a": example 1: unknown key "sumary" (did you mean "summary"?)`},
	{"unknown key of defaults", "defaults: {auht: none}\n", `3:12: defaults: unknown key "auht" (did you mean "auth"?)`},
	{"key twice", "types:\n  A: string\n  A: int\n", `5:3: types: key "A" stands twice, first on line 4`},
	{"key twice in braces", "types:\n  A: {type: string, type: int}\n", `4:21: type "A": key "type" stands twice, first on line 4`},
	{"field twice", "types:\n  A:\n    fields:\n      x: int\n      x?: int\n", `7:7: type "A": field "x": stands twice, with and without ?, first on line 6`},
	{"key that is a number", "types:\n  1: string\n", `4:3: types: key 1 is read as a number: quote it`},
	{"key that is a boolean", "types:\n  A:\n    fields:\n      true: int\n", `6:7: type "A": key true is read as a boolean: quote it`},
	{"key that is null", "methods:\n  ~: {}\n", `4:3: methods: key ~ is read as null: quote it`},
	{"key that is a list", "types:\n  ? [a]\n  : string\n", `4:5: types: a key is a text, and this is a list`},
	{"anchor and alias", "types:\n  A: &a string\n  B: *a\n", "4:6: the anchor &a is not part of the spec language\n5:6: the alias *a is not part of the spec language: write the value out"},
	{"alias of nothing", "types:\n  A: int\n  B: *nothing\n", `5:6: the alias *nothing is not part of the spec language: write the value out`},
	{"merge key", "types:\n  A:\n    <<: {type: int}\n", `5:5: the merge key << is not part of the spec language: use extends`},
	{"tag", "types:\n  A: !!str int\n  B: !mine int\n", "4:6: the tag !!str is not part of the spec language\n5:6: the tag !mine is not part of the spec language"},
	{"second document", "---\ntrunkline: 1\n", `4:1: a spec is one document, and here a second one begins`},
	{"methods as a list", "methods:\n  - a\n", `4:3: methods: wants a mapping of names, and this is a list`},
	{"a method as a text", "methods:\n  a: hello\n", `4:6: method "a": a method is a mapping of keys to values, and this is a text`},
	{"a method without anything", "methods:\n  a:\n", `4:5: method "a": a method is a mapping of keys to values, and this is nothing`},
	{"number where text is wanted", "methods:\n  a: {summary: 1.0}\n", `4:16: method "a": summary: wants a text, and 1.0 is read as a number: quote it`},
	{"date where text is wanted", "methods:\n  a: {summary: 2026-01-01}\n", `4:16: method "a": summary: wants a text, and 2026-01-01 is read as a date: quote it`},
	{"boolean where text is wanted", "methods:\n  a: {summary: true}\n", `4:16: method "a": summary: wants a text, and true is read as a boolean: quote it`},
	{"null where text is wanted", "methods:\n  a: {summary: null}\n", `4:16: method "a": summary: wants a text, and null is read as null: quote it`},
	{"nothing where text is wanted", "methods:\n  a: {summary: }\n", `4:16: method "a": summary: wants a text, and nothing is here`},
	{"list where text is wanted", "methods:\n  a: {summary: [x]}\n", `4:16: method "a": summary: wants a text, and this is a list`},
	{"text where a list is wanted", "methods:\n  a: {tags: x}\n", `4:13: method "a": tags: wants a list of texts, and this is a text`},
	{"number in a list of texts", "methods:\n  a: {tags: [1]}\n", `4:14: method "a": tags: wants a text, and 1 is read as a number: quote it`},
	{"octal", "errors:\n  E: {code: 017, message: m}\n", `4:13: error "E": code: wants an integer written in digits alone, and this is "017"`},
	{"hexadecimal", "errors:\n  E: {code: 0x10, message: m}\n", `4:13: error "E": code: wants an integer written in digits alone, and this is "0x10"`},
	{"underscore", "errors:\n  E: {code: 1_000, message: m}\n", `4:13: error "E": code: wants an integer written in digits alone, and this is "1_000"`},
	{"plus", "errors:\n  E: {code: +1, message: m}\n", `4:13: error "E": code: wants an integer written in digits alone, and this is "+1"`},
	{"fraction", "errors:\n  E: {code: 1.0, message: m}\n", `4:13: error "E": code: wants an integer written in digits alone, and this is "1.0"`},
	{"quoted integer", "errors:\n  E: {code: \"1\", message: m}\n", `4:13: error "E": code: wants an integer written in digits alone, and this is "1"`},
	{"huge integer", "errors:\n  E: {code: 99999999999999999999, message: m}\n", `4:13: error "E": code: 99999999999999999999 is beyond 64 bits`},
	{"limit in octal", "types:\n  A: {type: string, minLength: 017}\n", `4:32: type "A": minLength: a number is written as in JSON, and not 017 (quote it where a text is meant)`},
	{"infinite default", "methods:\n  a:\n    params:\n      p: {type: float, default: .inf}\n", `6:33: method "a": param "p": default: a number is written as in JSON, and not .inf (quote it where a text is meant)`},
	{"True as default", "methods:\n  a:\n    params:\n      p: {type: bool, default: True}\n", `6:32: method "a": param "p": default: a boolean is written true or false, and not True`},
	{"date as default", "methods:\n  a:\n    params:\n      p: {type: date, default: 2026-01-01}\n", `6:32: method "a": param "p": default: 2026-01-01 is read as a date: quote it`},
	{"yes for true", "methods:\n  a: {byName: yes}\n", `4:15: method "a": byName: wants true or false, and this is "yes": write true`},
	{"True for true", "methods:\n  a: {byName: True}\n", `4:15: method "a": byName: wants true or false, and this is "True": write true`},
	{"question mark in braces", "types:\n  A:\n    fields: {x: int, note?: string}\n", `5:26: not YAML: ? is not read inside { }: quote the key ("note?": string) or write optional: true`},
	{"comma of map in braces", "types:\n  A: {type: map<Key, string>}\n",
		`4:13: type "A": type: inside { } a comma ends a text: quote the text "map<Key, string>"`},
	{"type never closed", "types:\n  A: list<string\n", `4:10: type "A": type "list<string": the < is never closed`},
	{"type with something behind", "types:\n  A: list<string> x\n", `4:19: type "A": type "list<string> x": "x" is not expected here`},
	{"type with a capital", "types:\n  A: List<string>\n", `4:6: type "A": type "List<string>": List takes no types in < > (did you mean "list"?)`},
	{"type with arguments", "types:\n  A: string<int>\n", `4:6: type "A": type "string<int>": string takes no types in < >`},
	{"type with too many", "types:\n  A: list<int, int>\n", `4:6: type "A": type "list<int, int>": list takes one type, and not 2`},
	{"map with too many", "types:\n  A: map<A, B, C>\n", `4:6: type "A": type "map<A, B, C>": map takes one type or two, and not 3`},
	{"list without", "types:\n  A: list\n", `4:6: type "A": type "list": list wants the type of what it holds: list<string>`},
	{"brackets", "types:\n  A: string[]\n", `4:12: type "A": type "string[]": a list is written list<string>`},
	{"bar at the end", "types:\n  A: string |\n", `4:14: type "A": type "string |": a type is missing at the end`},
	{"bar at the beginning", "types:\n  A: '| string'\n", `4:6: type "A": type "| string": a type is missing before "| string"`},
	{"empty argument", "types:\n  A: list<>\n", `4:11: type "A": type "list<>": a type is missing before ">"`},
	{"empty type", "types:\n  A:\n", `4:5: type "A": wants a type such as string, list<User> or User | null, and this is nothing`},
	{"null as type", "types:\n  A: null\n", `4:6: type "A": null alone is no type: what may be null has a type such as string | null`},
	{"number as type", "types:\n  A: 5\n", `4:6: type "A": type: wants a text, and 5 is read as a number: quote it`},
	{"list as type", "types:\n  A: [string]\n", `4:6: type "A": wants a type such as string, list<User> or User | null, and this is a list`},
	{"no type at all", "types:\n  A: {description: d}\n", `4:6: type "A": key "type" is missing`},
	{"fields in a field", "types:\n  A:\n    fields:\n      x: {fields: {y: int}}\n", `6:11: type "A": field "x": key "fields" cannot stand here: give the type a name under "types"`},
	{"union in a result", "methods:\n  a: {result: {union: {a: A}, discriminator: k}}\n",
		"4:16: method \"a\": result: key \"union\" cannot stand here: give the type a name under \"types\"\n4:31: method \"a\": result: key \"discriminator\" cannot stand here: give the type a name under \"types\""},
	{"extends in error data", "errors:\n  E: {code: 1, message: m, data: {extends: [A]}}\n", `4:35: error "E": data: key "extends" cannot stand here: give the type a name under "types"`},
	{"optional of a type", "types:\n  A: {type: string, optional: true}\n", `4:21: type "A": key "optional" holds for fields and params alone`},
	{"default of a type", "types:\n  A: {type: string, default: x}\n", `4:21: type "A": key "default" holds for fields and params alone`},
	{"name of a type", "types:\n  A: {type: string, name: x}\n", `4:21: type "A": key "name" holds for fields and params alone`},
	{"discriminator alone", "types:\n  A: {type: string, discriminator: x}\n", `4:21: type "A": key "discriminator" wants a "union" beside it`},
	{"union without discriminator", "types:\n  A: {union: {a: B}}\n", `4:6: type "A": key "discriminator" is missing`},
	{"union as a list", "types:\n  A: {union: [B, C], discriminator: k}\n",
		`4:14: type "A": union: wants a mapping of tags to object types; types that are told apart by their JSON kind are written A | B`},
	{"enum as a text", "types:\n  A: {enum: up}\n", `4:13: type "A": enum: wants a list of values, or a mapping of names to values, and this is a text`},
	{"auth with a hole", "methods:\n  a: {auth: token |}\n", `4:13: method "a": auth: "token |" wants a scheme on each side of the |`},
	{"auth with two scoped schemes", "methods:\n  a: {auth: {x: [y], z: [y]}}\n", `4:13: method "a": auth: wants one scheme with its scopes, as {token: [admin]}`},
	{"params as a list", "methods:\n  a: {params: [string]}\n", `4:15: method "a": params: wants a mapping of params, or the name of an object type, and this is a list`},
	{"examples as a mapping", "methods:\n  a: {examples: {x: y}}\n", `4:17: method "a": examples: wants a list of exchanges, and this is a mapping`},
	{"scheme without type", "auth:\n  t: {param: token}\n", `4:6: scheme "t": key "type" is missing`},
	{"error without code and message", "errors:\n  E: {}\n", "4:6: error \"E\": key \"code\" is missing\n4:6: error \"E\": key \"message\" is missing"},
	{"nests too deep", "types:\n  A: {type: string, default: " + strings.Repeat("[", 65) + strings.Repeat("]", 65) + "}\n", "4:21: type \"A\": key \"default\" holds for fields and params alone\n4:91: the spec nests more than 64 deep here"},
	{"expression nests too deep", "types:\n  A: " + strings.Repeat("list<", 70) + "int" + strings.Repeat(">", 70) + "\n",
		`4:331: type "A": type "` + strings.Repeat("list<", 12) + `…": nests more than 64 deep`},
	{"deprecated: false", "methods:\n  a: {deprecated: false}\n", `4:19: method "a": deprecated: wants a text, and false is read as a boolean: quote it`},
}

func TestRefused(t *testing.T) {
	for _, test := range refused {
		t.Run(test.name, func(t *testing.T) { compare(t, head+test.src, test.want) })
	}
}

// whole maps a whole text to what is said of it.
var whole = []struct{ name, src, want string }{
	{"empty", "", "1:1: the spec is empty"},
	{"only comments", "# nothing\n\n", "1:1: the spec is empty"},
	{"only a marker", "---", "1:1: the spec is empty"},
	{"an empty second document", "{}\n---", "1:1: key \"trunkline\" is missing\n1:1: key \"info\" is missing\n2:4: a spec is one document, and here a second one begins"},
	{"a text behind the document", "{}\nfoo\n",
		"1:1: key \"trunkline\" is missing\n1:1: key \"info\" is missing\n2:1: not YAML: the document ended above, and a text follows it"},
	{"a text", "hello\n", "1:1: the spec is a mapping of keys to values, and this is a text"},
	{"nothing in it", "{}\n", "1:1: key \"trunkline\" is missing\n1:1: key \"info\" is missing"},
	{"another version", "trunkline: 2\ninfo: {title: T, version: \"1\"}\n", "1:12: trunkline: version 2 of the spec language is not known to this generator, which reads version 1"},
	{"a version in quotes", "trunkline: \"1\"\ninfo: {title: T, version: \"1\"}\n", `1:12: trunkline: wants an integer written in digits alone, and this is "1"`},
	{"info without version", "trunkline: 1\ninfo: {title: T}\n", `2:7: info: key "version" is missing`},
	{"info as a text", "trunkline: 1\ninfo: T\n", `2:7: info: it is a mapping of keys to values, and this is a text`},
	{"defaults as a text", "trunkline: 1\ninfo: {title: T, version: \"1\"}\ndefaults: none\n", `3:11: defaults: it is a mapping of keys to values, and this is a text`},
	{"info with a number", "trunkline: 1\ninfo: {title: T, version: 1.0}\n", `2:27: info: version: wants a text, and 1.0 is read as a number: quote it`},
	{"not UTF-8", "trunkline: 1\ninfo: {title: \"caf\xe9\"}\n", "2:19: the spec is not UTF-8 here"},
	{"too large", "#" + strings.Repeat("x", 1<<20), "the spec has 1048577 bytes, and at most 1048576 are read"},
	{"two colons", "trunkline: 1\ninfo: a: b\n", `2:8: not YAML: a ": " stands where none can: quote the text that holds it, or check the indentation`},
	{"bad indentation", "trunkline: 1\ninfo:\n    title: T\n  version: \"1\"\nmethods: {}\n", "4:3: not YAML: the indentation fits no line above, or something follows the end of a quoted text, a } or a ]"},
	{"too much indentation", "trunkline: 1\n info: x\n", `2:6: not YAML: a ": " stands where none can: quote the text that holds it, or check the indentation`},
	{"tab", "trunkline: 1\ninfo:\n\ttitle: T\n", "3:1: not YAML: a tab cannot indent: use spaces"},
	{"brace never closed", "trunkline: 1\ninfo: {title: T\nmethods: {}\ntypes: {}\n", "3:1: not YAML: a , is missing, or the { or [ of line 2 is never closed"},
	{"quote never closed", "trunkline: 1\ninfo: \"x\nmethods: {}\n", "2:7: not YAML: a quote is opened here and never closed"},
	{"text behind a quote", "trunkline: 1\ninfo: \"x\" y\nmethods: {}\n", "2:1: not YAML: the indentation fits no line above, or something follows the end of a quoted text, a } or a ]"},
	{"at sign", "trunkline: 1\ninfo: @x\n", "2:7: not YAML: a text that begins with @, ` or % has to be quoted"},
	{"brace too many", "trunkline: 1\ninfo: }\n", "2:1: not YAML: a value is missing, or a } or ] stands where none can"},
	{"key without colon", "trunkline: 1\ninfo\nmethods: {}\n", `2:1: not YAML: a key wants ": " and a value`},
	{"list and mapping", "- a\ntrunkline: 1\n", "2:1: not YAML: the list goes on here without a -"},
	{"nests beyond the library", "trunkline: 1\ninfo: " + strings.Repeat("[", 10_001), "2:10008: the spec nests more than 64 deep here"},
	{"escape", "trunkline: 1\ninfo: {title: \"\\q\"}\n", `2:16: not YAML: unknown escape: in double quotes \ begins one; use single quotes`},
	{"control character", "trunkline: 1\ninfo: \x01\n", "2:7: not YAML: a control character stands here: in double quotes it can be written as an escape"},
}

func TestRefusedWhole(t *testing.T) {
	for _, test := range whole {
		t.Run(test.name, func(t *testing.T) { compare(t, test.src, test.want) })
	}
}

func compare(t *testing.T, src, want string) {
	t.Helper()
	_, diags := spec.Parse([]byte(src))
	got := strings.TrimSuffix(strings.ReplaceAll(diags.Render("f"), "f:", ""), "\n")
	if diff := cmp.Diff(strings.TrimSpace(want), strings.TrimSpace(got)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
