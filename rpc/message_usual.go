package rpc

// usual reads the members from p on as long as they are written as nearly every client writes them:
// without spaces and escapes, with an id that is a positive integer and params by name. It returns
// the place behind the last one of those, or p; parseMembers goes on from there.
func (m *message) usual(s *scanner, p int) (seen uint8, end int) {
	b := s.buf
	for end = p; p+8 <= len(b); p++ {
		var member uint8
		switch rest := b[p:]; {
		case rest[1] == 'j' && begins(rest, `"jsonrpc":"2.0"`):
			member, p = sawVersion, p+len(`"jsonrpc":"2.0"`)
		case rest[1] == 'm' && begins(rest, `"method":"`):
			from := p + len(`"method":"`)
			if p = plainText(b, from); s.at(p) != '"' {
				return seen, end
			}
			member, m.method = sawMethod, b[from:p]
			p++
		case rest[1] == 'p' && begins(rest, `"params":{`):
			from := p + len(`"params":`)
			if p = s.skipObject(from); p < 0 {
				return seen, p
			}
			member, m.params = sawParams, b[from:p]
		case rest[1] == 'i' && begins(rest, `"id":`):
			from := p + len(`"id":`)
			p = skipDigits(b, from)
			if c := s.at(p); b[from]-'1' >= 9 || p-from > maxID || c != ',' && c != '}' {
				return seen, end
			}
			member, m.id = sawID, b[from:p]
		}
		if member == 0 || seen&member != 0 {
			return seen, end
		}
		seen |= member
		if end = p; s.at(p) != ',' {
			break
		}
	}
	return seen, end
}

func begins(text []byte, prefix string) bool {
	return len(text) >= len(prefix) && string(text[:len(prefix)]) == prefix
}
