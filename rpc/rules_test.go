package rpc

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

type ruleTest struct {
	text string
	want []Violation
}

func runRules(t *testing.T, decode func(*Decoder), tests []ruleTest) {
	t.Helper()
	for _, test := range tests {
		got := decodeText(t, test.text, decodeOptions{}, decode)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s\n%s", test.text, diff)
		}
	}
}

func TestStringRules(t *testing.T) {
	read := func(rules *StringRules) func(*Decoder) { return func(d *Decoder) { d.String(rules) } }
	runRules(t, read(Strings().MinLength(3).MaxLength(5)), []ruleTest{
		{`"abc"`, nil}, {`"abcde"`, nil}, {`"äöü"`, nil}, {`"äöüäö"`, nil}, {`"😀😀😀😀😀"`, nil}, {`"\u0041bc"`, nil}, {`"\ud83d\ude00bc"`, nil},
		{`"ab"`, one("", "minLength", "must have at least 3 characters", "3")},
		{`"😀😀"`, one("", "minLength", "must have at least 3 characters", "3")},
		{`"\ud83d\ude00b"`, one("", "minLength", "must have at least 3 characters", "3")},
		{`""`, one("", "minLength", "must have at least 3 characters", "3")},
		{`"abcdef"`, one("", "maxLength", "must have at most 5 characters", "5")},
		{`"äöüäöü"`, one("", "maxLength", "must have at most 5 characters", "5")},
	})
	runRules(t, read(Strings().MinLength(1)), []ruleTest{
		{`"a"`, nil}, {`"é"`, nil}, {`""`, one("", "minLength", "must have at least 1 character", "1")},
	})
	runRules(t, read(Strings().MaxLength(0)), []ruleTest{
		{`""`, nil}, {`"a"`, one("", "maxLength", "must have at most 0 characters", "0")},
	})
	runRules(t, read(Strings().Pattern(`^\S+$`)), []ruleTest{
		{`"abc"`, nil}, {`"ä😀"`, nil},
		{`"a b"`, one("", "pattern", `must match the pattern ^\S+$`, `"^\\S+$"`)},
		{`"ä b"`, one("", "pattern", `must match the pattern ^\S+$`, `"^\\S+$"`)},
		{`"a\n"`, one("", "pattern", `must match the pattern ^\S+$`, `"^\\S+$"`)},
		{`""`, one("", "pattern", `must match the pattern ^\S+$`, `"^\\S+$"`)},
	})
	runRules(t, read(Strings().Pattern(`b`).Pattern(`c$`)), []ruleTest{
		{`"abc"`, nil},
		{`"ac"`, one("", "pattern", `must match the pattern b`, `"b"`)},
		{`"x"`, []Violation{{"", "pattern", "must match the pattern b", `"b"`}, {"", "pattern", "must match the pattern c$", `"c$"`}}},
	})
	runRules(t, read(Strings().Format("email").MaxLength(8)), []ruleTest{
		{`"a@b.de"`, nil},
		{`"a"`, one("", "format", "must be an e-mail address", `"email"`)},
		{`"aaaaaaaaaa"`, []Violation{{"", "maxLength", "must have at most 8 characters", "8"}, {"", "format", "must be an e-mail address", `"email"`}}},
	})
	runRules(t, read(Strings().Enum("up", "down")), []ruleTest{
		{`"up"`, nil}, {`"\u0075p"`, nil}, {`"Up"`, one("", "enum", `must be one of "up", "down"`, `["up","down"]`)},
	})
	runRules(t, func(d *Decoder) { d.Secret(Strings().MinLength(6)) }, []ruleTest{
		{`"12345"`, one("", "minLength", "must have at least 6 characters", "6")},
		{`12345`, one("", "type", "must be a string")},
	})
}

func TestFormats(t *testing.T) {
	nouns := map[string]string{
		"email": "an e-mail address", "uuid": "a UUID", "uri": "an absolute URI", "hostname": "a host name",
		"ipv4": "an IPv4 address", "ipv6": "an IPv6 address", "cidr": "an address block in CIDR notation",
	}
	for name, noun := range nouns {
		runRules(t, func(d *Decoder) { d.String(Strings().Format(name)) }, []ruleTest{
			{`"?"`, one("", "format", "must be "+noun, `"`+name+`"`)},
		})
	}
	defer func() {
		if got := recover(); got != "rpc: unknown format dog" {
			t.Error(got)
		}
	}()
	Strings().Format("dog")
}

// TestPatternsByTable compares the table of simple patterns with regexp.
func TestPatternsByTable(t *testing.T) {
	texts := []string{"", "a", "ab", "abc", "abcd", "A", "a1", "1", "-", "a-b", "a b", " ", "\n", "a\n", "\x00", "\x7f", "é", "aé", "K", "k", "_", "a_b", "0x", "ab\u2028"}
	tests := []struct {
		expression string
		table      bool
	}{
		{`^\S+$`, true}, {`^[a-z]+$`, true}, {`^[a-z0-9_-]{1,3}$`, true}, {`^\w*$`, true}, {`^\d{2,}$`, true}, {`\A[a-z]+\z`, true}, {`^[^a]+$`, true}, {`(?i)^[a-k]+$`, true},
		{`^[a-z]+`, false}, {`[a-z]+$`, false}, {`^[a-z]$`, false}, {`^([a-z]+)$`, false}, {`(?m)^[a-z]+$`, false}, {`^[a-z]+[0-9]+$`, false}, {`^a+$`, false}, {`^.+$`, false}, {`a|b`, false}, {`^[a-z]?$`, false},
	}
	for _, test := range tests {
		p := newPattern(test.expression)
		if (p.class != nil) != test.table {
			t.Errorf("%s: table %v", test.expression, p.class != nil)
		}
		for _, text := range texts {
			if got, want := p.match([]byte(text)), p.regexp.MatchString(text); got != want {
				t.Errorf("%s on %q: %v", test.expression, text, got)
			}
		}
	}
}

func TestLengthRules(t *testing.T) {
	list := func(rules *LengthRules) func(*Decoder) {
		return func(d *Decoder) {
			d.Array(rules)
			for d.NextItem() {
				d.Int(nil)
			}
		}
	}
	runRules(t, list(Lengths().Min(1).Max(2)), []ruleTest{
		{`[1]`, nil}, {`[1,2]`, nil},
		{`[]`, one("", "minItems", "must have at least 1 item", "1")},
		{`[1,2,3]`, one("", "maxItems", "must have at most 2 items", "2")},
		{`[1,2,"x",{"a":1,"a":2},[[]],true , null ]`, one("", "maxItems", "must have at most 2 items", "2")},
		{`["x",2,3]`, []Violation{{"/0", "type", "must be an integer", ""}, {"", "maxItems", "must have at most 2 items", "2"}}},
		{`{}`, one("", "type", "must be an array")},
	})
	runRules(t, list(Lengths().Max(0)), []ruleTest{
		{`[]`, nil}, {`[1]`, one("", "maxItems", "must have at most 0 items", "0")},
	})
	entries := func(rules *LengthRules) func(*Decoder) {
		return func(d *Decoder) {
			m := map[string]int64{}
			d.Map(rules)
			for d.NextEntry(len(m)) {
				key := d.Key(Strings().MaxLength(3))
				m[key] = d.Int(nil)
			}
		}
	}
	runRules(t, entries(Properties().Min(2).Max(3)), []ruleTest{
		{`{"a":1,"b":2}`, nil}, {`{"a":1,"b":2,"c":3}`, nil},
		{`{"a":1}`, one("", "minProperties", "must have at least 2 members", "2")},
		{`{"a":1,"b":2,"c":3,"d":4,"e":"x"}`, one("", "maxProperties", "must have at most 3 members", "3")},
		{`{"abcd":1,"b":2}`, one("/abcd", "maxLength", "must have at most 3 characters", "3")},
		{`{"a":1,"a":2}`, one("/a", "duplicate", "is given more than once")},
	})
	runRules(t, func(d *Decoder) { d.Base64(Sizes().Min(2).Max(3)) }, []ruleTest{
		{`"AAA="`, nil}, {`"AAAA"`, nil},
		{`"AA=="`, one("", "minLength", "must have at least 2 bytes", "2")},
		{`"AAAAAA=="`, one("", "maxLength", "must have at most 3 bytes", "3")},
	})
}

func TestUniqueItems(t *testing.T) {
	decode := func(d *Decoder) {
		var tags []string
		d.Array(nil)
		for d.NextItem() {
			tags = append(tags, d.String(nil))
			CheckUnique(d, tags)
		}
	}
	runRules(t, decode, []ruleTest{
		{`[]`, nil}, {`["a","b","A"]`, nil},
		{`["a","b","\u0061"]`, one("/2", "uniqueItems", "must not be the same as item 0")},
		{`["a","a","a"]`, []Violation{{"/1", "uniqueItems", "must not be the same as item 0", ""}, {"/2", "uniqueItems", "must not be the same as item 0", ""}}},
	})
	var items []string
	for i := range 100_000 {
		items = append(items, fmt.Sprintf(`"%d"`, i))
	}
	runRules(t, decode, []ruleTest{
		{"[" + strings.Join(items, ",") + "]", nil},
		{"[" + strings.Join(items[:1000], ",") + `,"3","900"]`, []Violation{
			{"/1000", "uniqueItems", "must not be the same as item 3", ""}, {"/1001", "uniqueItems", "must not be the same as item 900", ""},
		}},
	})
	// Two lists, one within the other, do not mix.
	runRules(t, func(d *Decoder) {
		d.Array(nil)
		for d.NextItem() {
			decode(d)
		}
	}, []ruleTest{{"[[" + strings.Join(items[:50], ",") + "],[" + strings.Join(items[:50], ",") + "]]", nil}})
}

func TestIntegerRules(t *testing.T) {
	read := func(rules *IntegerRules) func(*Decoder) { return func(d *Decoder) { d.Int(rules) } }
	runRules(t, read(Integers().Minimum(-2).Maximum(5)), []ruleTest{
		{`-2`, nil}, {`5`, nil},
		{`-3`, one("", "minimum", "must be at least -2", "-2")}, {`6`, one("", "maximum", "must be at most 5", "5")},
	})
	runRules(t, read(Integers().ExclusiveMinimum(0).ExclusiveMaximum(5)), []ruleTest{
		{`1`, nil}, {`4`, nil},
		{`0`, one("", "exclusiveMinimum", "must be greater than 0", "0")}, {`-9`, one("", "exclusiveMinimum", "must be greater than 0", "0")},
		{`5`, one("", "exclusiveMaximum", "must be less than 5", "5")}, {`9`, one("", "exclusiveMaximum", "must be less than 5", "5")},
	})
	runRules(t, read(Integers().MultipleOf(3).Maximum(10)), []ruleTest{
		{`0`, nil}, {`-9`, nil}, {`9`, nil}, {`-0`, nil},
		{`11`, []Violation{{"", "maximum", "must be at most 10", "10"}, {"", "multipleOf", "must be a multiple of 3", "3"}}},
	})
	runRules(t, read(Integers().Enum(1, 2)), []ruleTest{
		{`2`, nil}, {`3`, one("", "enum", "must be one of 1, 2", "[1,2]")},
	})
	runRules(t, func(d *Decoder) { d.Int32(Integers().Minimum(1)) }, []ruleTest{{`0`, one("", "minimum", "must be at least 1", "1")}})
	runRules(t, func(d *Decoder) { d.Int64(Integers().Minimum(1)) }, []ruleTest{
		{`"1"`, nil}, {`1`, nil}, {`"0"`, one("", "minimum", "must be at least 1", "1")}, {`0`, one("", "minimum", "must be at least 1", "1")},
	})
}

func TestNumberRules(t *testing.T) {
	read := func(rules *NumberRules) func(*Decoder) { return func(d *Decoder) { d.Float(rules) } }
	runRules(t, read(Numbers().Minimum(-0.5).Maximum(1e21)), []ruleTest{
		{`-0.5`, nil}, {`1e21`, nil},
		{`-0.51`, one("", "minimum", "must be at least -0.5", "-0.5")}, {`1.1e21`, one("", "maximum", "must be at most 1e+21", "1e+21")},
	})
	runRules(t, read(Numbers().ExclusiveMinimum(0).ExclusiveMaximum(1)), []ruleTest{
		{`0.5`, nil}, {`-0`, one("", "exclusiveMinimum", "must be greater than 0", "0")}, {`1.0`, one("", "exclusiveMaximum", "must be less than 1", "1")},
	})
	runRules(t, read(Numbers().MultipleOf(0.1)), []ruleTest{
		{`0.3`, nil}, {`0`, nil}, {`-0.0`, nil}, {`-0.7`, nil}, {`1e20`, nil}, {`1.1`, nil}, {`4.35`, one("", "multipleOf", "must be a multiple of 0.1", "0.1")},
		{`1e-300`, one("", "multipleOf", "must be a multiple of 0.1", "0.1")}, {`1e300`, nil},
	})
	runRules(t, read(Numbers().MultipleOf(0.01)), []ruleTest{{`4.35`, nil}, {`19.99`, nil}, {`1.005`, one("", "multipleOf", "must be a multiple of 0.01", "0.01")}})
	runRules(t, read(Numbers().MultipleOf(2)), []ruleTest{{`4`, nil}, {`1e3`, nil}, {`3`, one("", "multipleOf", "must be a multiple of 2", "2")}, {`4.5`, one("", "multipleOf", "must be a multiple of 2", "2")}})
	runRules(t, read(Numbers().MultipleOf(2.5)), []ruleTest{{`5`, nil}, {`7.5`, nil}, {`6`, one("", "multipleOf", "must be a multiple of 2.5", "2.5")}})
	runRules(t, read(Numbers().Enum(0.5, 2)), []ruleTest{{`2.0`, nil}, {`5e-1`, nil}, {`1`, one("", "enum", "must be one of 0.5, 2", "[0.5,2]")}})
}

func TestEnums(t *testing.T) {
	const want = `must be one of "up", "down"`
	runRules(t, func(d *Decoder) { d.Enum(NewEnum("up", "down")) }, []ruleTest{
		{`"up"`, nil}, {`"UP"`, one("", "enum", want, `["up","down"]`)}, {`1`, one("", "type", "must be a string")}, {`null`, one("", "type", "must be a string")},
	})
	runRules(t, func(d *Decoder) { d.Enum(NewEnum("up").Open()) }, []ruleTest{
		{`"other"`, nil}, {`1`, one("", "type", "must be a string")}, {`"\u0000"`, one("", "unicode", "must not have U+0000 or half of a surrogate pair")},
	})
	runRules(t, func(d *Decoder) { d.Enum(NewEnum("only")) }, []ruleTest{{`""`, one("", "enum", `must be "only"`, `["only"]`)}})
	var many []string
	for i := range 30 {
		many = append(many, fmt.Sprint(i))
	}
	enum := NewEnum(many...)
	runRules(t, func(d *Decoder) { d.Enum(enum) }, []ruleTest{
		{`"29"`, nil},
		{`"30"`, one("", "enum", `must be one of "0", "1", "2", "3", "4", "5", "6", "7", "8", "9" and 20 more`, enum.limit)},
	})
	runRules(t, func(d *Decoder) { d.IntEnum(NewIntEnum(0, 1)) }, []ruleTest{
		{`1`, nil}, {`2`, one("", "enum", "must be one of 0, 1", "[0,1]")}, {`"1"`, one("", "type", "must be an integer")}, {`1.0`, one("", "type", "must be an integer")},
	})
	runRules(t, func(d *Decoder) { d.IntEnum(NewIntEnum(0, 1).Open()) }, []ruleTest{{`2`, nil}})
}

func TestTag(t *testing.T) {
	members := NewMembers(Required("n"))
	tags := NewEnum("hostUp", "hostDown")
	got := -2
	decode := func(d *Decoder) {
		if got = d.Tag("kind", tags); got >= 0 {
			d.Object(members)
			for d.Next() {
				d.Int(nil)
			}
		}
	}
	tests := []struct {
		text string
		tag  int
		want []Violation
	}{
		{`{"kind":"hostUp","n":1}`, 0, nil},
		{`{"n":1,"kind":"hostDown"}`, 1, nil},
		{` { "n" : 1 , "k\u0069nd" : "host\u0055p" } `, 0, nil},
		{`{"kind":"hostUp"}`, 0, one("/n", "required", "is required")},
		{`{"kind":"hostUp","n":1,"kind":"hostUp"}`, 0, one("/kind", "duplicate", "is given more than once")},
		{`{"kind":"hostUp","n":{"kind":1}}`, 0, one("/n", "type", "must be an integer")},
		{`{"n":1}`, -1, one("/kind", "required", "is required")},
		{`{}`, -1, one("/kind", "required", "is required")},
		{`{"kind":1}`, -1, one("/kind", "type", "must be a string")},
		{`{"kind":"hostup","n":"x"}`, -1, one("/kind", "discriminator", `must be one of "hostUp", "hostDown"`, `["hostUp","hostDown"]`)},
		{`[]`, -1, one("", "type", "must be an object")},
		{`null`, -1, one("", "type", "must be an object")},
	}
	for _, test := range tests {
		violations := decodeText(t, test.text, decodeOptions{}, decode)
		if diff := cmp.Diff(test.want, violations); diff != "" || got != test.tag {
			t.Errorf("%s: tag %d\n%s", test.text, got, diff)
		}
	}
}

func TestKinds(t *testing.T) {
	kinds := map[string]Kind{"null": KindNull, "true": KindBool, "false": KindBool, "-1": KindNumber, "0": KindNumber, `"a"`: KindString, "[]": KindArray, "{}": KindObject}
	for text, want := range kinds {
		decodeText(t, " "+text, decodeOptions{}, func(d *Decoder) {
			if got := d.Kind(); got != want {
				t.Errorf("%s: %d", text, got)
			}
			d.Skip()
		})
	}
	runRules(t, func(d *Decoder) { d.WrongKind("a string or an array") }, []ruleTest{
		{`{"a":1}`, one("", "type", "must be a string or an array")},
	})
}

func TestOtherValues(t *testing.T) {
	const base64Message, hexMessage = "must be base64 with padding", "must be pairs of hexadecimal digits"
	badBase64, badHex := one("", "encoding", base64Message, `"base64"`), one("", "encoding", hexMessage, `"hex"`)
	runRules(t, func(d *Decoder) { d.Base64(nil) }, []ruleTest{
		{`""`, nil}, {`"AA=="`, nil}, {`"+/+/"`, nil}, {`"\u0041A=="`, nil},
		{`"A"`, badBase64}, {`"AA"`, badBase64}, {`"AA="`, badBase64}, {`"AB=="`, badBase64}, {`"AAB="`, badBase64}, {`"AA==\n"`, badBase64}, {`"AA\r\n=="`, badBase64}, {`"\nAAAA"`, badBase64},
		{`"-_-_"`, badBase64}, {`"AAAA="`, badBase64}, {`"AA==AA=="`, badBase64}, {`" AAAA"`, badBase64}, {`"===="`, badBase64},
		{`1`, one("", "type", "must be a string in base64")},
	})
	runRules(t, func(d *Decoder) { d.Hex(nil) }, []ruleTest{
		{`""`, nil}, {`"00ffFF"`, nil}, {`"0"`, badHex}, {`"0g"`, badHex}, {`"0x00"`, badHex}, {`" 00"`, badHex}, {`"00\n"`, badHex}, {`null`, one("", "type", "must be a string in hex")},
	})
	badTime := one("", "format", "must be an RFC 3339 time with an offset", `"date-time"`)
	runRules(t, func(d *Decoder) { d.Time() }, []ruleTest{
		{`"2026-11-03T14:05:09Z"`, nil}, {`"2026-11-03T14:05:09"`, badTime}, {`"2026-02-30T00:00:00Z"`, badTime}, {`""`, badTime}, {`1`, one("", "type", "must be a string with a time")},
	})
	badDate := one("", "format", "must be a day written as YYYY-MM-DD", `"date"`)
	runRules(t, func(d *Decoder) { d.Date() }, []ruleTest{
		{`"2024-02-29"`, nil}, {`"2026-02-29"`, badDate}, {`"26-1-1"`, badDate}, {`{}`, one("", "type", "must be a string with a date")},
	})
	badDecimal := one("", "format", "must be the text of a number", `"decimal"`)
	runRules(t, func(d *Decoder) { d.Decimal() }, []ruleTest{
		{`"10.00"`, nil}, {`"-0.1e+5"`, nil}, {`"1."`, badDecimal}, {`"+1"`, badDecimal}, {`""`, badDecimal}, {`1`, one("", "type", "must be a string with a number")},
	})
	runRules(t, func(d *Decoder) { d.Bool() }, []ruleTest{
		{`true`, nil}, {`false`, nil}, {`"true"`, one("", "type", "must be a boolean")}, {`0`, one("", "type", "must be a boolean")},
	})
	runRules(t, func(d *Decoder) { d.JSON() }, []ruleTest{
		{`null`, nil}, {`{"a":[1,{"b":"\ud83d\ude00"}]}`, nil},
		{`{"a":[{"b":1,"b":2}]}`, one("/a/0/b", "duplicate", "is given more than once")},
		{`{"a":["x","\u0000"]}`, one("/a/1", "unicode", "must not have U+0000 or half of a surrogate pair")},
		{`{"a":{"\udead":1}}`, one("/a/\ufffd", "unicode", "must not have U+0000 or half of a surrogate pair")},
	})
}

func TestTimesAreUTC(t *testing.T) {
	decodeText(t, `"2026-11-03T14:05:09.5+02:00"`, decodeOptions{}, func(d *Decoder) {
		want := time.Date(2026, 11, 3, 12, 5, 9, 500_000_000, time.UTC)
		if got := d.Time(); !got.Equal(want) || got.Location() != time.UTC {
			t.Error(got)
		}
	})
}
