package rpc

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

// grammarGood has every production of RFC 8259.
var grammarGood = []string{
	// section 3: the literals, and any value as the whole text
	`null`, `true`, `false`, `0`, `""`, `[]`, `{}`,
	// section 2: white space around everything
	" \t\n\r1 \t\n\r", "\n[\n]\n", "\t{\t}\t", " [ 1 , 2 ] ", ` { "a" : 1 , "b" : 2 } `, "[\r\n1\r\n]",
	// section 4: objects
	`{"":0}`, `{"a":null,"b":{"c":[]}}`, `{"\u0061\n":1}`, `{"a":{"a":{"a":1}}}`,
	// section 5: arrays
	`[null,true,false,0,"",[],{}]`, `[[[[]]]]`, `[1,[2,[3]]]`,
	// section 6: numbers
	`-0`, `1`, `-1`, `10`, `1234567890`, `0.0`, `-0.5`, `1.25`, `1e0`, `1E0`, `1e+10`, `1e-10`, `0e0`, `-0.0e-0`,
	`1.5E+3`, `123456789012345678901234567890`, `1e400`, `[0]`, `{"a":0}`,
	// section 7: strings
	`"a"`, `"\"\\\/\b\f\n\r\t"`, `"\u0041\u00e9\uABCD\uabcd"`, `"\ud83d\ude00"`, `"é€😀"`, "\"\u007f\"", "\"\u2028\"", `"'"`, `"12345678"`,
	`"1234567\""`, `"12345678\n12345678"`, `"/"`,
}

// grammarBad has every way to break it.
var grammarBad = []string{
	``, ` `, "\n", "\ufeff1", "\v1", "\f1", "\u00a01", "1\x00", "\x001", `1 2`, `1,`, `,1`, `[] []`, `{}{}`, `nullnull`, `"a""b"`, `//`, `1//`, `/**/1`,
	// literals
	`n`, `nul`, `nulL`, `Null`, `NULL`, `nulll`, `t`, `tru`, `True`, `truee`, `f`, `fals`, `False`, `falsey`, `undefined`, `NaN`, `Infinity`, `-Infinity`, `nil`,
	// objects
	`{`, `}`, `{"`, `{"a`, `{"a"`, `{"a":`, `{"a":1`, `{"a":1,`, `{"a":1,}`, `{,}`, `{,"a":1}`, `{"a"}`, `{"a",1}`, `{"a" 1}`, `{"a"::1}`, `{"a":1 "b":2}`, `{"a":1;"b":2}`,
	`{a:1}`, `{'a':1}`, `{1:1}`, `{null:1}`, `{[]:1}`, `{"a":1]`, `{"a":}`, `{:1}`, `{"a":1,,"b":2}`, `{"a":1}}`, `{"a":x}`, "{\"a\n\":1}", `{"a\x":1}`,
	// arrays
	`[`, `]`, `[1`, `[1,`, `[1,]`, `[,]`, `[,1]`, `[1 2]`, `[1;2]`, `[1:2]`, `[1,,2]`, `[1}`, `[1]]`, `[x]`, `["a":1]`, `[[]`,
	// numbers
	`-`, `+1`, `+`, `00`, `01`, `-01`, `-00`, `1.`, `.5`, `-.5`, `1.e1`, `1..5`, `1.5.5`, `1e`, `1E`, `1e+`, `1e-`, `1e1.5`, `1e1e1`, `e1`, `1ee1`, `1+2`, `1-2`, `--1`, `- 1`, `1 .5`,
	`0x10`, `0b1`, `0o7`, `1_000`, `1,000`, `1f`, `1L`, `１`, `0123`, `[01]`, `[-]`, `[1.]`, `[.1]`, `[1e]`, `{"a":01}`, `0.`, `0e`, `0.e`, `-a`,
	// strings
	`"`, `"a`, `'a'`, `"\`, `"\"`, `"\a"`, `"\'"`, `"\0"`, `"\x41"`, `"\u"`, `"\u1"`, `"\u12"`, `"\u123"`, `"\u123g"`, `"\U0041"`, `"\u 041"`, `"\u+041"`, `"\v"`, `"\ "`,
	"\"\\\n\"", "\"\x00\"", "\"\x01\"", "\"\x1f\"", "\"\n\"", "\"\t\"", "\"\r\"", "\"1234567\x1f\"", "\"12345678\x00\"", `"12345678`, `"1234567\`, `["a]`, "\"\\u12", "`a`", "“a”",
}

// grammarNotUTF8 is JSON but for its bytes.
var grammarNotUTF8 = []string{
	"\"\xff\"", "\"\x80\"", "\"\xc3\"", "\"\xc0\x80\"", "\"\xe2\x82\"", "\"\xed\xa0\x80\"", "\"\xf4\x90\x80\x80\"", "\"\xf8\x88\x80\x80\x80\"", "{\"\xff\":1}", "[\"12345678\xff\"]",
}

func TestGrammar(t *testing.T) {
	for _, text := range grammarGood {
		if !json.Valid([]byte(text)) {
			t.Fatalf("%q: the table is wrong", text)
		}
		if err := parse([]byte(text)); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
	for _, text := range grammarBad {
		if json.Valid([]byte(text)) {
			t.Fatalf("%q: the table is wrong", text)
		}
		if err := parse([]byte(text)); !errors.Is(err, errSyntax) && !errors.Is(err, errMore) {
			t.Errorf("%q: %v, want a syntax error", text, err)
		}
	}
	for _, text := range grammarNotUTF8 {
		if err := parse([]byte(text)); !errors.Is(err, errUTF8) {
			t.Errorf("%q: %v, want an error about UTF-8", text, err)
		}
	}
}

// TestGrammarEverywhere puts every good and bad text where values stand.
func TestGrammarEverywhere(t *testing.T) {
	for _, frame := range []string{`[%]`, `[0,%]`, `[%,0]`, `{"a":%}`, `{"a":0,"b":%}`, `{"a":[{"b":%}]}`, " \n[ % ] "} {
		for _, text := range append(grammarGood, grammarBad...) {
			text = strings.Replace(frame, "%", text, 1)
			if got, want := parse([]byte(text)) == nil, json.Valid([]byte(text)); got != want {
				t.Errorf("%q: accepted %v, want %v", text, got, want)
			}
		}
	}
}

// TestGrammarCut cuts a text with everything in it at every place: only the whole is a value.
func TestGrammarCut(t *testing.T) {
	whole := `{"a":[1,-2.5e+10,"x\u00e9\n",true,false,null,{}],"b":{"c":[[]]}}`
	for i := range len(whole) {
		if parse([]byte(whole[:i])) == nil {
			t.Errorf("%q: accepted", whole[:i])
		}
	}
	if err := parse([]byte(whole)); err != nil {
		t.Error(err)
	}
}

func TestDepth(t *testing.T) {
	for _, kind := range [][2]string{{"[", "]"}, {`{"a":`, "}"}, {`[{"a":`, "}]"}} {
		levels := strings.Count(kind[0], "[") + strings.Count(kind[0], "{")
		for _, n := range []int{defaultDepth, defaultDepth + levels} {
			text := strings.Repeat(kind[0], n/levels) + "1" + strings.Repeat(kind[1], n/levels)
			err := parse([]byte(text))
			if want := n > defaultDepth; errors.Is(err, errDepth) != want || (err != nil) != want {
				t.Errorf("%d levels of %s: %v", n, kind[0], err)
			}
		}
	}
	if err := parse([]byte(strings.Repeat("[", 1<<20))); !errors.Is(err, errDepth) {
		t.Errorf("a million brackets: %v", err)
	}
	// Siblings do not add up.
	if err := parse([]byte("[" + strings.Repeat("[[]],", 1000) + "0]")); err != nil {
		t.Error(err)
	}
}

func TestParseErrorSaysWhere(t *testing.T) {
	tests := []struct{ text, want string }{
		{`{"a":01}`, "parse JSON: not valid JSON at byte 6"},
		{`[1,2,]`, "parse JSON: not valid JSON at byte 5"},
		{`[1] x`, "parse JSON: more follows after the value at byte 4"},
		{"\"ab\ncd\"", "parse JSON: not valid JSON at byte 3"},
		{"[nulx]", "parse JSON: not valid JSON at byte 4"},
		{strings.Repeat("[", 65), "parse JSON: nested too deeply at byte 64"},
		{"\"a\xff\"", "parse JSON: not valid UTF-8 at byte 2"},
	}
	for _, test := range tests {
		err := parse([]byte(test.text))
		if err == nil || err.Error() != test.want {
			t.Errorf("%q: %v, want %s", test.text, err, test.want)
		}
	}
}

func FuzzScan(f *testing.F) {
	for _, text := range append(append(grammarGood, grammarBad...), grammarNotUTF8...) {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		err := parse(text)
		if errors.Is(err, errDepth) {
			if strings.Count(string(text), "[")+strings.Count(string(text), "{") <= defaultDepth {
				t.Fatalf("%q: too deep?", text)
			}
			return
		}
		if want := json.Valid(text) && utf8.Valid(text); (err == nil) != want {
			t.Fatalf("%q: %v, want accepted %v", text, err, want)
		}
	})
}
