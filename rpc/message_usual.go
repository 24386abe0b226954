package rpc

// usual reads the member at p where it is written as nearly every client writes it: without spaces
// and escapes, with an id that is a positive integer and params by name. It returns no member where
// it is written otherwise: then parseMember reads it.
func (m *message) usual(s *scanner, p int) (member uint8, end int) {
	b := s.buf
	rest := b[p:]
	if len(rest) < 8 {
		return 0, 0
	}
	switch rest[1] {
	case 'j':
		if begins(rest, `"jsonrpc":"2.0"`) {
			return sawVersion, p + len(`"jsonrpc":"2.0"`)
		}
	case 'm':
		if from := p + len(`"method":"`); begins(rest, `"method":"`) {
			if end = plainText(b, from); s.at(end) == '"' {
				m.method = b[from:end]
				return sawMethod, end + 1
			}
		}
	case 'i':
		if from := p + len(`"id":`); begins(rest, `"id":`) && b[from]-'1' < 9 {
			if end = skipDigits(b, from); end-from <= maxID && (s.at(end) == ',' || s.at(end) == '}') {
				m.id = b[from:end]
				return sawID, end
			}
		}
	case 'p':
		if from := p + len(`"params":`); begins(rest, `"params":{`) {
			if end = s.skipObject(from); end >= 0 {
				m.params = b[from:end]
			}
			return sawParams, end
		}
	}
	return 0, 0
}

func begins(text []byte, prefix string) bool {
	return len(text) >= len(prefix) && string(text[:len(prefix)]) == prefix
}
