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

//go:noinline
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
	return f.large.has(i - 64)
}

// see is frame.see for the members that l.seen is for.
//
//go:noinline
func (l *large) see(i int) bool {
	for i/64 >= len(l.seen) {
		l.seen = append(l.seen, 0)
	}
	before := l.seen[i/64]
	l.seen[i/64] |= 1 << (i % 64)
	return l.seen[i/64] != before
}

// has is frame.has for them. l may be nil.
func (l *large) has(i int) bool {
	return l != nil && i/64 < len(l.seen) && l.seen[i/64]&(1<<(i%64)) != 0
}

//go:noinline
func (d *Decoder) moreFrames() {
	d.frames = append(d.frames, frame{})
	d.frames = d.frames[:cap(d.frames)]
}

// dropKeys lets go of the names from i on.
//
//go:noinline
func (d *Decoder) dropKeys(i int) {
	clear(d.keys[i:])
	d.keys = d.keys[:i]
}
