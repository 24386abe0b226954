package rpc

// Skip passes over the value ahead. Names that an object has twice, lone surrogates and U+0000 are
// violations there too.
func (d *Decoder) Skip() {
	if d.stopped {
		return
	}
	switch d.peek() {
	case '"':
		if raw, escaped := d.rawString(); escaped && !soundEscapes(raw) {
			d.failUnicode()
		}
	case '{':
		d.skipObject()
	case '[':
		d.skipArray()
	default:
		d.pos += len(d.token())
	}
}

func (d *Decoder) skipArray() {
	d.push(arrayFrame)
	d.pos++
	d.valueAt = -1
	for d.advance() != ']' {
		d.f.position++
		d.Skip()
		if d.stopped {
			return
		}
	}
	d.pop()
}

func (d *Decoder) skipObject() {
	d.push(mapFrame)
	d.pos++
	d.valueAt = -1
	for d.advance() != '}' {
		raw, escaped := d.key()
		sound := true
		if escaped {
			raw, sound = unescapeStrict(nil, raw)
		}
		if !sound {
			d.failUnicode()
		} else if !d.newKey(raw) {
			d.fail("duplicate", "is given more than once", "")
		}
		d.Skip()
		if d.stopped {
			return
		}
	}
	d.pop()
}

// pass passes over the value ahead without a look at it.
func (d *Decoder) pass() {
	s := d.trusting()
	_ = s.value()
	d.pos = s.pos
}

// passRest passes over the rest of an array or object without a look at it, up to its closing byte.
func (d *Decoder) passRest() {
	s := d.trusting()
	for {
		switch s.space() {
		case ']', '}', 0:
			d.pos = s.pos
			d.valueAt = -1
			return
		case ',', ':':
			s.pos++
		default:
			if s.value() != nil {
				s.pos = len(s.buf) // cannot be: the text was scanned
			}
		}
	}
}

// trusting returns a scanner for the text from pos on, which was scanned before.
func (d *Decoder) trusting() scanner {
	return scanner{buf: d.text, pos: d.pos, maxDepth: len(d.text)}
}

// token returns the literal or number ahead.
func (d *Decoder) token() []byte {
	p := d.pos
	for p < len(d.text) && d.text[p] > ' ' && d.text[p] != ',' && d.text[p] != ']' && d.text[p] != '}' {
		p++
	}
	return d.text[d.pos:p]
}

// Tag looks for the discriminator of the tagged union ahead, and returns its index among tags.
// The next Object passes over that member. When there is none, or one that is not known, that is
// a violation; the value is passed over, and Tag returns -1.
func (d *Decoder) Tag(name string, tags *Enum) int {
	if d.stopped {
		return -1
	}
	if d.peek() != '{' {
		d.WrongKind("an object")
		return -1
	}
	tag := -1
	switch raw, ok := d.lookAhead(name); {
	case !ok:
		d.failMember(name, "required", "is required", "")
	case raw[0] != '"':
		d.failMember(name, "type", "must be a string", "")
	default:
		tag = tags.find(unescape(d.scratch[:0], raw[1:len(raw)-1]))
		if tag < 0 {
			d.failMember(name, "discriminator", tags.message, tags.limit)
		}
	}
	if tag < 0 {
		d.Skip()
		return -1
	}
	d.tag = name
	return tag
}

// lookAhead returns the text of the first member with this name of the object ahead.
func (d *Decoder) lookAhead(name string) (value []byte, ok bool) {
	s := d.trusting()
	s.pos++
	for s.space() == '"' {
		key, _ := s.text()
		if hasEscape(key) {
			key = unescape(nil, key)
		}
		_ = s.expect(':')
		s.space()
		from := s.pos
		_ = s.value()
		if string(key) == name {
			return s.buf[from:s.pos], true
		}
		if s.space() == ',' {
			s.pos++
		}
	}
	return nil, false
}
