package rpc

import (
	"encoding/binary"
	"math/bits"
)

// See hot_http.go for what belongs here.

// The functions below take the place of what they pass over, and return the place behind it; places
// stay in registers that way. A negative place says that something is wrong: see err and pos.

// skip passes over the value at p.
func (s *scanner) skip(p int) int {
	if p >= len(s.buf) {
		return s.wrong(p, errSyntax)
	}
	switch s.buf[p] {
	case '"':
		return s.skipString(p)
	case '{':
		return s.skipObject(p)
	case '[':
		return s.skipArray(p)
	case 't':
		return s.skipLiteral(p, "true")
	case 'f':
		return s.skipLiteral(p, "false")
	case 'n':
		return s.skipLiteral(p, "null")
	}
	return s.skipNumber(p)
}

func (s *scanner) skipObject(p int) int {
	if s.depth++; s.depth > s.maxDepth {
		return s.wrong(p, errDepth)
	}
	if p = s.next(p + 1); s.at(p) == '}' {
		s.depth--
		return p + 1
	}
	for s.at(p) == '"' {
		if p = s.skipString(p); p < 0 {
			return p
		}
		if p = s.next(p); s.at(p) != ':' {
			break
		}
		if p = s.skip(s.next(p + 1)); p < 0 {
			return p
		}
		p = s.next(p)
		if s.at(p) == '}' {
			s.depth--
			return p + 1
		}
		if s.at(p) != ',' {
			break
		}
		p = s.next(p + 1)
	}
	return s.wrong(p, errSyntax)
}

func (s *scanner) skipArray(p int) int {
	if s.depth++; s.depth > s.maxDepth {
		return s.wrong(p, errDepth)
	}
	if p = s.next(p + 1); s.at(p) == ']' {
		s.depth--
		return p + 1
	}
	for {
		if p = s.skip(p); p < 0 {
			return p
		}
		p = s.next(p)
		if s.at(p) == ']' {
			s.depth--
			return p + 1
		}
		if s.at(p) != ',' {
			return s.wrong(p, errSyntax)
		}
		p = s.next(p + 1)
	}
}

// skipString passes over the string at p.
func (s *scanner) skipString(p int) int {
	b := s.buf
	p = plainText(b, p+1)
	if p < len(b) && b[p] == '"' {
		return p + 1
	}
	return s.skipText(p)
}

// Eight bytes are looked at together: each of the masks below has the high bit of every byte that
// is a quote, a backslash, a control character or not ASCII. A borrow can set bits above a true one,
// never below, so the lowest bit is exact.
const (
	eachByte = 0x0101010101010101
	highBits = 0x80 * eachByte
)

// plainText returns the place of the first byte from p on that ends a string or needs a closer look
// in it (inText), or len(b).
func plainText(b []byte, p int) int {
	for p+8 <= len(b) {
		if found := inText(binary.LittleEndian.Uint64(b[p:])); found != 0 {
			return p + bits.TrailingZeros64(found)/8
		}
		p += 8
	}
	for p < len(b) && b[p]-0x20 < 0x60 && b[p] != '"' && b[p] != '\\' {
		p++
	}
	return p
}

// inText finds quotes, backslashes, control characters and what is not ASCII.
func inText(x uint64) uint64 {
	quote, slash := x^('"'*eachByte), x^('\\'*eachByte)
	return ((quote-eachByte)&^quote | (slash-eachByte)&^slash | (x - 0x20*eachByte) | x) & highBits
}

// at returns the byte at p, or 0 at the end.
func (s *scanner) at(p int) byte {
	if p < len(s.buf) {
		return s.buf[p]
	}
	return 0
}

// next returns the place of the first byte from p on that is no white space.
func (s *scanner) next(p int) int {
	if p < len(s.buf) && s.buf[p] > ' ' {
		return p
	}
	return s.nextSpaced(p)
}

// skipSpace returns the same of b.
func skipSpace(b []byte, p int) int {
	if p < len(b) && b[p] <= ' ' {
		return skipSpaces(b, p)
	}
	return p
}

func skipDigits(b []byte, p int) int {
	for p < len(b) && b[p]-'0' < 10 {
		p++
	}
	return p
}
