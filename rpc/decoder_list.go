package rpc

import "strconv"

// Array enters the array ahead; a loop over NextItem has to follow. rules are those of Lengths, or
// nil. When something else is ahead, that is a violation, and NextItem is false at once.
func (d *Decoder) Array(rules *LengthRules) {
	if d.stopped {
		return
	}
	if d.peek() != '[' {
		d.WrongKind("an array")
		d.push(closedFrame)
		return
	}
	f := d.push(arrayFrame)
	f.rules = rules
	d.pos++
	d.valueAt = -1
}

// NextItem moves to the next item of the array, and reports whether there is one. What is beyond
// the maximum is one violation, and is passed over.
func (d *Decoder) NextItem() bool {
	if d.stopped {
		return false
	}
	if d.f.state != arrayFrame {
		d.leave()
		return false
	}
	c := d.advance()
	f := d.f // not before: what is skipped may move the frames
	f.position++
	if c == ']' {
		return d.closeCounted()
	}
	if f.rules != nil && f.rules.tooMany(f.position+1) {
		f.position++
		d.passRest()
		return d.closeCounted()
	}
	d.valueAt = d.pos
	return true
}

// closeCounted leaves an array or map, and holds its length to the rules.
func (d *Decoder) closeCounted() bool {
	rules, n := d.f.rules, d.f.position
	d.pop()
	rules.check(d, n)
	return false
}

// Map enters the object ahead as a map; a loop over NextEntry has to follow, in which Key is called
// first. rules are those of Properties, or nil. When something else is ahead, that is a violation,
// and NextEntry is false at once.
func (d *Decoder) Map(rules *LengthRules) {
	if d.stopped {
		return
	}
	if d.peek() != '{' {
		d.WrongKind("an object")
		d.push(closedFrame)
		return
	}
	f := d.push(mapFrame)
	f.position, f.rules = 0, rules
	d.pos++
	d.valueAt = -1
}

// NextEntry moves to the next entry of the map, and reports whether there is one. size is how many
// keys the map has by now: it did not grow when the last key was a repeated one.
func (d *Decoder) NextEntry(size int) bool {
	if d.stopped {
		return false
	}
	if d.f.state != mapFrame {
		d.leave()
		return false
	}
	c := d.advance()
	f := d.f // not before: what is skipped may move the frames
	if f.entries >= 0 && size < f.entries {
		d.fail("duplicate", "is given more than once", "")
	}
	f.entries = size + 1
	if c == '}' {
		return d.closeCounted()
	}
	f.position++
	if f.rules != nil && f.rules.tooMany(f.position) {
		d.passRest()
		return d.closeCounted()
	}
	d.key()
	d.valueAt = d.pos
	return true
}

// Key returns the key of the current entry and holds it to rules, which may be nil.
func (d *Decoder) Key(rules *StringRules) string {
	if d.stopped {
		return ""
	}
	f := d.f
	raw := d.text[f.keyFrom:f.keyTo]
	if hasEscape(raw) {
		var sound bool
		if d.scratch, sound = unescapeStrict(d.scratch[:0], raw); !sound {
			d.failUnicode()
			f.entries = -1 // two such keys may read the same
		}
		raw = d.scratch
	}
	if rules != nil {
		rules.check(d, raw)
	}
	return d.keep(raw)
}

// firstItems is for how many items room is made in a list that has some: not in others, as a text of
// many empty lists would then take far more memory than it has bytes.
const firstItems = 4

// Room returns for how many items to make room first, in the array that was just entered.
func (d *Decoder) Room() int {
	if d.stopped || d.f.state != arrayFrame || d.text[skipSpace(d.text, d.pos)] == ']' {
		return 0
	}
	return firstItems
}

// uniqueLinear is up to how many items CheckUnique compares one by one.
const uniqueLinear = 16

// CheckUnique records a violation when the last of items, which was just read, is among those
// before it. It is called once for each item, within the loop over NextItem.
func CheckUnique[T comparable](d *Decoder, items []T) {
	if d.stopped || len(items) == 0 {
		return
	}
	last, before := items[len(items)-1], items[:len(items)-1]
	if len(before) < uniqueLinear {
		for i, item := range before {
			if item == last {
				d.failUnique(i)
				return
			}
		}
		return
	}
	more := d.f.grow()
	seen, ok := more.unique.(map[T]int)
	if !ok {
		seen = make(map[T]int, 2*len(items))
		for i, item := range before {
			if _, twice := seen[item]; !twice {
				seen[item] = i
			}
		}
		more.unique = seen
	}
	if i, twice := seen[last]; twice {
		d.failUnique(i)
		return
	}
	seen[last] = len(before)
}

func (d *Decoder) failUnique(first int) {
	d.fail("uniqueItems", "must not be the same as item "+strconv.Itoa(first), "")
}
