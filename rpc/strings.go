package rpc

import (
	"unicode/utf8"
)

const replacement = "\uFFFD"

// unescape appends to dst what the inside of a scanned string says. What has no place in a string
// of this framework is kept readable: a lone surrogate becomes U+FFFD, U+0000 stays.
func unescape(dst, raw []byte) []byte {
	dst, _ = unescapeStrict(dst, raw)
	return dst
}

// unescapeStrict is unescape, and reports whether the string has neither lone surrogates nor U+0000.
func unescapeStrict(dst, raw []byte) (text []byte, ok bool) {
	ok = true
	from := 0
	for i := 0; i < len(raw); {
		if raw[i] != '\\' {
			i++
			continue
		}
		dst = append(dst, raw[from:i]...)
		if raw[i+1] == 'u' {
			r, n := unicodeEscape(raw[i:])
			ok = ok && r > 0
			dst = utf8.AppendRune(dst, r)
			i += n
		} else {
			dst = append(dst, shortEscape(raw[i+1]))
			i += 2
		}
		from = i
	}
	return append(dst, raw[from:]...), ok
}

// unicodeEscape reads \uXXXX, and the low surrogate that follows a high one, from scanned text.
// A lone surrogate is r < 0. n is the length of what was read.
func unicodeEscape(b []byte) (r rune, n int) {
	r = hex4(b[2:6])
	if r < 0xD800 || r > 0xDFFF {
		return r, 6
	}
	if r < 0xDC00 && len(b) >= 12 && b[6] == '\\' && b[7] == 'u' {
		if low := hex4(b[8:12]); low >= 0xDC00 && low <= 0xDFFF {
			return 0x10000 + (r-0xD800)<<10 + (low - 0xDC00), 12
		}
	}
	return -1, 6
}

// soundEscapes reports whether the inside of a scanned string has neither lone surrogates nor U+0000.
func soundEscapes(raw []byte) bool {
	for i := 0; i < len(raw); {
		switch {
		case raw[i] != '\\':
			i++
		case raw[i+1] != 'u':
			i += 2
		default:
			r, n := unicodeEscape(raw[i:])
			if r <= 0 {
				return false
			}
			i += n
		}
	}
	return true
}

func shortEscape(c byte) byte {
	switch c {
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	}
	return c
}

// hex4 reads four hexadecimal digits, or returns -1.
func hex4(b []byte) rune {
	var r rune
	for _, c := range b[:4] {
		n := hexDigit(c)
		if n < 0 {
			return -1
		}
		r = r<<4 | rune(n)
	}
	return r
}

func hexDigit(c byte) int {
	switch {
	case c-'0' < 10:
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

const lowerHex = "0123456789abcdef"

func appendEscaped(dst []byte, s string) []byte {
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' && c < utf8.RuneSelf {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && n == 1 {
				dst = append(append(dst, s[from:i]...), replacement...)
				from = i + 1
			}
			i += n
			continue
		}
		dst = appendEscape(append(dst, s[from:i]...), c)
		i++
		from = i
	}
	return append(dst, s[from:]...)
}

func appendEscape(dst []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(dst, '\\', c)
	case '\n':
		return append(dst, '\\', 'n')
	case '\r':
		return append(dst, '\\', 'r')
	case '\t':
		return append(dst, '\\', 't')
	}
	return append(dst, '\\', 'u', '0', '0', lowerHex[c>>4], lowerHex[c&15])
}
