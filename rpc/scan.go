package rpc

// syntaxError is why a text is no JSON. There is one value for each reason, so that finding one
// costs nothing; the place is the position of the scanner.
type syntaxError struct{ text string }

func (e *syntaxError) Error() string { return e.text }

var (
	errSyntax error = &syntaxError{"not valid JSON"}
	errEmpty  error = &syntaxError{"the text is empty"}
	errMore   error = &syntaxError{"more follows after the value"}
	errDepth  error = &syntaxError{"nested too deeply"}
	errUTF8   error = &syntaxError{"not valid UTF-8"}
)

// defaultDepth is how deeply arrays and objects may nest where nothing else was set.
const defaultDepth = 64

// scanner checks a text against the grammar of RFC 8259, strictly. It does not look at UTF-8,
// which the caller checks for the whole text (validUTF8), nor at what strings and names say.
// After an error, pos is the byte that is wrong.
type scanner struct {
	buf      []byte
	pos      int
	depth    int // of the arrays and objects around pos
	maxDepth int
	err      error // what is wrong at pos
}

// space passes over white space and returns the byte behind it, or 0 at the end.
func (s *scanner) space() byte {
	s.pos = skipSpace(s.buf, s.pos)
	if s.pos < len(s.buf) {
		return s.buf[s.pos]
	}
	return 0
}

// expect passes over white space and then the byte c.
func (s *scanner) expect(c byte) error {
	if s.space() != c {
		return errSyntax
	}
	s.pos++
	return nil
}

// end checks that nothing but white space is left.
func (s *scanner) end() error {
	s.space()
	if s.pos != len(s.buf) {
		return errMore
	}
	return nil
}

// text passes over white space and one string, and returns the bytes between its quotes, still
// escaped.
func (s *scanner) text() (raw []byte, err error) {
	if s.space() != '"' {
		return nil, errSyntax
	}
	from := s.pos + 1
	if err := s.goTo(s.skipString(s.pos)); err != nil {
		return nil, err
	}
	return s.buf[from : s.pos-1], nil
}

// value passes over white space and one value.
func (s *scanner) value() error {
	return s.goTo(s.skip(skipSpace(s.buf, s.pos)))
}

// goTo moves to what a function below returned.
func (s *scanner) goTo(end int) error {
	if end < 0 {
		return s.err
	}
	s.pos = end
	return nil
}

// The functions below are the ones that every byte goes through. They take the place of what they
// pass over, and return the place behind it; places stay in registers that way. A negative place
// says that something is wrong: see err and pos.

// wrong notes what is wrong at p.
func (s *scanner) wrong(p int, err error) int {
	s.pos, s.err = min(p, len(s.buf)), err
	return -1
}

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
	b := s.buf
	if s.depth++; s.depth > s.maxDepth {
		return s.wrong(p, errDepth)
	}
	if p = skipSpace(b, p+1); p < len(b) && b[p] == '}' {
		s.depth--
		return p + 1
	}
	for {
		if p >= len(b) || b[p] != '"' {
			return s.wrong(p, errSyntax)
		}
		if p = s.skipString(p); p < 0 {
			return p
		}
		if p = skipSpace(b, p); p >= len(b) || b[p] != ':' {
			return s.wrong(p, errSyntax)
		}
		if p = s.skip(skipSpace(b, p+1)); p < 0 {
			return p
		}
		p = skipSpace(b, p)
		switch s.at(p) {
		case ',':
			p = skipSpace(b, p+1)
		case '}':
			s.depth--
			return p + 1
		default:
			return s.wrong(p, errSyntax)
		}
	}
}

func (s *scanner) skipArray(p int) int {
	b := s.buf
	if s.depth++; s.depth > s.maxDepth {
		return s.wrong(p, errDepth)
	}
	if p = skipSpace(b, p+1); p < len(b) && b[p] == ']' {
		s.depth--
		return p + 1
	}
	for {
		if p = s.skip(p); p < 0 {
			return p
		}
		p = skipSpace(b, p)
		switch s.at(p) {
		case ',':
			p = skipSpace(b, p+1)
		case ']':
			s.depth--
			return p + 1
		default:
			return s.wrong(p, errSyntax)
		}
	}
}

// at returns the byte at p, or 0 at the end.
func (s *scanner) at(p int) byte {
	if p < len(s.buf) {
		return s.buf[p]
	}
	return 0
}

func (s *scanner) skipLiteral(p int, word string) int {
	for i := range len(word) {
		if s.at(p+i) != word[i] {
			return s.wrong(p+i, errSyntax)
		}
	}
	return p + len(word)
}

// skipNumber passes over -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)? (section 6).
func (s *scanner) skipNumber(p int) int {
	b := s.buf
	if b[p] == '-' {
		p++
	}
	from := p
	p = skipDigits(b, p)
	if p == from || b[from] == '0' && p-from > 1 {
		return s.wrong(min(p, from+1), errSyntax)
	}
	if s.at(p) == '.' {
		from, p = p+1, skipDigits(b, p+1)
		if p == from {
			return s.wrong(p, errSyntax)
		}
	}
	if s.at(p)|0x20 == 'e' {
		p++
		if c := s.at(p); c == '+' || c == '-' {
			p++
		}
		from, p = p, skipDigits(b, p)
		if p == from {
			return s.wrong(p, errSyntax)
		}
	}
	return p
}

func skipSpace(b []byte, p int) int {
	for p < len(b) && b[p] <= ' ' {
		if c := b[p]; c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			break
		}
		p++
	}
	return p
}

func skipDigits(b []byte, p int) int {
	for p < len(b) && b[p]-'0' < 10 {
		p++
	}
	return p
}
