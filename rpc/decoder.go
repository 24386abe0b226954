package rpc

import (
	"strconv"
	"strings"
	"sync"
)

// Decodable is what reads itself from JSON; generated types are.
type Decodable interface{ DecodeRPC(*Decoder) }

// Decoder reads one JSON value and holds it to its declaration. The text was scanned before, so
// that nothing the Decoder meets is malformed: what is left to go wrong are violations, and it
// collects them, each with its path, and reads on. Its methods therefore return no errors. Once
// MaxViolations are found, every method returns a zero value at once, and every loop ends.
//
// Whoever reads a value calls one method for it, the one for the kind that is wanted; Object,
// Array and Map are followed by a loop over Next, NextItem or NextEntry, to its end.
type Decoder struct {
	text    []byte
	pos     int // the value ahead; behind it once it was read
	valueAt int // where the value of the current member, item or entry begins
	stopped bool
	options decodeOptions

	frames []frame // the containers around pos; the first one stands for none
	depth  int
	f      *frame // &frames[depth]
	tag    string // of a tagged union, for the next Object

	block   strings.Builder // holds short strings, which are parts of what it builds
	scratch []byte
	keys    [][]byte // names seen in skipped objects
	found   []Violation
}

// decodeOptions is what the protocol knows about the value ahead.
type decodeOptions struct {
	positional bool   // an array may stand for the outermost object: params by position
	skip       int    // so many positions, the first ones, held credentials
	credential string // the outermost member that held credentials, or ""
	lenient    bool   // unknown members pass
}

var emptyObject = []byte("{}")

//go:noinline
func (d *Decoder) makeFrames() { d.frames = make([]frame, 8) }

// forget clears what is rarely set. reset calls it when one of these is: what is added here has to be
// asked for there.
//
//go:noinline
func (d *Decoder) forget() {
	d.options.credential, d.tag, d.found = "", "", nil
	d.dropKeys(0)
	if cap(d.scratch) > pooledBytes {
		d.scratch = nil
	}
}

// violations returns what is wrong with the value, or nil. The caller may keep it.
func (d *Decoder) violations() []Violation { return d.found }

var decoders = sync.Pool{New: func() any { return new(Decoder) }}

// Unmarshal reads v from text. The error is a *ParseError when text is not one JSON value (RFC
// 8259, in UTF-8, nested at most 64 deep), and an *Error of code InvalidParams with all violations
// when the value is not what v wants.
func Unmarshal(text []byte, v Decodable) error {
	if err := parse(text); err != nil {
		return err
	}
	d := decoders.Get().(*Decoder)
	d.reset(text)
	v.DecodeRPC(d)
	found := d.violations()
	d.reset(nil) // the pool is to keep nothing of the value
	decoders.Put(d)
	if found != nil {
		return InvalidParams(found...)
	}
	return nil
}

// ParseError says that a text is no JSON.
type ParseError struct {
	// Offset is the byte that is wrong, from 0.
	Offset int
	reason error
}

// Error says what is wrong and where, and nothing of the text.
func (e *ParseError) Error() string {
	return "parse JSON: " + e.reason.Error() + " at byte " + strconv.Itoa(e.Offset)
}

// Unwrap returns the reason.
func (e *ParseError) Unwrap() error { return e.reason }

// parse checks that text is one JSON value.
func parse(text []byte) error { return parseNested(text, defaultDepth) }

// parseNested checks that text is one JSON value that nests at most so deep.
func parseNested(text []byte, maxDepth int) error {
	s := scanner{buf: text, maxDepth: maxDepth}
	err := s.value()
	if err == nil {
		err = s.end()
	}
	if err != nil {
		return &ParseError{s.pos, err}
	}
	return nil
}

// advanceSpaced is the rest of advance, where white space is ahead.
//
//go:noinline
func (d *Decoder) advanceSpaced() byte {
	d.pos = skipSpace(d.text, d.pos)
	if d.peek() == ',' {
		d.pos = skipSpace(d.text, d.pos+1)
	}
	return d.peek()
}

// Kind is the kind of a JSON value.
type Kind uint8

// The kinds of JSON values (RFC 8259, section 3).
const (
	KindNull Kind = iota
	KindBool
	KindNumber
	KindString
	KindArray
	KindObject
)

// Kind returns the kind of the value ahead.
func (d *Decoder) Kind() Kind {
	switch d.peek() {
	case '"':
		return KindString
	case '{':
		return KindObject
	case '[':
		return KindArray
	case 't', 'f':
		return KindBool
	case 'n':
		return KindNull
	}
	return KindNumber
}

// Null reports whether the value ahead is null, and passes over it if it is.
func (d *Decoder) Null() bool {
	if d.stopped {
		return true
	}
	if d.peek() != 'n' {
		return false
	}
	d.pos += len("null")
	return true
}

// WrongKind records that the value ahead is not what is wanted, "a string or an array", and passes
// over it.
func (d *Decoder) WrongKind(want string) {
	d.fail("type", "must be "+want, "")
	d.Skip()
}
