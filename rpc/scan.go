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

// scanner checks a text against the grammar of RFC 8259, strictly, and that its strings are UTF-8;
// everything else is ASCII by the grammar. It does not look at what strings and names say.
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
	s.pos = s.next(s.pos)
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
	return s.goTo(s.skip(s.next(s.pos)))
}

// goTo moves to what skip returned, or one of its kind.
func (s *scanner) goTo(end int) error {
	if end < 0 {
		return s.err
	}
	s.pos = end
	return nil
}

// wrong notes what is wrong at p.
//
//go:noinline
func (s *scanner) wrong(p int, err error) int {
	s.pos, s.err = min(p, len(s.buf)), err
	return -1
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

// nextSpaced is next without a first look. Its call is shorter than that of skipSpaces, which counts
// where next is copied to.
//
//go:noinline
func (s *scanner) nextSpaced(p int) int { return skipSpaces(s.buf, p) }

// skipSpaces is skipSpace without a first look.
//
//go:noinline
func skipSpaces(b []byte, p int) int {
	for p < len(b) && (b[p] == ' ' || b[p] == '\n' || b[p] == '\r' || b[p] == '\t') {
		p++
	}
	return p
}
