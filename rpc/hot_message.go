package rpc

// See hot_http.go for what belongs here.

// parse reads the messages of body. The error is for the whole body: it is not JSON.
func (e *envelope) parse(body []byte, maxDepth, maxBatch int) *Error {
	s := &e.scanner
	s.buf, s.depth, s.maxDepth = body, 0, maxDepth
	e.messages, e.count, e.maxBatch = e.messages[:0], 0, maxBatch
	p := s.next(0)
	if e.batch = s.at(p) == '['; e.batch {
		p = e.parseBatch(p)
	} else {
		p = e.parseMessage(p)
	}
	if p == len(body) || p >= 0 && s.next(p) == len(body) {
		return nil
	}
	return e.syntaxError(p)
}

// parseBatch reads an array of messages (section 6) from p on.
func (e *envelope) parseBatch(p int) (end int) {
	s := &e.scanner
	s.depth++
	if p = s.next(p + 1); s.at(p) == ']' {
		return p + 1
	}
	for {
		if p = e.parseElement(p); p < 0 {
			return p
		}
		p = s.next(p)
		switch s.at(p) {
		case ',':
			p = s.next(p + 1)
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

// parseMessage reads one message, or what stands in the place of one, from p on.
func (e *envelope) parseMessage(p int) (end int) {
	n := len(e.messages)
	if n == cap(e.messages) {
		e.grow()
	}
	e.messages = e.messages[:n+1]
	m := &e.messages[n]
	*m = message{}
	s := &e.scanner
	if s.at(p) != '{' {
		m.fail("a request is an object")
		return s.skip(p)
	}
	if s.depth++; s.depth > s.maxDepth {
		return s.wrong(p, errDepth)
	}
	seen, end := m.usual(s, p+1)
	if end < 0 {
		return end
	}
	if seen&sawNeeded == sawNeeded && s.at(end) == '}' {
		s.depth--
		return end + 1
	}
	return e.parseOthers(p, end, seen)
}

// The members of a message as nearly every client writes them, up to what differs.
const (
	usualVersion = `"jsonrpc":"2.0"`
	usualMethod  = `"method":"`
	usualParams  = `"params":{`
	usualID      = `"id":`
)

// usual reads the members from p on as long as they are written as nearly every client writes them:
// without spaces and escapes, with an id that is a positive integer and params by name. It returns
// the place behind the last one of those, or p; parseOthers goes on from there.
func (m *message) usual(s *scanner, p int) (seen uint8, end int) {
	end = p
	for {
		var member uint8
		var next int
		switch s.at(p + 1) {
		case 'j':
			member, next = sawVersion, s.usualVersion(p)
		case 'm':
			member, next = sawMethod, m.usualMethod(s, p)
		case 'i':
			member, next = sawID, m.usualID(s, p)
		case 'p':
			member, next = sawParams, m.usualParams(s, p)
		}
		if next < 0 {
			return seen, next
		}
		if next == 0 || seen&member != 0 {
			return seen, end
		}
		seen |= member
		if s.at(next) != ',' {
			return seen, next
		}
		end, p = next, next+1
	}
}

// The functions below read one member at p and return the place behind it, or 0 where it is not
// usual. The texts are compared where they stand, as the compiler is good at comparing with a
// constant and calls a function for anything else.

func (s *scanner) usualVersion(p int) (end int) {
	b := s.buf
	if end = p + len(usualVersion); end > len(b) || string(b[p:end]) != usualVersion {
		return 0
	}
	return end
}

func (m *message) usualMethod(s *scanner, p int) (end int) {
	b := s.buf
	from := p + len(usualMethod)
	if from > len(b) || string(b[p:from]) != usualMethod {
		return 0
	}
	if end = plainText(b, from); s.at(end) != '"' {
		return 0
	}
	m.method = b[from:end]
	return end + 1
}

func (m *message) usualID(s *scanner, p int) (end int) {
	b := s.buf
	from := p + len(usualID)
	if from >= len(b) || string(b[p:from]) != usualID || b[from]-'1' >= 9 {
		return 0
	}
	end = skipDigits(b, from)
	if c := s.at(end); c != ',' && c != '}' || end-from > maxID {
		return 0
	}
	m.id = b[from:end]
	return end
}

func (m *message) usualParams(s *scanner, p int) (end int) {
	b := s.buf
	from := p + len(usualParams) - 1
	if from >= len(b) || string(b[p:from+1]) != usualParams {
		return 0
	}
	if end = s.skipObject(from); end < 0 {
		return end
	}
	m.params = b[from:end]
	return end
}
