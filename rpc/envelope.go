package rpc

import "strconv"

// envelope is a body, taken apart. All of it is checked against the grammar before anything runs.
type envelope struct {
	scanner  scanner
	messages []message
	batch    bool
	count    int // of the members of a batch; beyond maxBatch they are not kept
	maxBatch int
}

// syntaxError says what is wrong with a body that was read up to p.
func (e *envelope) syntaxError(p int) *Error {
	s := &e.scanner
	if s.next(0) == len(s.buf) {
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

//go:noinline
func (e *envelope) grow() { e.messages = append(e.messages, message{})[:len(e.messages)] }

// parseOthers reads the rest of the last message, which begins at start, from p on: behind the
// members that were seen.
//
//go:noinline
func (e *envelope) parseOthers(start, p int, seen uint8) (end int) {
	m := &e.messages[len(e.messages)-1]
	end, seen = e.parseMembers(p, m, seen)
	switch {
	case end < 0:
	case seen&sawVersion == 0:
		m.fail(`the member "jsonrpc" is required`)
	case seen&sawMethod == 0:
		m.fail(`the member "method" is required`)
	case seen&sawOther != 0 && repeats(e.scanner.buf[start:end]):
		m.fail(givenTwice)
	}
	return end
}

// parseMembers reads the members from p on, behind those that were seen.
func (e *envelope) parseMembers(p int, m *message, seen uint8) (end int, all uint8) {
	s := &e.scanner
	if p = s.next(p); seen == 0 && s.at(p) == '}' {
		s.depth--
		return p + 1, 0
	}
	for first := seen == 0; ; first = false {
		switch c := s.at(p); {
		case first:
		case c == ',':
			p = s.next(p + 1)
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
		p = s.next(p)
	}
}

// parseMember reads one name and its value, and says which it was.
func (e *envelope) parseMember(p int, m *message) (member uint8, end int) {
	s := &e.scanner
	if member, p = s.memberName(p); p < 0 {
		return 0, p
	}
	from := s.next(p)
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
	if end = s.next(end); s.at(end) != ':' {
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
	d.reset(object)
	d.Object(messageMembers)
	for d.Next() {
		d.pass()
	}
	found := d.violations()
	d.reset(nil) // the pool is to keep nothing of the message
	decoders.Put(d)
	for i := range found {
		if found[i].Rule == "duplicate" {
			return true
		}
	}
	return len(found) == MaxViolations // the decoder stopped before the end
}
