package rpc

import "unicode/utf8"

// See hot_http.go for what belongs here.

// Comma writes a comma, unless this is the first member or item of what is around it. It is not
// inlined: loops over lists would take longer to compile, by more than it costs.
//
//go:noinline
func (e *Encoder) Comma() {
	if n := len(e.buf); n > 0 && e.buf[n-1] != '{' && e.buf[n-1] != '[' {
		e.buf = append(e.buf, ',')
	}
}

// appendString appends s as a JSON string (RFC 8259, section 7). Invalid UTF-8 becomes U+FFFD.
func appendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	if plainASCII(s) {
		dst = append(dst, s...)
	} else {
		dst = appendEscaped(dst, s)
	}
	return append(dst, '"')
}

// plainASCII reports whether s is ASCII and nothing in it has to be escaped, as it is with nearly
// every string. See plainText; the last bytes are looked at together with some before them.
func plainASCII(s string) bool {
	n := len(s)
	if n < 8 {
		return plainShort(s)
	}
	for i := 0; i < n-8; i += 8 {
		if inText(load64(s, i)) != 0 {
			return false
		}
	}
	return inText(load64(s, n-8)) == 0
}

// plainShort is plainASCII for fewer than eight bytes.
func plainShort(s string) bool {
	n := len(s)
	if n >= 4 {
		return inText(uint64(load32(s, 0))|uint64(load32(s, n-4))<<32) == 0
	}
	for i := range n {
		if s[i] >= utf8.RuneSelf || s[i] < 0x20 || s[i] == '"' || s[i] == '\\' {
			return false
		}
	}
	return true
}

// load32 and load64 are single loads once they are compiled.
func load32(s string, i int) uint32 {
	s = s[i : i+4]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

func load64(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}
