package format_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/trunkline-rpc/trunkline/rpc/format"
)

func TestFormats(t *testing.T) {
	label63 := strings.Repeat("a", 63)
	tests := map[string]struct{ good, bad []string }{
		"email": {
			good: []string{"a@b", "zoe.mueller+x@example.test", "o'neil@sub.example.org", strings.Repeat("l", 64) + "@a"},
			bad: []string{"", "a", "@b", "a@", "a b@c", "a@b@c", ".a@b", "a.@b", "a..b@c", "a@-b", "a@b_c", "é@b", "\"q\"@b",
				strings.Repeat("l", 65) + "@a", "a@b\n"},
		},
		"uuid": {
			good: []string{"3f46e50f-b46b-49e3-b16b-56af7ab21867", "3F46E50F-B46B-49E3-B16B-56AF7AB21867"},
			bad:  []string{"", "3f46e50fb46b49e3b16b56af7ab21867", "3f46e50f-b46b-49e3-b16b-56af7ab2186g", "{3f46e50f-b46b-49e3-b16b-56af7ab2186}"},
		},
		"uri": {
			good: []string{"https://example.test/a?b=c#d", "urn:isbn:0451450523", "mailto:a@b", "http://[::1]:80/"},
			bad:  []string{"", "/a", "a b:c", "http://exa mple", "//example.test", "http://é", "http://a/<b>", "http://[::1", "1http:x", "http://a/%zz"},
		},
		"hostname": {
			good: []string{"a", "localhost", "a-b.example.org", "123.example", label63, strings.Repeat(label63+".", 3) + strings.Repeat("a", 61)},
			bad:  []string{"", ".", "a.", ".a", "a..b", "-a", "a-", "a_b", label63 + "a", "é", strings.Repeat(label63+".", 3) + strings.Repeat("a", 62)},
		},
		"ipv4": {
			good: []string{"0.0.0.0", "255.255.255.255"},
			bad:  []string{"", "1.2.3", "1.2.3.256", "01.2.3.4", "::1", "1.2.3.4/8", " 1.2.3.4"},
		},
		"ipv6": {
			good: []string{"::", "::1", "2001:db8::1", "::ffff:1.2.3.4"},
			bad:  []string{"", "1.2.3.4", "fe80::1%eth0", "1::2::3", ":::", "[::1]"},
		},
		"cidr": {
			good: []string{"10.0.0.0/8", "10.1.2.3/8", "2001:db8::/32"},
			bad:  []string{"", "10.0.0.0", "10.0.0.0/33", "10.0.0.0/08", "fe80::1%eth0/64"},
		},
	}
	for _, name := range format.Names() {
		check := format.Lookup(name)
		for _, s := range tests[name].good {
			if !check(s) {
				t.Errorf("%s refuses %q", name, s)
			}
		}
		for _, s := range tests[name].bad {
			if check(s) {
				t.Errorf("%s accepts %q", name, s)
			}
		}
	}
	if len(tests) != len(format.Names()) || format.Lookup("phone") != nil {
		t.Errorf("Names() = %v", format.Names())
	}
}

func TestParseTime(t *testing.T) {
	good := map[string]time.Time{
		"2026-11-03T14:05:09Z":                time.Date(2026, 11, 3, 14, 5, 9, 0, time.UTC),
		"2026-11-03t14:05:09z":                time.Date(2026, 11, 3, 14, 5, 9, 0, time.UTC),
		"2026-11-03T14:05:09.5+01:30":         time.Date(2026, 11, 3, 12, 35, 9, 500_000_000, time.UTC),
		"2026-12-31T23:59:59-00:01":           time.Date(2027, 1, 1, 0, 0, 59, 0, time.UTC),
		"2024-02-29T00:00:00.1234567899999Z":  time.Date(2024, 2, 29, 0, 0, 0, 123_456_789, time.UTC),
		"0000-01-01T00:00:00Z":                time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC),
		"9999-12-31T23:59:59.999999999+00:00": time.Date(9999, 12, 31, 23, 59, 59, 999_999_999, time.UTC),
	}
	for s, want := range good {
		if got, ok := format.ParseTime(s); !ok || !got.Equal(want) || got.Location() != time.UTC {
			t.Errorf("ParseTime(%q) = %v, %v; want %v", s, got, ok, want)
		}
	}
	for _, s := range []string{"", "2026-11-03", "2026-11-03T14:05:09", "2026-11-03 14:05:09Z", "2026-11-03T14:05Z", "2026-11-03T24:00:00Z",
		"2026-11-03T14:60:00Z", "2026-11-03T14:05:60Z", "2026-11-03T14:05:09.Z", "2026-11-03T14:05:09,5Z", "2026-11-03T14:05:09+1:00",
		"2026-11-03T14:05:09+24:00", "2026-11-03T14:05:09+01:60", "2026-11-03T14:05:09+0100", "2026-11-03T14:05:09Zz", "2026-13-03T14:05:09Z",
		"2026-11-31T14:05:09Z", "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "2026-11-03T1a:05:09Z", "+026-11-03T14:05:09Z"} {
		if got, ok := format.ParseTime(s); ok {
			t.Errorf("ParseTime(%q) = %v; want it refused", s, got)
		}
	}
}

func TestParseDate(t *testing.T) {
	for _, s := range []string{"2026-11-03", "2024-02-29", "2000-02-29", "0000-01-01", "9999-12-31", "2026-04-30"} {
		if year, month, day, ok := format.ParseDate(s); !ok || time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly) != s {
			t.Errorf("ParseDate(%q) = %d %d %d, %v", s, year, month, day, ok)
		}
	}
	for _, s := range []string{"", "2026-1-03", "2026-02-29", "1900-02-29", "2026-04-31", "2026-00-01", "2026-01-00", "2026-13-01", "20261103", "2026/11/03", "2026-11-032"} {
		if _, _, _, ok := format.ParseDate(s); ok {
			t.Errorf("ParseDate(%q) accepts it", s)
		}
	}
}

// The grammar of numbers is JSON's: encoding/json is the judge of it.
func TestNumbers(t *testing.T) {
	for _, s := range []string{"", "0", "-0", "1", "-1", "01", "-01", "+1", "1.", ".1", "1.0", "1.0e", "1e5", "1E+5", "1e-05", "1e", "1e+", "-", "0x1", "1_0", " 1", "1 ", "NaN", "1.5.2", "123456789012345678901234567890"} {
		want := json.Valid([]byte(s)) && strings.TrimSpace(s) == s
		if got := format.Decimal(s); got != want {
			t.Errorf("Decimal(%q) = %v", s, got)
		}
		if got := format.Integer(s); got != (want && !strings.ContainsAny(s, ".eE")) {
			t.Errorf("Integer(%q) = %v", s, got)
		}
	}
}
