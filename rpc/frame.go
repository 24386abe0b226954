package rpc

type frameState uint8

const (
	noFrame        frameState = iota
	objectFrame               // Object, from an object
	positionsFrame            // Object, from an array
	arrayFrame                // Array
	mapFrame                  // Map, and skipped objects
	closedFrame               // of a wrong kind: has nothing in it
)

// frame is one container around the value ahead, and where in it that value stands.
type frame struct {
	state    frameState
	passed   bool // the tag or the credential was passed over
	index    int  // of the member among the declared ones; -1: its name is text[keyFrom:keyTo]
	position int  // of the item in an array; how many entries of a map were begun
	keyFrom  int
	keyTo    int
	seen     uint64 // the members among the first 64 that were there
	keys     int    // where the names of this object begin in Decoder.keys
	entries  int    // how many entries the map has to have by now; -1: unknown
	members  *Members
	rules    *LengthRules
	pass     string // the name of a member to pass over once: the tag or the credential
	large    *large
}

// large is what only a large container needs.
type large struct {
	seen   []uint64            // the members beyond the first 64 that were there
	keys   map[string]struct{} // names, instead of those in Decoder.keys
	unique any                 // what CheckUnique has seen
}

func (f *frame) grow() *large {
	if f.large == nil {
		f.large = new(large)
	}
	return f.large
}

// has reports whether member i was there.
func (f *frame) has(i int) bool {
	if i < 64 {
		return f.seen&(1<<i) != 0
	}
	if f.large == nil {
		return false
	}
	word := (i - 64) / 64
	return word < len(f.large.seen) && f.large.seen[word]&(1<<(i%64)) != 0
}

// see notes that member i is there.
func (f *frame) see(i int) {
	if i < 64 {
		f.seen |= 1 << i
		return
	}
	more, word := f.grow(), (i-64)/64
	for word >= len(more.seen) {
		more.seen = append(more.seen, 0)
	}
	more.seen[word] |= 1 << (i % 64)
}

// push enters a container whose opening byte is at pos. Who wants members, rules or a member to be
// passed over sets all of those that its kind of container looks at.
func (d *Decoder) push(state frameState) *frame {
	d.depth++
	if d.depth == len(d.frames) {
		d.frames = append(d.frames, frame{})
		d.frames = d.frames[:cap(d.frames)]
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

// pop leaves the container; pos is its closing byte. It says false, for the loops that end so.
func (d *Decoder) pop() bool {
	if f := d.f; len(d.keys) > f.keys {
		clear(d.keys[f.keys:])
		d.keys = d.keys[:f.keys]
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
