package check_test

import (
	"strings"
	"testing"
)

// sentences are all that the guide to the spec language says is refused, each with a spec that does
// it and a part of what is said about it.
var sentences = []struct{ refused, src, want string }{
	{"unknown keys", "methods: {a: {reslt: int}}", `1:15: method "a": unknown key "reslt" (did you mean "result"?)`},
	{"duplicate keys", "types: {A: int, A: int}", `stands twice, first on line 1`},
	{"anchors", "types: {A: &a int}", "the anchor &a is not part of the spec language"},
	{"aliases", "types: {A: &a int, B: *a}", "the alias *a is not part of the spec language"},
	{"merge keys", "types:\n  A:\n    <<: {type: int}", "the merge key << is not part of the spec language"},
	{"tags", "types: {A: !!str int}", "the tag !!str is not part of the spec language"},
	{"a second document", "types: {}\ninfo: {title: T, version: \"1\"}\ntrunkline: 1\n---\nx: 1", "one document"},
	{"Go names that collide", "types: {A: {fields: {userId: int, user_id: int}}}",
		`1:35: type "A": field "user_id": its Go name UserID is also that of field "userId" (line 1)`},
	{"names not safe in the output", "types: {'A\"': int}", `1:9: type "A\"": a name is a capital letter`},
	{"error codes used twice", "errors: {A: {code: 1, message: a}, B: {code: 1, message: b}}", `1:46: error "B": code 1 is in use already (line 1)`},
	{"error codes reserved", "errors: {A: {code: -32001, message: a}}", `code -32001 is Unauthenticated, which the runtime sends itself`},
	{"a default that breaks its own type", "methods: {a: {params: {x: {type: int, default: b}}}}", `param "x": default: must be an integer`},
	{"an example that breaks its own type", "methods: {a: {params: {x: int}, examples: [{params: {x: b}}]}}", `example 1 of method "a": params /x: must be an integer`},
	{"an example that names an unknown param", "methods: {a: {examples: [{params: {x: 1}}]}}", `params /x: is not known`},
	{"a pattern that RE2 refuses", "types: {A: {type: string, pattern: '('}}", "pattern is no RE2 expression: missing closing ): `(`"},
	{"constraints that do not fit their type", "types: {A: {type: int, minLength: 1}}", "minLength does not fit int: it holds for string and bytes"},
	{"constraints that contradict each other", "types: {A: {type: int, minimum: 2, maximum: 1}}", "minimum 2 and maximum 1 leave no value"},
	{"multipleOf: 0", "types: {A: {type: int, multipleOf: 0}}", "multipleOf must be greater than 0"},
	{"a union whose members cannot be told apart", "types: {A: string | time}", "string and time cannot be told apart: both can be a string"},
	{"a discriminator that a member also declares", "types: {A: {union: {b: B}, discriminator: k}, B: {fields: {k: int}}}", `discriminator "k" is a field of B too (line 1)`},
	{"types that contain themselves", "types: {A: {fields: {b: B}}, B: {fields: {a: A}}}", "contains itself without end: A.b → B.a → A"},
	{"a required param after an optional one", "methods: {a: {params: {\"x?\": int, y: int}}}", `param "y" is required, and stands after the optional "x": move it`},
	{"several required params after an optional one", "methods: {a: {params: {\"x?\": int, y: int, \"w?\": int, z: int}}}", `param "y" is required, and stands after the optional "x", as do others: move these`},
	{"a param called like its scheme's", "auth: {t: {type: bearer, param: p}}\nmethods: {a: {auth: t, params: {p: int}}}",
		`param "p" is where the scheme "t" takes credentials from`},
	{"a method that states no auth", "defaults: {}\nmethods: {a: {}}", `method "a": says no auth: write auth: none`},
	{"unknown types", "types: {User: string, B: Usr}", `unknown type "Usr" (did you mean "User"?)`},
	{"unknown errors", "errors: {Late: {code: 1, message: late}}\nmethods: {a: {errors: [Lat]}}", `unknown error "Lat" (did you mean "Late"?)`},
	{"unknown scopes", "auth: {t: {type: bearer, scopes: {admin: All.}}}\nmethods: {a: {auth: {t: [admn]}}}", `unknown scope "admn" of scheme "t" (did you mean "admin"?)`},
	{"unknown schemes", "auth: {token: {type: bearer}}\nmethods: {a: {auth: tokn}}", `unknown auth "tokn" (did you mean "token"?)`},
	{"files over 1 MiB", "#" + strings.Repeat("x", 1<<20), "at most 1048576 are read"},
	{"nesting over 64", "types: {A: {type: json}}\nmethods: {a: {params: {x: {type: json, default: " + strings.Repeat("[", 65) + strings.Repeat("]", 65) + "}}}}",
		"nests more than 64 deep"},
	{"extends that collides", "types: {A: {fields: {x: int}}, B: {extends: [A], fields: {x: int}}}", `field "x" comes from A already (line 1)`},
	{"a secret with a default", "methods: {a: {params: {x: {type: string, secret: true, default: b}}}}", "a secret has no default"},
	{"rpc. methods", "methods: {rpc.x: {}}", `names that begin with "rpc." belong to the protocol`},
	{"? inside { }", "types: {A: {fields: {note?: string}}}", `quote the key ("note?": string) or write optional: true`},
	{"the comma of map inside { }", "types: {A: {type: map<Key, string>}}", "quote the text"},
	{"integers in other forms", "errors: {A: {code: 0x10, message: a}}", "wants an integer written in digits alone"},
	{"numbers where text is wanted", "info: {title: T, version: 1.0}", "quote it"},
	{"a union without a name", "methods: {a: {result: string | int}}", "a union needs a name"},
}

func TestEverySentence(t *testing.T) {
	for _, s := range sentences {
		t.Run(s.refused, func(t *testing.T) {
			if _, got := run(t, whole("", s.src+"\n")); !strings.Contains(got, s.want) {
				t.Errorf("got\n%swant\n%s", got, s.want)
			}
		})
	}
}
