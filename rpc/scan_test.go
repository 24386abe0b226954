package rpc

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/trunkline-rpc/trunkline/internal/grammar"
)

func TestGrammar(t *testing.T) {
	for _, text := range grammar.Good {
		if !json.Valid([]byte(text)) {
			t.Fatalf("%q: the table is wrong", text)
		}
		if err := parse([]byte(text)); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
	for _, text := range grammar.Bad {
		if json.Valid([]byte(text)) {
			t.Fatalf("%q: the table is wrong", text)
		}
		if err := parse([]byte(text)); !errors.Is(err, errSyntax) && !errors.Is(err, errMore) {
			t.Errorf("%q: %v, want a syntax error", text, err)
		}
	}
	for _, text := range grammar.NotUTF8 {
		if err := parse([]byte(text)); !errors.Is(err, errUTF8) {
			t.Errorf("%q: %v, want an error about UTF-8", text, err)
		}
	}
}

// TestGrammarEverywhere puts every good and bad text where values stand.
func TestGrammarEverywhere(t *testing.T) {
	for _, frame := range []string{`[%]`, `[0,%]`, `[%,0]`, `{"a":%}`, `{"a":0,"b":%}`, `{"a":[{"b":%}]}`, " \n[ % ] "} {
		for _, text := range slices.Concat(grammar.Good, grammar.Bad) {
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
	for _, sibling := range []string{"[[]]", `[{}]`, `{"a":{}}`, `{"a":[1]}`, `[{"a":1}]`} {
		if err := parse([]byte("[" + strings.Repeat(sibling+",", 1000) + "0]")); err != nil {
			t.Errorf("a thousand of %s: %v", sibling, err)
		}
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
		{"[0,{\"a\":{\"b\n\":1}}]", "parse JSON: not valid JSON at byte 11"},
		{`[0,{"a":{"b" 1}}]`, "parse JSON: not valid JSON at byte 13"},
		{`[0,{"a":{"b":x}}]`, "parse JSON: not valid JSON at byte 13"},
		{`[0,{"a":{"b":1 2}}]`, "parse JSON: not valid JSON at byte 15"},
		{`[0,{"a":{"b":1,}}]`, "parse JSON: not valid JSON at byte 15"},
		{`[0,{"a":{b:1}}]`, "parse JSON: not valid JSON at byte 9"},
		{`[0,{"a":[1,[2 3]]}]`, "parse JSON: not valid JSON at byte 14"},
		{`[0,{"a":[1,[-]]}]`, "parse JSON: not valid JSON at byte 13"},
	}
	for _, test := range tests {
		err := parse([]byte(test.text))
		if err == nil || err.Error() != test.want {
			t.Errorf("%q: %v, want %s", test.text, err, test.want)
		}
	}
}

func FuzzScan(f *testing.F) {
	for _, text := range slices.Concat(grammar.Good, grammar.Bad, grammar.NotUTF8) {
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
