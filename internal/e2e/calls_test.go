package e2e_test

import (
	"strings"
	"testing"
)

const everything = `{
	"string": "a\"b", "bool": true, "int": 4, "int32": -2147483648, "int64": "9000000000000000000",
	"float": 0.1, "decimal": "1.50", "bytes": "aGk=", "hex": "00ff", "time": "2026-01-02T03:04:05Z", "date": "2024-02-29",
	"json": {"a": [1, 2.50, null]}, "list": [1, 2], "matrix": [[1, null], []], "map": {"a": "b", "c": null},
	"deep": {"k": [{"x": "y"}, {}], "l": []}, "tags": ["a", "b"], "fewTags": ["c"], "counts": {"one": 1},
	"trees": {"t": {"name": "root", "children": [{"name": "leaf", "parent": null}, {"name": "x", "parent": {"name": "y"}}]}},
	"forest": [{"name": "f"}], "nest": [[], [[]]], "pin": "1234", "score": 1, "level": 3,
	"stamp": "2026-01-02T03:04:05Z", "blob": "AQID", "nickname": null, "shortTag": "ab", "choice": "b-c", "number": 3,
	"state": "2xx", "upOrDown": "down", "mode": "surprise", "outcome": -2,
	"event": {"kind": "host-down", "host": "h", "why": null}, "ids": ["a"],
	"any": [true, 7, "up", [{"kind": "back", "host": "b", "load": 0.5}], {"kind": "hostUp", "host": "c"}],
	"cache-hits": 12, "email": "a@example.com"
}`

func TestEverythingComesBack(t *testing.T) {
	url := server(t)
	same(t, call(t, url, "echo.everything", everything), everything)
}

// broken are texts of everything, and what stands in their place to break a rule.
var broken = []struct{ name, old, new, want string }{
	{"pattern", `"a\"b"`, `"A"`, `{"path":"/string","rule":"pattern"`},
	{"multiple", `"int": 4`, `"int": 3`, `{"path":"/int","rule":"multipleOf"`},
	{"exclusive", `"float": 0.1`, `"float": 1.5`, `{"path":"/float","rule":"exclusiveMaximum"`},
	{"range", `-2147483648`, `-2147483649`, `{"path":"/int32","rule":"range"`},
	{"item", `"tags": ["a", "b"]`, `"tags": ["a", "123456789"]`, `{"path":"/tags/1","rule":"maxLength"`},
	{"unique", `"tags": ["a", "b"]`, `"tags": ["a", "a"]`, `{"path":"/tags/1","rule":"uniqueItems"`},
	{"narrowed list", `"fewTags": ["c"]`, `"fewTags": ["c", "d"]`, `{"path":"/fewTags","rule":"maxItems"`},
	{"narrowed string", `"ab"`, `"a"`, `{"path":"/shortTag","rule":"minLength"`},
	{"narrowed enum", `"upOrDown": "down"`, `"upOrDown": "2xx"`, `{"path":"/upOrDown","rule":"enum"`},
	{"key", `{"one": 1}`, `{"123456789": 1}`, `{"path":"/counts/123456789","rule":"maxLength"`},
	{"anonymous enum", `"number": 3`, `"number": 2`, `{"path":"/number","rule":"enum"`},
	{"secret", `"pin": "1234"`, `"pin": "123"`, `{"path":"/pin","rule":"minLength"`},
	{"tag", `"host-down"`, `"hostDown"`, `{"path":"/event/kind","rule":"discriminator"`},
	{"member", `"why": null`, `"why": 1`, `{"path":"/event/why","rule":"type"`},
	{"union", `"ids": ["a"]`, `"ids": 1`, `{"path":"/ids","rule":"type","message":"must be a string or an array"`},
	{"deep", `{"x": "y"}`, `{"x": 1}`, `{"path":"/deep/k/0/x","rule":"type"`},
	{"unknown", `"cache-hits"`, `"cacheHits"`, `did you mean \"cache-hits\"`},
	{"null", `"state": "2xx"`, `"state": null`, `{"path":"/state","rule":"`},
}

func TestEverythingIsChecked(t *testing.T) {
	url := server(t)
	for _, test := range broken {
		t.Run(test.name, func(t *testing.T) {
			params := strings.Replace(everything, test.old, test.new, 1)
			if params == everything {
				t.Fatalf("%q is not in the params", test.old)
			}
			if got := call(t, url, "echo.everything", params); !strings.Contains(got, test.want) {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// forms are values of Forms.
var forms = map[string]string{
	"absent": `{"nullable": null, "nullList": null, "nullObject": null}`,
	"null": `{"nullable": null, "nullList": null, "nullObject": null, "both": null, "bothList": null, "bothBlob": null,
		"bothObject": null, "bothUnion": null, "bothEnum": null, "bothTags": null, "bothTag": null}`,
	"empty": `{"optional": "", "nullable": "", "both": "", "optList": [], "nullList": [], "bothList": [], "optMap": {},
		"optBytes": "", "bothBlob": "", "optJSON": null, "nullObject": null, "optUnion": "", "optTags": [], "bothTags": []}`,
	"values": `{"optional": "a", "nullable": "b", "both": "c", "optList": ["d"], "nullList": ["e"], "bothList": ["f"],
		"optMap": {"g": 1}, "optBytes": "aGk=", "bothBlob": "aGk=", "optJSON": [1], "optObject": {"street": "h", "zip": "1"},
		"nullObject": {"street": "i", "zip": "2"}, "bothObject": {"street": "j", "zip": "3"}, "optUnion": ["k"],
		"bothUnion": {"kind": "hostUp", "host": "l"}, "optEnum": "up", "bothEnum": 1, "optTags": ["m"], "bothTags": ["n"],
		"optStamp": "2026-01-02T03:04:05Z", "optTag": "o", "bothTag": "p", "old": "q"}`,
}

func TestFormsComeBack(t *testing.T) {
	url := server(t)
	for name, text := range forms {
		t.Run(name, func(t *testing.T) {
			same(t, call(t, url, "echo.forms", `{"forms": `+text+`}`), text)
		})
	}
}

func TestByNameOnly(t *testing.T) {
	got := call(t, server(t), "echo.forms", `[{"nullable": null, "nullList": null, "nullObject": null}]`)
	if !strings.HasPrefix(got, "Invalid params") {
		t.Errorf("params by position: %s", got)
	}
}

const defaults = `{
	"string": "a \"quoted\" ` + "`one`" + `\n\u2028", "tag": "t", "bool": true, "off": false, "int": 9007199254740991,
	"int64": "-9223372036854775808", "float": -0, "small": 1e-09, "decimal": "10.00", "bytes": "aGk=", "hex": "00ff",
	"date": "2024-02-29", "json": {"a": [1, null, "x"]}, "list": ["a", "b"], "map": {"a": 1}, "state": "up",
	"mode": "unknown", "outcome": 1, "nothing": null, "something": "x",
	"person": {"createdAt": "2026-01-02T02:04:05.5Z", "type": "a", "range": -1, "select": "b", "home": {"street": "Main", "zip": "0000"}},
	"event": {"kind": "hostUp", "host": "h", "load": 0.5}, "ids": ["a"]
}`

func TestDefaults(t *testing.T) {
	url := server(t)
	same(t, call(t, url, "echo.defaults", ""), defaults)

	given := strings.NewReplacer(`["a", "b"]`, `[]`, `{"a": 1}`, `{}`, `"something": "x"`, `"something": null`,
		`"kind": "hostUp", "host": "h", "load": 0.5`, `"kind": "back", "host": "i"`, `"range": -1`, `"range": 5`).Replace(defaults)
	same(t, call(t, url, "echo.defaults", given), given)
}

func TestCalls(t *testing.T) {
	const person = `{"createdAt":"0001-01-01T00:00:00Z","type":"a","range":0,"select":"absent","home":{"street":"","zip":""}}`
	tests := []struct {
		method, params, header, want string
	}{
		{"echo.person", `["a"]`, "", person},
		{"echo.person", `["a", 3, null]`, "", strings.NewReplacer(`"range":0`, `"range":3`, "absent", "null").Replace(person)},
		{"echo.person", `["a", null, "n"]`, "", strings.Replace(person, "absent", "is n", 1)},
		{"echo.person", `{"type": "null"}`, "", "null"},
		{"echo.person", `["locked"]`, "", `account is locked {"retryAfter":30,"hint":"wait"}`},
		{"echo.person", `["gone"]`, "", `it is "gone"`},
		{"echo.person", `["busy"]`, "", `busy ["a"]`},
		{"echo.person", `["slow"]`, "", `it is "gone"`},
		{"list.strings", `[2]`, "Authorization: Bearer reader", `["reader","reader"]`},
		{"list.strings", `["reader", 1]`, "", `["reader"]`},
		{"list.strings", `{"token": "reader", "count": 0}`, "", `[]`},
		{"list.strings", `{"token": "nobody", "count": 0}`, "", `permission denied {"scope":"read-only"}`},
		{"list.strings", `{"count": 0}`, "", `Unauthenticated {"reason":"missing"}`},
		{"list.strings", `{"count": 0}`, "Authorization: Bearer old", `Unauthenticated {"reason":"expired"}`},
		{"list.strings", `{"count": "many"}`, "", `Unauthenticated {"reason":"missing"}`},
		{"list.strings", `{"count": "many"}`, "Authorization: Bearer nobody", `permission denied {"scope":"read-only"}`},
		{"list.strings", `{"token": "reader", "count": 1}`, "Authorization: Bearer reader", `["reader"]`},
		{"list.strings", `{"token": "admin", "count": 1}`, "Authorization: Bearer reader",
			`Invalid params {"errors":[{"path":"/token","rule":"credential","message":"must be left out, or the same as in the header"}]}`},
		{"list.matrix", ``, "Authorization: Bearer reader", `permission denied {"scope":"admin"}`},
		{"list.matrix", ``, "Authorization: Bearer admin", `{"row":["up","2xx"]}`},
		{"list.tags", ``, "Authorization: Bearer admin", `internal error`},
		{"maybe", ``, "", `null`},
		{"maybe", ``, "Authorization: Bearer admin", `"admin"`},
		{"maybe", ``, "Authorization: Bearer forged", `Unauthenticated {"reason":"invalid"}`},
		{"keyed", ``, "X-API-Key: key", `-2`},
		{"keyed", ``, "X-API-Key: other", `Unauthenticated {"reason":"invalid"}`},
		{"door.open", ``, "Authorization: Basic YWxpOnNlc2FtZQ==", `true`},
		{"door.open", ``, "", `Unauthenticated {"reason":"missing"}`},
		{"door.knock", ``, "", `null`},
		{"door.knock", `[2]`, "Authorization: Basic YWxpOnNlc2FtZQ==", `null`},
		{"door.knock", `[2]`, "Authorization: Basic YWxpOndyb25n", `Unauthenticated {"reason":"invalid"}`}, // ali:wrong
		{"door.knock", `[2]`, "Authorization: Basic !", `Unauthenticated {"reason":"invalid"}`},
		{"scalar.time", ``, "Authorization: Bearer \t forged", `"2026-01-02T02:04:05Z"`},
		{"scalar.time", ``, "", `"2026-01-02T02:04:05Z"`},
		{"scalar.secret", ``, "", `"1234"`},
		{"scalar.event", ``, "", `{"kind":"back","host":"h"}`},
		{"scalar.json", ``, "", `{"a":1}`},
		{"textDocument/hover", `[]`, "", `[]`},
		{"fails.undeclared", ``, "", `internal error`},
	}
	url := server(t)
	for _, test := range tests {
		t.Run(test.method+" "+test.params, func(t *testing.T) {
			var headers []string
			if test.header != "" {
				headers = append(headers, test.header)
			}
			if got := call(t, url, test.method, test.params, headers...); !strings.EqualFold(got, test.want) {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}
