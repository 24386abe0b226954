package rpc

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// skipString passes over the string at p.
func (s *scanner) skipString(p int) int {
	b := s.buf
	p = plainText(b, p+1)
	if p < len(b) && b[p] == '"' {
		return p + 1
	}
	return s.skipText(p)
}

// skipText passes over the rest of a string, from p on: of one with escapes, or at the very end.
func (s *scanner) skipText(p int) int {
	b := s.buf
	for {
		p = plainText(b, p)
		switch s.at(p) {
		case '"':
			return p + 1
		case '\\':
			n := escapeLen(b[p:])
			if n == 0 {
				return s.wrong(p, errSyntax)
			}
			p += n
		default: // a control character, or the end
			return s.wrong(p, errSyntax)
		}
	}
}

// escapeLen returns the length of the escape that b begins with, or 0 when there is none such.
func escapeLen(b []byte) int {
	if len(b) < 2 {
		return 0
	}
	switch b[1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2
	case 'u':
		if len(b) >= 6 && hex4(b[2:6]) >= 0 {
			return 6
		}
	}
	return 0
}

// Eight bytes are looked at together: each of the masks below has the high bit of every byte that
// is a quote, a backslash or a control character. A borrow can set bits above a true one, never
// below, so the lowest bit is exact.
const (
	eachByte = 0x0101010101010101
	highBits = 0x80 * eachByte
)

// plainText returns the place of the first quote, backslash or control character from p on, or
// len(b).
func plainText(b []byte, p int) int {
	for p+8 <= len(b) {
		if found := inText(binary.LittleEndian.Uint64(b[p:])); found != 0 {
			return p + bits.TrailingZeros64(found)/8
		}
		p += 8
	}
	if len(b) >= 8 {
		return p + bits.TrailingZeros64(inText(lastBytes(b, p)))/8
	}
	for p < len(b) && b[p] >= 0x20 && b[p] != '"' && b[p] != '\\' {
		p++
	}
	return p
}

// inText finds quotes, backslashes and control characters.
func inText(x uint64) uint64 {
	quote, slash := x^('"'*eachByte), x^('\\'*eachByte)
	return ((quote-eachByte)&^quote | (slash-eachByte)&^slash | (x-0x20*eachByte)&^x) & highBits
}

// lastBytes returns what is left of b from p on, fewer than eight bytes, and zeros behind them.
// b has at least eight bytes.
func lastBytes(b []byte, p int) uint64 {
	return binary.LittleEndian.Uint64(b[len(b)-8:]) >> (8 * uint(p+8-len(b)))
}

// validUTF8 is utf8.Valid, faster on text that is ASCII, or nearly.
func validUTF8(b []byte) bool {
	if ascii(b) {
		return true
	}
	for p := 0; p < len(b); {
		if p+8 <= len(b) && binary.LittleEndian.Uint64(b[p:])&highBits == 0 {
			p += 8
			continue
		}
		if b[p] < utf8.RuneSelf {
			p++
			continue
		}
		r, n := utf8.DecodeRune(b[p:])
		if r == utf8.RuneError && n == 1 {
			return false
		}
		p += n
	}
	return true
}

// ascii reports whether b is ASCII. It gives up at the first bytes that are not.
func ascii(b []byte) bool {
	if len(b) < 8 {
		return false // not worth it
	}
	last := binary.LittleEndian.Uint64(b[len(b)-8:])
	for len(b) >= 32 {
		some := binary.LittleEndian.Uint64(b) | binary.LittleEndian.Uint64(b[8:]) |
			binary.LittleEndian.Uint64(b[16:]) | binary.LittleEndian.Uint64(b[24:])
		if some&highBits != 0 {
			return false
		}
		b = b[32:]
	}
	for len(b) >= 8 {
		last |= binary.LittleEndian.Uint64(b)
		b = b[8:]
	}
	return last&highBits == 0
}
