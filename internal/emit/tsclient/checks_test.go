package tsclient_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/emit/tsclient"
	"github.com/trunkline-rpc/trunkline/rpc/format"
)

// run evaluates a module of JavaScript beside a client, and decodes what it prints.
func run(t *testing.T, client []byte, script string, into any) {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "package.json"), []byte(`{"type": "module"}`))
	write(t, filepath.Join(dir, "client.js"), client)
	write(t, filepath.Join(dir, "main.js"), []byte(script))
	if err := json.Unmarshal([]byte(node(t, dir, "main.js")), into); err != nil {
		t.Fatal(err)
	}
}

func inJSON(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestFormats holds strings to the formats in both languages: those of the tests of package format, and
// others.
func TestFormats(t *testing.T) {
	spec := "trunkline: 1\ninfo: {title: F, version: \"1\"}\nmethods:\n  m:\n    auth: none\n    byName: true\n    params:\n" +
		"      time?: time\n      date?: date\n      decimal?: decimal\n      bytes?: bytes\n"
	for _, name := range format.Names() {
		spec += "      " + name + "?: {type: string, format: " + name + "}\n"
	}
	texts := append(literalsOf(t, "../../../rpc/format/format_test.go"), moreTexts()...)
	if len(texts) < 150 {
		t.Fatalf("there are %d texts", len(texts))
	}
	names := append(format.Names(), "time", "date", "decimal")
	var got map[string][]bool
	run(t, generate(t, []byte(spec))["client.js"], `
import { validate } from "./client.js";
const texts = `+inJSON(t, texts)+`;
const result = {};
for (const name of `+inJSON(t, names)+`) result[name] = texts.map((text) => validate.m({ [name]: text }).length === 0);
console.log(JSON.stringify(result));`, &got)
	accepted := 0
	for _, name := range names {
		for i, text := range texts {
			want := accepts(name, text)
			if got[name][i] != want {
				t.Errorf("%s %q: %v in TypeScript, %v in Go", name, text, got[name][i], want)
			}
			if want {
				accepted++
			}
		}
	}
	if accepted < 50 {
		t.Errorf("only %d texts were accepted", accepted)
	}
}

func accepts(name, text string) bool {
	switch name {
	case "time":
		_, ok := format.ParseTime(text)
		return ok && !strings.Contains(text, "\x00")
	case "date":
		_, _, _, ok := format.ParseDate(text)
		return ok
	case "decimal":
		return format.Decimal(text)
	}
	return format.Lookup(name)(text)
}

// literalsOf are the strings in a file of Go.
func literalsOf(t *testing.T, path string) (all []string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			text, _ := strconv.Unquote(lit.Value)
			all = append(all, text)
		}
		return true
	})
	return all
}

func moreTexts() []string {
	label := strings.Repeat("a", 63)
	all := []string{
		label, label + "a", strings.Repeat(label+".", 3) + strings.Repeat("a", 61), strings.Repeat(label+".", 3) + strings.Repeat("a", 62),
		strings.Repeat("l", 64) + "@a", strings.Repeat("l", 65) + "@a", "a@" + strings.Repeat(label+".", 3) + strings.Repeat("a", 59), "a@b@c.d", "a@" + label + "a", "é@a", "a@é",
		"1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::", "::1:2:3:4:5:6:7", "1:2:3:4::5:6:7:8", "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:7:1.2.3.4", "::1.2.3.4", "1.2.3.4::", "1:1.2.3.4::",
		"::1.2.3", "::01.2.3.4", "::1.2.3.4:5", "1:2:3:4:5::1.2.3.4", "1:2:3:4:5:6::1.2.3.4", "12345::", "g::", ":1", "1:", "1::2:", ":::1", "::ffff:1.2.3.4", "FE80::A", "1.2.3.4/32", "1.2.3.4/33",
		"1.2.3.4/+1", "1.2.3.4/01", "1.2.3.4/", "1.2.3.4/-1", "::/128", "::/129", "::/0", "1.2.3.4/00000000000000000001", "/8", "1.2.3.4/8/8", "256.1.1.1", "1.1.1.1.", "001.1.1.1", "00.0.0.0",
	}
	for _, rest := range []string{
		"//a", "//a:80", "//a:", "//a:b", "//a:80:80", "//a:80:b", "//@a", "//u@a", "//u:p@a", "//u:p@ss@a", "//u%zz@a", "//u%20@a", "//u[@a", "//a%20b", "//a%c3%a9", "//a%25b", "//a%2", "//a%",
		"//[::1]", "//[::1]:80", "//[::1]:", "//[::1]x", "//[::1", "//a[::1]", "//[1.2.3.4]", "//[::1%25eth0]", "//[::1%25]", "//[::1%eth0]", "//[::1%25a%20b]", "//[::1%25a%2fb]", "//[::1%25a%25b]", "//[::1%25a%80b]",
		"//[::ffff:1.2.3.4]", "//[fe80::1%25a]b]", "///a", "//", "/", "", "?", "??", "/%zz", "/a?%zz", "/a#%zz", "/a#%20#", "#", "a%zz", "/a[b]", "/a'b", "/a(b)*c;d=e&f,g!h$i+j~k", "//a_b/c@d:e", "//[::1]/[", "//a/?b/c:d", "?a//b:c",
	} {
		all = append(all, "http:"+rest, "x-y.z+1:"+rest, "HTTPS:"+rest, rest)
	}
	return append(all, randomTexts(3000)...)
}

// randomTexts are put together of pieces that mean something to some format. They are always the same.
func randomTexts(n int) []string {
	pieces := strings.Fields(`http: https: x: // / [ ] ::1 1.2.3.4 : 80 @ % %25 %c3 %20 a b.c ? # fe80::1 ffff :: . 0 255 256 - + _ ~ Z z T
		2026-01-02 2024-02-29 03:04:05 23:59:60 .5 +01:00 -23:59 0000-01-01 9999-12-31 /8 /128 01 e E5 a@b = ==`)
	random := rand.New(rand.NewPCG(7, 9))
	all := make([]string, n)
	for i := range all {
		for range 1 + random.IntN(7) {
			all[i] += pieces[random.IntN(len(pieces))]
		}
	}
	return all
}

// TestPatterns matches texts in both languages. Go's expressions differ from JavaScript's in what \s, \w
// and the dot mean, in classes, flags and anchors.
func TestPatterns(t *testing.T) {
	patterns := []string{
		`^\S+$`, `^[a-z][a-z0-9-]*$`, `a`, ``, `^$`, `.`, `^.$`, `(?s)^.$`, `(?m)^b$`, `(?m)a$`, `(?i)straße`, `(?i)^k$`, `(?i)^[a-k]$`, `\d\D`, `\w+`, `^\W$`, `\s`, `^\s$`, `\bb\b`, `a\B`, `\Aa\z`, `^(a|b)+$`,
		`^(?:ab|cd){2}$`, `^a{2,}$`, `^a{1,3}$`, `^a{0}$`, `a*?b`, `[[:alpha:]]`, `^[[:^space:]]+$`, `^\pL+$`, `^\p{Greek}$`, `^\PN$`, `[^a]`, `[^\n]`, `^[\^\]\-\\]$`, `[-a]`, `^[+--]$`, `\x41`, `\x{1F600}`, `^😀$`, `^[😀-😎]$`,
		`\Q.*\E`, `^/$`, `^[/]$`, `^\$\.\{\}\|\(\)$`, "^[a`\"\\\\]*$", `\pZ`, `^(?P<name>x)y$`, `(a?)*`, `^(|a)$`, `(?:)`, `(^a|b$)`, `(?i)ſ`, `\t\n\r\f\v\a`, `[\x00-\x1f]`, `^..$`, `(?i)[^k]`, `x|`, `-`, `^[\w-]+$`, `^(a|)*$`, `(?U)a+b`, `^(?:(?:a)b)?c`,
		`^([a-z]+)*$`, `(?-s).`, `[a-z&&[b]]`, `^[\p{L}\p{N}_]+$`, `[^\x00-\x{10FFFF}]`, `é`, `^\u200b?`[:1], "\u2028", "\n", "'",
	}
	texts := []string{
		"", "a", "b", "ab", "ba", "abab", "abcd", "cdab", "aaa", "aaaa", "A", "K", "\u212a", "k", "ſ", "S", "s", "ß", "STRASSE", "straße", "STRAßE", "\n", "a\nb", "b\na", "a\n", "\r", "\u2028", "\u00a0", "\u000b", "\f", " ", "\t", "_", "0", "٣", "é", "É", "α", "Ω",
		"😀", "😎", "😀😀", "aé", "a-b", "-", "+", ",", ".", ".*", "/", "^", "]", "\\", "$.{}|()", "`\"", "xy", "c", "abc", "\t\n\r\f\v\a", "\x01", "\u200b", "'", "日本", "Ⅷ", "½", "a1_", "x", "é1", "&", "[b]",
	}
	expressions := make([]string, len(patterns))
	for i, p := range patterns {
		expressions[i] = tsclient.Pattern(p)
	}
	var got [][]bool
	run(t, nil, "const texts = "+inJSON(t, texts)+";\nconst patterns = ["+strings.Join(expressions, ",\n")+"];\n"+
		"console.log(JSON.stringify(patterns.map((p) => texts.map((text) => p.test(text)))));", &got)
	for i, p := range patterns {
		compiled := regexp.MustCompile(p)
		for j, text := range texts {
			if want := compiled.MatchString(text); got[i][j] != want {
				t.Errorf("%s, in JavaScript %s, on %q: %v, want %v", p, expressions[i], text, got[i][j], want)
			}
		}
	}
	if p := tsclient.Pattern(`^[a-z][a-z0-9-]*$`); p != `/^[a-z][\-0-9a-z]*$/u` {
		t.Error(p)
	}
}
