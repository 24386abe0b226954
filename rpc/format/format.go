// Package format holds the rules for values that are written as text: the formats of JSON Schema
// that a spec can name, and the texts of time, date and decimal. The runtime holds what arrives to
// them, and the generator holds the defaults and examples of a spec to the same.
package format

import (
	"net/netip"
	"net/url"
	"strings"
)

var checks = map[string]func(string) bool{
	"email":    Email,
	"uuid":     UUID,
	"uri":      URI,
	"hostname": Hostname,
	"ipv4":     IPv4,
	"ipv6":     IPv6,
	"cidr":     CIDR,
}

// Names are the formats that a spec can name, in the order of its documentation.
func Names() []string {
	return []string{"email", "uuid", "uri", "hostname", "ipv4", "ipv6", "cidr"}
}

// Lookup returns the check of a format, or nil when there is none of that name.
func Lookup(name string) func(string) bool { return checks[name] }

// Email reports whether s is an address of the form local@domain: the local part a dot-atom
// (RFC 5321, section 4.1.2; quoted local parts are refused) of at most 64 bytes, the domain a
// Hostname.
func Email(s string) bool {
	at := strings.LastIndexByte(s, '@')
	return len(s) <= 254 && at > 0 && at <= 64 && dotAtom(s[:at]) && Hostname(s[at+1:])
}

func dotAtom(s string) bool {
	dot := true // a dot may not come first, last or after another
	for i := range len(s) {
		if s[i] == '.' {
			if dot {
				return false
			}
			dot = true
			continue
		}
		if !isAlnum(s[i]) && strings.IndexByte("!#$%&'*+-/=?^_`{|}~", s[i]) < 0 {
			return false
		}
		dot = false
	}
	return !dot
}

// Hostname reports whether s is a host name (RFC 1123, section 2.1): labels of 1 to 63 letters,
// digits and inner hyphens, at most 253 bytes in all.
func Hostname(s string) bool {
	if len(s) > 253 {
		return false
	}
	start := 0
	for i := 0; i <= len(s); i++ {
		if i == len(s) || s[i] == '.' {
			if !label(s[start:i]) {
				return false
			}
			start = i + 1
		}
	}
	return true
}

func label(s string) bool {
	if len(s) == 0 || len(s) > 63 || s[0] == '-' || s[len(s)-1] == '-' {
		return false
	}
	for i := range len(s) {
		if !isAlnum(s[i]) && s[i] != '-' {
			return false
		}
	}
	return true
}

// UUID reports whether s is a UUID in its 8-4-4-4-12 form (RFC 9562, section 4), in either case.
func UUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		switch i {
		case 8, 13, 18, 23:
			if s[i] != '-' {
				return false
			}
		default:
			if !isHex(s[i]) {
				return false
			}
		}
	}
	return true
}

// URI reports whether s is an absolute URI (RFC 3986, section 3).
func URI(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] >= 0x7f || strings.IndexByte("\"<>\\^`{|}", s[i]) >= 0 {
			return false
		}
	}
	u, err := url.Parse(s)
	return err == nil && u.IsAbs()
}

// IPv4 reports whether s is an IPv4 address in dotted decimal.
func IPv4(s string) bool {
	addr, err := netip.ParseAddr(s)
	return err == nil && addr.Is4()
}

// IPv6 reports whether s is an IPv6 address (RFC 4291, section 2.2) without a zone.
func IPv6(s string) bool {
	addr, err := netip.ParseAddr(s)
	return err == nil && addr.Is6() && addr.Zone() == ""
}

// CIDR reports whether s is an IPv4 or IPv6 address and a prefix length: 10.0.0.0/8.
func CIDR(s string) bool {
	_, err := netip.ParsePrefix(s)
	return err == nil
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isAlnum(c byte) bool {
	return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'z'
}

func isHex(c byte) bool {
	return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f'
}
