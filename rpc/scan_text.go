package rpc

import "unicode/utf8"

// skipText passes over the rest of a string, from p on: of one with escapes or letters that are not
// ASCII, or at the very end.
func (s *scanner) skipText(p int) int {
	b := s.buf
	for {
		p = plainText(b, p)
		switch c := s.at(p); {
		case c == '"':
			return p + 1
		case c == '\\':
			n := escapeLen(b[p:])
			if n == 0 {
				return s.wrong(p, errSyntax)
			}
			p += n
		case c >= utf8.RuneSelf:
			if p = s.skipRunes(p); p < 0 {
				return p
			}
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

// skipRunes passes over the letters from p on that are not ASCII (RFC 3629).
func (s *scanner) skipRunes(p int) int {
	for p < len(s.buf) && s.buf[p] >= utf8.RuneSelf {
		r, n := utf8.DecodeRune(s.buf[p:])
		if r == utf8.RuneError && n == 1 {
			return s.wrong(p, errUTF8)
		}
		p += n
	}
	return p
}
