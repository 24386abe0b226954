package rpc

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestUnescape(t *testing.T) {
	tests := []struct {
		raw, want string
		sound     bool
	}{
		{``, "", true}, {`abc`, "abc", true}, {`\"\\\/\b\f\n\r\t`, "\"\\/\b\f\n\r\t", true}, {`\u0041\u00e9\u20AC`, "Aé€", true}, {`\ud83d\ude00`, "😀", true},
		{`\uD83D\uDE00x`, "😀x", true}, {`\udbff\udfff`, "\U0010ffff", true}, {`\ud800\udc00`, "\U00010000", true}, {`\uffff`, "\uffff", true}, {`\\u0000`, `\u0000`, true},
		{`a\u0000b`, "a\x00b", false}, {`\ud83d`, "\ufffd", false}, {`\ude00`, "\ufffd", false}, {`\ud83d\ud83d\ude00`, "\ufffd😀", false}, {`\ud83dx`, "\ufffdx", false},
		{`\ud83d\n`, "\ufffd\n", false}, {`\ud83d\u0041`, "\ufffdA", false}, {`\ud83d\\ude00`, "\ufffd\\ude00", false},
	}
	for _, test := range tests {
		got, sound := unescapeStrict([]byte("<"), []byte(test.raw))
		if string(got) != "<"+test.want || sound != test.sound || soundEscapes([]byte(test.raw)) != test.sound {
			t.Errorf("%s: %q %v", test.raw, got, sound)
		}
	}
}

func TestAppendString(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", `""`}, {"abc", `"abc"`}, {"é€😀", `"é€😀"`}, {"a\"b\\c/", `"a\"b\\c/"`}, {"\n\r\t", `"\n\r\t"`}, {"\x00\x01\x1f\x7f\b\f", "\"\\u0000\\u0001\\u001f\x7f\\u0008\\u000c\""},
		{"a\xffb", `"a` + "\ufffd" + `b"`}, {"\xed\xa0\x80", `"` + "\ufffd\ufffd\ufffd" + `"`}, {"\xc3", `"` + "\ufffd" + `"`}, {"é\xe2\x82", `"é` + "\ufffd\ufffd" + `"`}, {"\ufffd", "\"\ufffd\""},
		{"1234567\"", `"1234567\""`}, {"12345678\"", `"12345678\""`}, {"12345678é\n", `"12345678é\n"`}, {"<&>\u2028", "\"<&>\u2028\""},
	}
	for _, test := range tests {
		if got := string(appendString([]byte("x"), test.text)); got != "x"+test.want {
			t.Errorf("%q: %s, want %s", test.text, got, test.want)
		}
	}
}

// TestEveryByteAtEveryPlace moves every byte through the eight that are looked at together.
func TestEveryByteAtEveryPlace(t *testing.T) {
	for c := range 256 {
		for place := range 20 {
			text := []byte(strings.Repeat("x", 20))
			text[place] = byte(c)
			want := 20
			if c < 0x20 || c == '"' || c == '\\' || c >= utf8.RuneSelf {
				want = place
			}
			if got := plainText(text, 0); got != want {
				t.Fatalf("plainText: byte %d at %d: %d", c, place, got)
			}
			for n := place + 1; n <= len(text); n++ {
				if got := plainASCII(string(text[:n])); got != (want == len(text)) {
					t.Fatalf("plainASCII: byte %d at %d of %d: %v", c, place, n, got)
				}
			}
			want = 20
			if c == '"' || c == '\\' {
				want = place
			}
			if got := quoteOrSlash(text, 0); got != want {
				t.Fatalf("quoteOrSlash: byte %d at %d: %d", c, place, got)
			}
			good := utf8.Valid(text) && c >= 0x20 && c != '"' && c != '\\'
			if err := parse([]byte(`"` + string(text) + `"`)); (err == nil) != good {
				t.Fatalf("parse: byte %d at %d: %v", c, place, err)
			}
		}
	}
}

// FuzzString sends every string out and back, and reads what encoding/json reads.
func FuzzString(f *testing.F) {
	for _, s := range []string{"", "abc", "é€😀", "\"\\\n\x00\x1f\x7f\u2028", "a\xff\xc3", "12345678\"", `\ud83d\ude00`, `a\u0000\ud800`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		raw := `"` + s + `"`
		if err := parse([]byte(raw)); (err == nil) != (json.Valid([]byte(raw)) && utf8.ValidString(s)) {
			t.Fatalf("%q: %v", raw, err)
		}
		text := appendString(nil, s)
		var want string
		if err := json.Unmarshal(text, &want); err != nil || want != strings.ToValidUTF8(s, replacement) && utf8.ValidString(s) {
			t.Fatalf("%q: %s is %q, %v", s, text, want, err)
		}
		if got := string(unescape(nil, text[1:len(text)-1])); got != want {
			t.Fatalf("%q: %s read as %q", s, text, got)
		}
		checkRead(t, []byte(`"`+s+`"`))
	})
}

// checkRead reads a string as it stands, when it is one, and compares with encoding/json.
func checkRead(t *testing.T, text []byte) {
	t.Helper()
	var want string
	if parse(text) != nil || json.Unmarshal(text, &want) != nil {
		return
	}
	got := ""
	violations := decodeText(t, string(text), decodeOptions{}, func(d *Decoder) { got = d.String(nil) })
	raw := []byte(strings.Trim(string(text), " \t\r\n"))
	raw = raw[1 : len(raw)-1]
	if read := string(unescape(nil, raw)); read != want {
		t.Fatalf("%q: read as %q, want %q", text, read, want)
	}
	if sound := violations == nil; sound && got != want || sound != soundEscapes(raw) {
		t.Fatalf("%q: %q %v", text, got, violations)
	}
	if lone := strings.Count(want, replacement) > strings.Count(string(text), replacement); violations == nil && (strings.Contains(want, "\x00") || lone && !strings.Contains(strings.ToLower(string(text)), `\ufffd`)) {
		t.Fatalf("%q: accepted", text)
	}
}

// FuzzNumber reads every number as strconv does, and writes every float so that it reads back.
func FuzzNumber(f *testing.F) {
	for _, s := range []string{"0", "-0.0", "1e22", "123456789012345.6", "0.3", "1e309", "9007199254740993", "5e-324", "1.", "-"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s := scanner{buf: []byte(text), maxDepth: 1}
		if text == "" || s.skipNumber(0) != len(text) {
			return
		}
		checkFloat(t, text)
		if value, ok := parseFloat([]byte(text)); ok {
			checkAppendFloat(t, value)
		}
	})
}
