package rpc

// See hot_http.go for what belongs here.

// reset prepares the decoder for text, which is one well-formed value, or empty for an object
// without members. Who knows more about the value sets the options afterwards.
func (d *Decoder) reset(text []byte) {
	if len(text) == 0 {
		text = emptyObject
	}
	if d.frames == nil {
		d.makeFrames()
	}
	d.text, d.f = text, &d.frames[0]
	d.pos, d.valueAt, d.depth, d.stopped = skipSpace(text, 0), -1, 0, false
	o := &d.options
	o.positional, o.skip, o.lenient = false, 0, false
	if o.credential != "" || d.tag != "" || d.found != nil || len(d.keys) > 0 || cap(d.scratch) > pooledBytes {
		d.forget()
	}
}

// Object enters the object ahead; a loop over Next has to follow. When something else is ahead,
// that is a violation, and Next is false at once.
func (d *Decoder) Object(members *Members) {
	if d.stopped {
		return
	}
	if !members.ready.Load() {
		members.prepare()
	}
	if d.peek() != '{' {
		d.noObject(members)
		return
	}
	f := d.push(objectFrame)
	f.members = members
	if f.pass != "" || d.tag != "" || d.options.credential != "" {
		d.setPass()
	}
	d.pos++
	d.valueAt = -1
}

// Next moves to the next declared member that is there, and reports whether there is one. At the
// end of the object it records the required members that are missing.
func (d *Decoder) Next() bool {
	for !d.stopped {
		if d.f.state != objectFrame {
			return d.nextPosition()
		}
		if d.advance() == '}' {
			return d.closeObject()
		}
		f := d.f // not before: what is skipped may move the frames
		i := f.index + 1
		if n := d.ahead(f.members, i); n > 0 {
			d.pos = skipSpace(d.text, d.pos+n)
		} else if i = d.name(i); i < 0 {
			d.unknownMember()
			continue
		}
		f.index = i
		if !f.see(i) {
			d.duplicate()
			continue
		}
		d.valueAt = d.pos
		return true
	}
	return false
}

// ahead returns the length of `"name":` when that is what comes next, of member i, or else 0.
func (d *Decoder) ahead(m *Members, i int) int {
	if i < len(m.quoted) {
		name := m.quoted[i]
		if end := d.pos + len(name); end <= len(d.text) && string(d.text[d.pos:end]) == name {
			return len(name)
		}
	}
	return 0
}

// advance moves to the next name or item of the current container, or to the closing byte, and
// returns what is there.
func (d *Decoder) advance() byte {
	if d.pos == d.valueAt {
		d.Skip() // nobody read the last value
	}
	c := d.peek()
	if c == ',' {
		d.pos++
		c = d.peek()
	}
	if c > ' ' {
		return c
	}
	return d.advanceSpaced()
}

// peek returns the byte at pos: the first one of the value ahead.
func (d *Decoder) peek() byte {
	if d.pos < len(d.text) {
		return d.text[d.pos]
	}
	return 0
}

func (d *Decoder) closeObject() bool {
	f := d.f
	if f.members.first64&^f.seen != 0 || len(f.members.names) > 64 {
		d.failMissing()
	}
	return d.pop()
}

// push enters a container whose opening byte is at pos. Who wants members, rules or a member to be
// passed over sets all of those that its kind of container looks at.
func (d *Decoder) push(state frameState) *frame {
	d.depth++
	if d.depth == len(d.frames) {
		d.moreFrames()
	}
	f := &d.frames[d.depth]
	// One by one: together they would be made elsewhere and copied.
	f.state, f.passed = state, false
	f.index, f.position = -1, -1
	f.seen, f.keys, f.entries = 0, len(d.keys), 0
	f.large = nil
	d.f = f
	return f
}

// see notes that member i is there, and reports whether it is for the first time.
func (f *frame) see(i int) bool {
	if i >= 64 {
		return f.grow().see(i - 64)
	}
	before := f.seen
	f.seen |= 1 << i
	return f.seen != before
}

// pop leaves the container; pos is its closing byte. It says false, for the loops that end so.
func (d *Decoder) pop() bool {
	if f := d.f; len(d.keys) > f.keys {
		d.dropKeys(f.keys)
	}
	d.pos++
	d.leave()
	return false
}

func (d *Decoder) leave() {
	if d.f.large != nil {
		d.f.large = nil
	}
	d.depth--
	d.f = &d.frames[d.depth]
}
