package rpc

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// decodeText reads text, which has to be JSON, and returns what is wrong with it.
func decodeText(t testing.TB, text string, o decodeOptions, decode func(*Decoder)) []Violation {
	t.Helper()
	if err := parse([]byte(text)); text != "" && err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	d := new(Decoder)
	d.reset([]byte(text))
	d.options = o
	decode(d)
	if !d.stopped && d.pos != len(strings.TrimRight(string(d.text), " \t\r\n")) {
		t.Errorf("%s: stopped at byte %d", text, d.pos)
	}
	if !d.stopped && d.depth != 0 {
		t.Errorf("%s: ended at depth %d", text, d.depth)
	}
	return d.violations()
}

// shape decodes {a, b?, c?|null, list?, map?, inner?} and keeps what it saw.
type shape struct {
	a, b, c string
	null    bool
	list    []int64
	entries map[string]string
	inner   *shape
}

var shapeMembers = NewMembers(Required("a"), Optional("b"), OptionalNullable("c"), Optional("list"), Optional("map"), Optional("inner"))

func (s *shape) DecodeRPC(d *Decoder) {
	d.Object(shapeMembers)
	for d.Next() {
		switch d.Member() {
		case 0:
			s.a = d.String(nil)
		case 1:
			s.b = d.String(nil)
		case 2:
			if s.null = d.Null(); !s.null {
				s.c = d.String(nil)
			}
		case 3:
			d.Array(nil)
			s.list = []int64{}
			for d.NextItem() {
				s.list = append(s.list, d.Int(nil))
			}
		case 4:
			d.Map(nil)
			s.entries = map[string]string{}
			for d.NextEntry(len(s.entries)) {
				key := d.Key(nil)
				s.entries[key] = d.String(nil)
			}
		case 5:
			s.inner = new(shape)
			s.inner.DecodeRPC(d)
		}
	}
}

func one(path, rule, message string, limit ...string) []Violation {
	return []Violation{{path, rule, message, strings.Join(limit, "")}}
}

const unicodeMessage = "must not have U+0000 or half of a surrogate pair"

var objectTests = []ruleTest{
	{`{"a":"x"}`, nil},
	{` { "b" : "y" , "a" : "x" } `, nil},
	{`{"\u0061":"x"}`, nil},
	{`{"a":"x","c":null}`, nil},
	{`{"a":"x","list":[1,2],"map":{"k":"v"},"inner":{"a":"y"}}`, nil},
	{``, one("/a", "required", "is required")},
	{`{}`, one("/a", "required", "is required")},
	{`{"A":"x"}`, []Violation{{"/A", "unknown", `is not known (did you mean "a"?)`, ""}, {"/a", "required", "is required", ""}}},
	{`{"a":null}`, one("/a", "type", "must be a string")},
	{`{"a":"x","b":null}`, one("/b", "type", "must be a string")},
	{`{"a":1}`, one("/a", "type", "must be a string")},
	{`{"a":{"a":1}}`, one("/a", "type", "must be a string")},
	{`{"a":["x"]}`, one("/a", "type", "must be a string")},
	{`{"a":true,"b":1.5e3}`, []Violation{{"/a", "type", "must be a string", ""}, {"/b", "type", "must be a string", ""}}},
	{`null`, one("", "type", "must be an object")},
	{`[]`, one("", "type", "must be an object")},
	{`"x"`, one("", "type", "must be an object")},
	{`[{"a":1,"a":2}]`, []Violation{{"", "type", "must be an object", ""}, {"/0/a", "duplicate", "is given more than once", ""}}},
	{`{"a":"x","a":"y"}`, one("/a", "duplicate", "is given more than once")},
	{`{"a":"x","\u0061":"y"}`, one("/a", "duplicate", "is given more than once")},
	{`{"a":"x","zzzz":1}`, one("/zzzz", "unknown", "is not known")},
	{`{"a":"x","lst":1}`, one("/lst", "unknown", `is not known (did you mean "list"?)`)},
	{`{"a":"x","a/b~c":1}`, one("/a~1b~0c", "unknown", "is not known")},
	{`{"a":"x","qqqq":{"k":1,"k":2}}`, []Violation{{"/qqqq", "unknown", "is not known", ""}, {"/qqqq/k", "duplicate", "is given more than once", ""}}},
	{`{"a":"x","inner":{}}`, one("/inner/a", "required", "is required")},
	{`{"a":"x","inner":{"a":"y","inner":{"a":2}}}`, one("/inner/inner/a", "type", "must be a string")},
	{`{"a":"x","inner":3}`, one("/inner", "type", "must be an object")},
	{`{"a":"x","list":{"k":1}}`, one("/list", "type", "must be an array")},
	{`{"a":"x","list":[1,"2",3,true]}`, []Violation{{"/list/1", "type", "must be an integer", ""}, {"/list/3", "type", "must be an integer", ""}}},
	{`{"a":"x","map":[]}`, one("/map", "type", "must be an object")},
	{`{"a":"x","map":{"k":1,"l":"v"}}`, one("/map/k", "type", "must be a string")},
	{`{"a":"x","map":{"k":"1","k":"2"}}`, one("/map/k", "duplicate", "is given more than once")},
	{`{"a":"x","map":{"k":"1","\u006b":"2","l":"3"}}`, one("/map/k", "duplicate", "is given more than once")},
	{`{"a":"x","map":{"a/b":1}}`, one("/map/a~1b", "type", "must be a string")},
	{`{"a":"x","map":{"~":1}}`, one("/map/~0", "type", "must be a string")},
	{`{"a":"x","map":{"":1}}`, one("/map/", "type", "must be a string")},
	{`{"a":"\u0000"}`, one("/a", "unicode", unicodeMessage)},
	{`{"a":"\ud800"}`, one("/a", "unicode", unicodeMessage)},
	{`{"a":"\udc00"}`, one("/a", "unicode", unicodeMessage)},
	{`{"a":"\ud800\ud800"}`, one("/a", "unicode", unicodeMessage)},
	{`{"a":"\ude00\ud83d"}`, one("/a", "unicode", unicodeMessage)},
	{`{"a":"\ud83d\ude00\\u0000"}`, nil},
	{`{"a":"x","map":{"\u0000":"v"}}`, one("/map/\x00", "unicode", unicodeMessage)},
	{`{"a":"x","map":{"\ud800":"v","\ud801":"v"}}`, []Violation{{"/map/\ufffd", "unicode", unicodeMessage, ""}, {"/map/\ufffd", "unicode", unicodeMessage, ""}}},
	{`{"a":"x","\ud800":1}`, one("/\ufffd", "unicode", unicodeMessage)},
	{`{"a":1.5}`, one("/a", "type", "must be a string")},
	{`{"a":{"b":"\ud800"}}`, []Violation{{"/a", "type", "must be a string", ""}, {"/a/b", "unicode", unicodeMessage, ""}}},
	{`{"a":{"\u0000":1}}`, []Violation{{"/a", "type", "must be a string", ""}, {"/a/\x00", "unicode", unicodeMessage, ""}}},
}

func TestObject(t *testing.T) {
	for _, test := range objectTests {
		got := decodeText(t, test.text, decodeOptions{}, new(shape).DecodeRPC)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s\n%s", test.text, diff)
		}
	}
}

func TestPositions(t *testing.T) {
	tests := []struct {
		text string
		skip int
		want []Violation
		a, b string
	}{
		{`["x"]`, 0, nil, "x", ""},
		{` [ "x" , "y" ] `, 0, nil, "x", "y"},
		{`["x",null,null]`, 0, nil, "x", ""},
		{`["token","x","y"]`, 1, nil, "x", "y"},
		{`["\u0000",["x","x"],"x"]`, 2, nil, "x", ""},
		{`["token"]`, 1, one("/a", "required", "is required"), "", ""},
		{`[]`, 1, one("/a", "required", "is required"), "", ""},
		{`[]`, 0, one("/a", "required", "is required"), "", ""},
		{`[null]`, 0, one("/a", "type", "must be a string"), "", ""},
		{`["x",1]`, 0, one("/b", "type", "must be a string"), "x", ""},
		{`["x","y",null,[1,"2"]]`, 0, one("/list/1", "type", "must be an integer"), "x", "y"},
		{`["x",null,null,null,null,null,1,2,{"a":1,"a":2}]`, 0, one("/6", "positions", "must be left out: there are 6 params", "6"), "x", ""},
		{`["t","x",null,null,null,null,null,1]`, 1, one("/7", "positions", "must be left out: there are 6 params", "6"), "x", ""},
		{`["x",null,null,null,null,{"a":"y","zzzz":0}]`, 0, one("/inner/zzzz", "unknown", "is not known"), "x", ""},
		{`["x",null,null,null,null,["y"]]`, 0, one("/inner", "type", "must be an object"), "x", ""},
	}
	for _, test := range tests {
		var s shape
		got := decodeText(t, test.text, decodeOptions{positional: true, skip: test.skip}, s.DecodeRPC)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s\n%s", test.text, diff)
		}
		if s.a != test.a || s.b != test.b {
			t.Errorf("%s: got %q and %q", test.text, s.a, s.b)
		}
	}
	var s shape
	decodeText(t, `["x",null,null]`, decodeOptions{positional: true}, s.DecodeRPC)
	if !s.null {
		t.Error("null by position is a value of a nullable param")
	}
}

func TestCredentialMember(t *testing.T) {
	o := decodeOptions{credential: "token"}
	tests := []struct {
		text string
		want []Violation
	}{
		{`{"token":"t","a":"x"}`, nil},
		{`{"a":"x","token":"t"}`, nil},
		{`{"a":"x","t\u006fken":"t"}`, nil},
		{`{"token":"t","a":"x","token":"t"}`, one("/token", "duplicate", "is given more than once")},
		{`{"a":"x","inner":{"a":"y","token":"t"}}`, one("/inner/token", "unknown", "is not known")},
	}
	for _, test := range tests {
		got := decodeText(t, test.text, o, new(shape).DecodeRPC)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s\n%s", test.text, diff)
		}
	}
}

func TestLenient(t *testing.T) {
	tests := []struct {
		text string
		want []Violation
	}{
		{`{"a":"x","other":[{"b":1}],"more":1}`, nil},
		{`{"other":1,"a":"x","other":2}`, one("/other", "duplicate", "is given more than once")},
		{`{"other":1,"a":"x","\u006fther":2}`, one("/other", "duplicate", "is given more than once")},
		{`{"a":"x","other":{"k":{"l":1,"l":2}}}`, one("/other/k/l", "duplicate", "is given more than once")},
		{`{"a":"x","inner":{"a":"y","other":1,"other":2}}`, one("/inner/other", "duplicate", "is given more than once")},
		{`{"a":"x","other":["\udfff"]}`, one("/other/0", "unicode", "must not have U+0000 or half of a surrogate pair")},
	}
	for _, test := range tests {
		got := decodeText(t, test.text, decodeOptions{lenient: true}, new(shape).DecodeRPC)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s\n%s", test.text, diff)
		}
	}
	members := NewMembers(Required("a")).Lenient()
	got := decodeText(t, `{"b":1,"a":2}`, decodeOptions{}, func(d *Decoder) {
		d.Object(members)
		for d.Next() {
			d.Int(nil)
		}
	})
	if got != nil {
		t.Error(got)
	}
}

func TestUnmarshalErrors(t *testing.T) {
	err := Unmarshal([]byte(`{"a":`), new(shape))
	if err == nil || err.Error() != "parse JSON: not valid JSON at byte 5" {
		t.Error(err)
	}
	err = Unmarshal([]byte(`{"a":1}`), new(shape))
	invalid, ok := err.(*Error)
	if !ok || invalid.Code != CodeInvalidParams {
		t.Fatal(err)
	}
	if diff := cmp.Diff(one("/a", "type", "must be a string"), invalid.Violations()); diff != "" {
		t.Error(diff)
	}
	if err := Unmarshal([]byte(` {"a":"x"} `), new(shape)); err != nil {
		t.Error(err)
	}
}

// TestStringsAreKept changes the text after decoding: what was decoded does not change with it.
func TestStringsAreKept(t *testing.T) {
	for _, size := range []int{10, shortString + 1} {
		text := []byte(`{"a":"` + strings.Repeat("x", size) + `","b":"es\u0063aped","map":{"k":"v"}}`)
		var s shape
		if err := Unmarshal(text, &s); err != nil {
			t.Fatal(err)
		}
		for i := range text {
			text[i] = '#'
		}
		if s.a != strings.Repeat("x", size) || s.b != "escaped" || s.entries["k"] != "v" {
			t.Errorf("size %d: %+v", size, s)
		}
	}
}

func TestNewMembersRefusesTwins(t *testing.T) {
	defer func() {
		if got := recover(); got != "rpc: member a is declared twice" {
			t.Error(got)
		}
	}()
	decodeText(t, "{}", decodeOptions{}, func(d *Decoder) { d.Object(NewMembers(Required("a"), Optional("a"))) })
}

func TestSuggestions(t *testing.T) {
	names := []string{"username", "password", "page", "pageSize", "id"}
	tests := []struct{ name, want string }{
		{"usernam", "username"}, {"user_name", "username"}, {"UserName", "username"}, {"usrename", "username"}, {"pasword", "password"},
		{"pages", "page"}, {"pagesize", "pageSize"}, {"ID", "id"}, {"di", "id"}, {"zebra", ""}, {"", ""}, {"x", ""},
		{strings.Repeat("username", 1000), ""}, {"İİİİİİİİİİİİİİİİİİ", ""},
	}
	for _, test := range tests {
		if got := closest(test.name, names); got != test.want {
			t.Errorf("%.20q: %q, want %q", test.name, got, test.want)
		}
	}
}
