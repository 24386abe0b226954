package spec_test

import "testing"

// recovered maps specs with several mistakes, behind the two lines of head, to all that is said of
// them, and of nothing else.
var recovered = []struct{ name, src, want string }{
	{"anchors, tags, merge keys and aliases do not hide the rest", `types:
  A: &a {fields: {x: int}}
  B: {type: ! int, frob: 1}
  C: !!map {type: int}
  ? !!str D
  : int
  E: {fields: {x: {<<: *a, y: 1}}}
  F: <<
methods:
  m: {auth: *a, result: *a, params: *a, examples: *a, tags: *a, byName: *a, timeout: *a}
  n: *a
errors: {E: {<<: {}}, F: {code: *a}}
`, `4:6: the anchor &a is not part of the spec language
5:20: type "B": unknown key "frob"
6:6: the tag !!map is not part of the spec language
7:5: the tag !!str is not part of the spec language
9:20: the merge key << is not part of the spec language: use extends
9:24: the alias *a is not part of the spec language: write the value out
9:28: type "E": field "x": unknown key "y"
10:6: the merge key << is not part of the spec language: use extends
12:13: the alias *a is not part of the spec language: write the value out
12:25: the alias *a is not part of the spec language: write the value out
12:37: the alias *a is not part of the spec language: write the value out
12:51: the alias *a is not part of the spec language: write the value out
12:61: the alias *a is not part of the spec language: write the value out
12:73: the alias *a is not part of the spec language: write the value out
12:86: the alias *a is not part of the spec language: write the value out
13:6: the alias *a is not part of the spec language: write the value out
14:14: the merge key << is not part of the spec language: use extends
14:26: error "F": key "message" is missing
14:33: the alias *a is not part of the spec language: write the value out`},
	{"an alias of what holds it", "types:\n  A: &a {type: *a}\n",
		"4:6: the anchor &a is not part of the spec language\n4:16: the alias *a is not part of the spec language: write the value out"},
	{"the comma of map, wherever a type stands in braces", `types:
  A: {fields: {x: map<K, string>, y: list<map<K,string>>, z: string, w: map<A, Strng<x>>}}
  B: {type: map<A, map<B, C>>, frob: 1}
  C: {type: map<A, string, minLength: 1}
methods:
  m: {params: {x: map<K, string>}, result: map<K, string>}
`, `4:19: type "A": x: inside { } a comma ends a text: quote the text "map<K, string>"
4:38: type "A": y: inside { } a comma ends a text: quote the text "list<map<K, string>>"
4:73: type "A": w: inside { } a comma ends a text: quote the text "map<A, Strng<x>>"
4:80: type "A": field "w": type "map<A, Strng<x>>": Strng takes no types in < >
5:13: type "B": type: inside { } a comma ends a text: quote the text "map<A, map<B, C>>"
5:32: type "B": unknown key "frob"
6:16: type "C": type "map<A": the < is never closed
6:20: type "C": key "string" has no value: inside { } a comma ends a text, so quote the text that holds it
8:19: method "m": x: inside { } a comma ends a text: quote the text "map<K, string>"
8:44: method "m": result: inside { } a comma ends a text: quote the text "map<K, string>"`},
	{"places inside quotes", `types:
  A: "list< Strng<x> >"
  B: 'map<é, int>'
  C: "list<\x41<x>>"
  D: "list<
    x y>"
  E: list<x
    y>
  F: >-
    list<x
    y>
  é: list<>
`, `4:13: type "A": type "list< Strng<x> >": Strng takes no types in < >
5:11: type "B": type "map<é, int>": a type is missing before "é, int>"
6:6: type "C": type "list<A<x>>": A takes no types in < >
7:6: type "D": type "list< x y>": the < is never closed
9:6: type "E": type "list<x y>": the < is never closed
11:6: type "F": type "list<x y>": the < is never closed
14:11: type "é": type "list<>": a type is missing before ">"`},
	{"auth", `methods:
  a: {auth: {token: [admin], none: []}}
  b: {auth: null}
  c: {auth: ~}
  d: {auth: {token: admin}}
  e: {auth: {}}
  f: {auth: é | |}
  g: {auth: 5}
`, `4:13: method "a": auth: none cannot stand beside scopes: a caller who may be absent has none
5:13: method "b": auth: wants none, a scheme, a scheme | none, or {scheme: [scope]}, and this is nothing
6:13: method "c": auth: wants none, a scheme, a scheme | none, or {scheme: [scope]}, and this is nothing
7:21: method "d": auth: scopes of token: wants a list of texts, and this is a text
8:13: method "e": auth: wants one scheme with its scopes, as {token: [admin]}
9:13: method "f": auth: "é | |" wants a scheme on each side of the |
10:13: method "g": auth: wants a text, and 5 is read as a number: quote it`},
	{"keys of JSON Schema", "types:\n  A: {type: string, required: true, nullable: true, items: string, $ref: x, enmu: [a]}\n",
		`4:21: type "A": unknown key "required": all is required but what says optional: true
4:37: type "A": unknown key "nullable": what may be null has a type such as string | null
4:53: type "A": unknown key "items": a list has the type list<T>
4:68: type "A": unknown key "$ref": a type is used by its name
4:77: type "A": unknown key "enmu" (did you mean "enum"?)`},
	{"a definition that was meant", "types:\n  A: {feilds: {x: int}}\n  B: {extends: []}\n",
		"4:7: type \"A\": unknown key \"feilds\" (did you mean \"fields\"?)\n5:16: type \"B\": extends: wants at least one type"},
	{"booleans", "methods:\n  m: {byName: on}\n  n: {byName: off}\n  o: {byName: maybe}\n  p: {byName: []}\n", `4:15: method "m": byName: wants true or false, and this is "on": write true
5:15: method "n": byName: wants true or false, and this is "off": write false
6:15: method "o": byName: wants true or false, and this is "maybe"
7:15: method "p": byName: wants true or false, and this is a list`},
	{"params and result of nothing", "methods:\n  m: {params: , result: ~, examples: [{params: {x: 1}}]}\n", `4:15: method "m": params: wants a mapping of params, or the name of an object type, and this is nothing: indent what belongs to it, or leave the key out
4:25: method "m": result: ~ alone is no type: what may be null has a type such as string | null`},
	{"numbers as keys and values of an enum", "types:\n  A: {enum: [0o17, .inf, +1, 1e3, 2026-01-01]}\n  B: {enum: {1: a}}\n", `4:14: type "A": enum: a number is written as in JSON, and not 0o17 (quote it where a text is meant)
4:20: type "A": enum: a number is written as in JSON, and not .inf (quote it where a text is meant)
4:26: type "A": enum: a number is written as in JSON, and not +1 (quote it where a text is meant)
4:35: type "A": enum: 2026-01-01 is read as a date: quote it
5:14: type "B": enum: key 1 is read as a number: quote it`},
	{"behind the line breaks that only YAML knows", "types:\n  A: {description: \"a\u2028b\u0085c\", frob: 1}\n  B: list<>\n",
		"4:6: type \"A\": key \"type\" is missing\n4:29: type \"A\": unknown key \"frob\"\n5:11: type \"B\": type \"list<>\": a type is missing before \">\""},
	{"carriage returns alone", "types:\r  A: list<>\r  B: list<>\r",
		"4:11: type \"A\": type \"list<>\": a type is missing before \">\"\n5:11: type \"B\": type \"list<>\": a type is missing before \">\""},
}

func TestRecovered(t *testing.T) {
	for _, test := range recovered {
		t.Run(test.name, func(t *testing.T) { compare(t, head+test.src, test.want) })
	}
}
