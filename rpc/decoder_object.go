package rpc

import "strconv"

// noObject is Object where no object is ahead.
func (d *Decoder) noObject(members *Members) {
	d.tag = ""
	if d.peek() == '[' && d.depth == 0 && d.options.positional {
		d.push(positionsFrame).members = members
		d.pos++
	} else {
		d.WrongKind("an object")
		d.push(closedFrame)
	}
	d.valueAt = -1
}

// setPass notes which member of the object that was entered is not for whoever reads it.
//
//go:noinline
func (d *Decoder) setPass() {
	d.f.pass, d.tag = d.tag, ""
	if d.depth == 1 && d.options.credential != "" {
		d.f.pass = d.options.credential
	}
}

// duplicate passes over the value of a member that was there before.
//
//go:noinline
func (d *Decoder) duplicate() {
	d.fail("duplicate", "is given more than once", "")
	d.Skip()
}

// Member returns the index of the current member among the declared ones.
func (d *Decoder) Member() int { return d.f.index }

// name reads a name and its colon, and returns the index of the member, or -1. Its text stays in
// the frame.
func (d *Decoder) name(next int) int {
	raw, escaped := d.key()
	if escaped {
		raw = unescape(nil, raw)
	}
	return d.f.members.find(raw, next)
}

// key reads a name and its colon, keeps its place in the frame, and returns it as it is written.
func (d *Decoder) key() (raw []byte, escaped bool) {
	raw, escaped = d.rawString()
	d.f.keyTo = d.pos - 1
	d.f.keyFrom = d.f.keyTo - len(raw)
	d.pos = skipSpace(d.text, skipSpace(d.text, d.pos)+1)
	return raw, escaped
}

// unknownMember passes over the member whose name was just read.
func (d *Decoder) unknownMember() {
	f := d.f
	index := f.index
	f.index = -1
	name, sound := unescapeStrict(nil, d.text[f.keyFrom:f.keyTo])
	switch {
	case f.pass != "" && f.pass == string(name) && !f.passed:
		f.passed = true
	case !d.newKey(name) || f.pass != "" && f.pass == string(name):
		d.fail("duplicate", "is given more than once", "")
	case !sound:
		d.failUnicode()
	case !f.members.lenient && !d.options.lenient:
		d.fail("unknown", unknownMessage(string(name), f.members.names), "")
	}
	d.Skip()
	f = &d.frames[d.depth] // Skip may have moved the frames
	f.index = index
}

func unknownMessage(name string, names []string) string {
	if like := closest(name, names); like != "" {
		return "is not known (did you mean " + quote(like) + "?)"
	}
	return "is not known"
}

// newKey notes a name of the current object, and reports whether it is there for the first time.
// It keeps name.
func (d *Decoder) newKey(name []byte) bool {
	f := d.f
	if f.large != nil && f.large.keys != nil {
		if _, twice := f.large.keys[string(name)]; twice {
			return false
		}
		f.large.keys[string(name)] = struct{}{}
		return true
	}
	for _, key := range d.keys[f.keys:] {
		if string(key) == string(name) {
			return false
		}
	}
	d.keys = append(d.keys, name)
	if len(d.keys)-f.keys > manyMembers {
		many := make(map[string]struct{}, 4*manyMembers)
		for _, key := range d.keys[f.keys:] {
			many[string(key)] = struct{}{}
		}
		f.grow().keys = many
	}
	return true
}

// failMissing records the required members that were not there.
func (d *Decoder) failMissing() {
	f := d.f
	for i := f.members.missing(f, 0); i >= 0; i = f.members.missing(f, i+1) {
		f.index = i
		d.fail("required", "is required", "")
	}
}

// nextPosition is Next for params by position, and for what is no object at all.
func (d *Decoder) nextPosition() bool {
	if d.f.state != positionsFrame {
		d.leave()
		return false
	}
	for !d.stopped {
		if d.advance() == ']' {
			d.failMissing()
			return d.pop()
		}
		f := d.f
		f.position++
		f.index = f.position - d.options.skip
		switch {
		case f.index < 0:
			d.pass()
		case f.index >= len(f.members.names):
			d.tooManyPositions()
		case d.absent(f.members.members[f.index]):
		default:
			f.see(f.index)
			d.valueAt = d.pos
			return true
		}
	}
	return false
}

// absent reports whether null stands for a param that is left out, and passes over it.
func (d *Decoder) absent(m declaredMember) bool {
	return !m.required && !m.nullable && d.Null()
}

// tooManyPositions records one violation for all positions beyond the params.
func (d *Decoder) tooManyPositions() {
	n := len(d.f.members.names)
	d.fail("positions", "must be left out: there "+areParams(n), strconv.Itoa(n))
	d.passRest()
}

func areParams(n int) string {
	switch n {
	case 0:
		return "are no params"
	case 1:
		return "is 1 param"
	}
	return "are " + strconv.Itoa(n) + " params"
}
