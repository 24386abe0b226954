package rpc

import (
	"strconv"
	"unicode/utf8"
)

// envelope is a body, taken apart. All of it is checked against the grammar before anything runs.
type envelope struct {
	scanner  scanner
	messages []message
	batch    bool
	count    int // of the members of a batch; beyond maxBatch they are not kept
	maxBatch int
}

// parse reads the messages of body. The error is for the whole body: it is not JSON.
func (e *envelope) parse(body []byte, maxDepth, maxBatch int) *Error {
	s := &e.scanner // one by one: together they would cost more while garbage is collected
	s.buf, s.pos, s.depth, s.maxDepth, s.err = body, 0, 0, maxDepth, nil
	e.messages, e.count, e.maxBatch = e.messages[:0], 0, maxBatch
	if !validUTF8(body) {
		return parseError(errUTF8.Error(), invalidUTF8(body))
	}
	p := skipSpace(body, 0)
	if e.batch = s.at(p) == '['; e.batch {
		p = e.parseBatch(p)
	} else {
		p = e.parseMessage(p)
	}
	if p >= 0 && skipSpace(body, p) == len(body) {
		return nil
	}
	return e.syntaxError(p)
}

// syntaxError says what is wrong with a body that was read up to p.
func (e *envelope) syntaxError(p int) *Error {
	s := &e.scanner
	if skipSpace(s.buf, 0) == len(s.buf) {
		return parseError(errEmpty.Error(), 0)
	}
	err := s.goTo(p)
	if err == nil {
		err = s.end()
	}
	return parseError(err.Error(), s.pos)
}

// fault returns why the body as a whole is no request, or "".
func (e *envelope) fault() string {
	switch {
	case e.batch && e.count == 0:
		return "a batch holds at least one call"
	case e.count > e.maxBatch:
		return "too many calls in the batch: at most " + strconv.Itoa(e.maxBatch)
	}
	return ""
}

// parseBatch reads an array of messages (section 6) from p on.
func (e *envelope) parseBatch(p int) (end int) {
	s := &e.scanner
	s.depth++
	if p = skipSpace(s.buf, p+1); s.at(p) == ']' {
		return p + 1
	}
	for {
		if p = e.parseElement(p); p < 0 {
			return p
		}
		p = skipSpace(s.buf, p)
		switch s.at(p) {
		case ',':
			p = skipSpace(s.buf, p+1)
		case ']':
			return p + 1
		default:
			return s.wrong(p, errSyntax)
		}
	}
}

func (e *envelope) parseElement(p int) (end int) {
	if e.count++; e.count > e.maxBatch {
		return e.scanner.skip(p)
	}
	return e.parseMessage(p)
}

func (e *envelope) parseMessage(p int) (end int) {
	s := &e.scanner
	e.messages = append(e.messages, message{})
	m := &e.messages[len(e.messages)-1]
	if s.at(p) != '{' {
		m.fail("a request is an object")
		return s.skip(p)
	}
	end, seen := e.parseMembers(p, m)
	switch {
	case end < 0:
	case seen&sawVersion == 0:
		m.fail(`the member "jsonrpc" is required`)
	case seen&sawMethod == 0:
		m.fail(`the member "method" is required`)
	case seen&sawOther != 0 && repeats(s.buf[p:end]):
		m.fail(givenTwice)
	}
	return end
}

func (e *envelope) parseMembers(p int, m *message) (end int, seen uint8) {
	s := &e.scanner
	if s.depth++; s.depth > s.maxDepth {
		return s.wrong(p, errDepth), 0
	}
	if seen, p = m.usual(s, p+1); p < 0 {
		return p, 0
	}
	b := s.buf
	if p = skipSpace(b, p); seen == 0 && s.at(p) == '}' {
		s.depth--
		return p + 1, 0
	}
	for first := seen == 0; ; first = false {
		switch c := s.at(p); {
		case first:
		case c == ',':
			p = skipSpace(b, p+1)
		case c == '}':
			s.depth--
			return p + 1, seen
		default:
			return s.wrong(p, errSyntax), 0
		}
		var member uint8
		if member, p = e.parseMember(p, m); p < 0 {
			return p, 0
		}
		if seen&member&^sawOther != 0 {
			m.repeated(member)
		}
		seen |= member
		p = skipSpace(b, p)
	}
}

// parseMember reads one name and its value, and says which it was.
func (e *envelope) parseMember(p int, m *message) (member uint8, end int) {
	s := &e.scanner
	if member, p = s.memberName(p); p < 0 {
		return 0, p
	}
	from := skipSpace(s.buf, p)
	if end = s.skip(from); end >= 0 {
		m.set(member, s.buf[from:end])
	}
	return member, end
}

// memberName reads the name of a member and the colon behind it.
func (s *scanner) memberName(p int) (member uint8, end int) {
	if s.at(p) != '"' {
		return 0, s.wrong(p, errSyntax)
	}
	end = s.skipString(p)
	if end < 0 {
		return 0, end
	}
	name := s.buf[p+1 : end-1]
	if hasEscape(name) {
		name = unescape(nil, name)
	}
	if end = skipSpace(s.buf, end); s.at(end) != ':' {
		return 0, s.wrong(end, errSyntax)
	}
	return memberOf(name), end + 1
}

var messageMembers = NewMembers(
	Optional("jsonrpc"), Optional("method"), Optional("id"), Optional("params"),
).Lenient()

// repeats reports whether an object of the envelope has a member twice, or one of the members that
// are ignored does, at any depth. Params are not looked into: they are checked when they are read.
func repeats(object []byte) bool {
	d := decoders.Get().(*Decoder)
	defer decoders.Put(d)
	d.reset(object)
	d.Object(messageMembers)
	for d.Next() {
		d.pass()
	}
	found := d.violations()
	for i := range found {
		if found[i].Rule == "duplicate" {
			return true
		}
	}
	return len(found) == MaxViolations // the decoder stopped before the end
}

// invalidUTF8 returns the place of the first byte that is not UTF-8.
func invalidUTF8(b []byte) (at int) {
	for at < len(b) {
		r, n := utf8.DecodeRune(b[at:])
		if r == utf8.RuneError && n == 1 {
			return at
		}
		at += n
	}
	return at
}
