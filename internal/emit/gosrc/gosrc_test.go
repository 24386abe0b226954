package gosrc

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/dave/jennifer/jen"
)

func TestDocText(t *testing.T) {
	long := strings.Repeat("word ", 30)
	for in, want := range map[string]string{
		"":                      "",
		" \n\t\n":               "",
		"An account.":           "// An account.",
		"a\n\n\nb":              "// a\n//\n//\n// b",
		"a\r\nb":                "// a\n// b",
		"a\u2028b\u202ec\x00d":  "// abcd",
		"//go:linkname x y":     "// //go:linkname x y",
		"+build ignore":         `// \+build ignore`,
		"  +build ignore":       `// \+build ignore`,
		"- " + long:             "// - " + strings.TrimSpace(long),
		long + "\nnext\n\nlast": "// " + strings.TrimSpace(strings.Repeat("word ", 19)) + "\n// " + strings.Repeat("word ", 11) + "next\n//\n// last",
		long + "\n- next":       "// " + strings.TrimSpace(strings.Repeat("word ", 19)) + "\n// " + strings.TrimSpace(strings.Repeat("word ", 11)) + "\n// - next",
		long:                    "// " + strings.TrimSpace(strings.Repeat("word ", 19)) + "\n// " + strings.TrimSpace(strings.Repeat("word ", 11)),
		strings.Repeat("x", 96) + " +build ignore": "// " + strings.Repeat("x", 96) + "\n// \\+build ignore",
	} {
		if got := docText([]string{in}); got != want {
			t.Errorf("docText(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSentences(t *testing.T) {
	tests := []struct {
		got  []string
		want string
	}{
		{TypeSentence("User", "An account.", "is a type."), "User is an account."},
		{TypeSentence("User", "User accounts live here.", "is a type."), "User accounts live here."},
		{TypeSentence("User", "", "is a type."), "User is a type."},
		{TypeSentence("Order", "Order by date.", "is a type."), "Order by date."},
		{TypeSentence("User", "用户", "is a type."), "User: 用户"},
		{TypeSentence("Outcome", "Whether it worked.", "is 0 or 1."), "Outcome says whether it worked."},
		{TypeSentence("Person", "Somebody.", "is a type."), "Person is somebody."},
		{TypeSentence("Name", "What a host is called.", "is a type."), "Name is what a host is called."},
		{TypeSentence("Pass", "A password, as it was typed.", "is a type."), "Pass is a password, as it was typed."},
		{TypeSentence("Task", "A task that is done. It is old.", "is a type."), "Task is a task that is done. It is old."},
		{TypeSentence("Title", "A title is a text.", "is a type."), "Title: A title is a text."},
		{TypeSentence("Limits", "Holds the limits.", "is a type."), "Limits holds the limits."},
		{TypeSentence("Stamp", "Seconds since 1970.", "is a type."), "Stamp: Seconds since 1970."},
		{TypeSentence("List", "- one\n- two", "is a type."), "List is a type.|- one\n- two"},
		{TypeSentence("List", "```\n[]\n```", "is a type."), "List is a type.|```\n[]\n```"},
		{MethodSentence("Register", "Create an account", "serves a.b."), "Register creates an account. It serves a.b."},
		{MethodSentence("List", "List tasks.", "serves a.b."), "List lists tasks. It serves a.b."},
		{MethodSentence("Add", "Adds a task!", "serves a.b."), "Add adds a task! It serves a.b."},
		{MethodSentence("Echo", "Echo it", "serves a.b."), "Echo echoes it. It serves a.b."},
		{MethodSentence("Get", "One task", "serves a.b."), "Get serves a.b.|One task."},
		{MethodSentence("Get", "版本", "serves a.b."), "Get serves a.b.|版本"},
		{MethodSentence("Get", "", "serves a.b."), "Get serves a.b.|"},
	}
	for _, test := range tests {
		if got := strings.Join(test.got, "|"); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

func TestLiterals(t *testing.T) {
	tests := []struct {
		got  *jen.Statement
		want string
	}{
		{Raw("a"), `"a"`},
		{Raw(`{"a":`), "`{\"a\":`"},
		{Raw("`\""), "\"`\\\"\""},
		{Raw("\"\n"), `"\"\n"`},
		{Raw("\"\u202e"), `"\"\u202e"`},
		{Float(0.1), "0.1"},
		{Float(math.Copysign(0, -1)), "math.Copysign(0, -1)"},
		{Float(1e300), "1e+300"},
		{Int(math.MinInt64), "-9223372036854775808"},
		{Duration(5 * time.Second), "5 * time.Second"},
		{Duration(1500 * time.Millisecond), "1500 * time.Millisecond"},
		{Duration(2 * time.Hour), "2 * time.Hour"},
	}
	for _, test := range tests {
		if got := test.got.GoString(); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
}

func TestNames(t *testing.T) {
	n := NewNames("auth")
	for _, want := range []string{"user", "user2", "user3", "auth2"} {
		if got := n.New(strings.TrimRight(want, "23")); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestIdentifier(t *testing.T) {
	for name, want := range map[string]bool{
		"a": true, "Z": true, "getX9": true, "aZ09": true,
		"": false, "9a": false, "a_b": false, "_": false, "a b": false, "a@": false, "a[": false, "a`": false, "a{": false,
		"é": false, "aé": false, "a\n": false, "a/": false, "a:": false, "\xc1": false, "a\xe1": false,
	} {
		if got := identifier(name); got != want {
			t.Errorf("%q: got %v", name, got)
		}
	}
}

func TestMistakesOfEmitters(t *testing.T) {
	tests := map[string]func(){
		"no identifier": func() { ID("x; func init() {}") },
		"not declared": func() {
			f := NewFile("api")
			f.Declare(jen.Null(), jen.Func().Id("init").Params().Block(), "other")
			f.Render()
		},
		"not Go": func() {
			f := NewFile("api")
			f.Declare(jen.Null(), jen.Op("}"), "x")
			f.Render()
		},
		"directive": func() {
			f := NewFile("api")
			f.Declare(jen.Comment("//go:noinline"), jen.Func().Id("f").Params().Block(), "f")
			f.Render()
		},
	}
	for name, mistake := range tests {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("it passed")
				}
			}()
			mistake()
		})
	}
}
