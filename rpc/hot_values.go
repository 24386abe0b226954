package rpc

import (
	"encoding/binary"
	"math/bits"
)

// See hot_http.go for what belongs here.

// String reads a string and holds it to rules, which may be nil.
func (d *Decoder) String(rules *StringRules) string {
	text, ok := d.readText("a string")
	if !ok {
		return ""
	}
	rules.hold(d, text)
	return d.keep(text)
}

// readText reads the string ahead and returns what it says, until the next call. want names what is
// wanted instead of other kinds.
func (d *Decoder) readText(want string) (text []byte, ok bool) {
	if d.stopped {
		return nil, false
	}
	if d.peek() != '"' {
		d.WrongKind(want)
		return nil, false
	}
	from := d.pos + 1
	if end := quoteOrSlash(d.text, from); end < len(d.text) && d.text[end] == '"' {
		d.pos = end + 1
		return d.text[from:end], true
	}
	return d.readEscaped()
}

// quoteOrSlash returns the place of the first quote or backslash from p on, or len(b). See
// plainText.
func quoteOrSlash(b []byte, p int) int {
	for p+8 <= len(b) {
		x := binary.LittleEndian.Uint64(b[p:])
		quote, slash := x^('"'*eachByte), x^('\\'*eachByte)
		if found := ((quote-eachByte)&^quote | (slash-eachByte)&^slash) & highBits; found != 0 {
			return p + bits.TrailingZeros64(found)/8
		}
		p += 8
	}
	for p < len(b) && b[p] != '"' && b[p] != '\\' {
		p++
	}
	return p
}

// keep returns text as a string.
func (d *Decoder) keep(text []byte) string {
	switch n := len(text); {
	case n == 0:
		return ""
	case n > shortString:
		return string(text)
	case d.block.Cap()-d.block.Len() < n:
		d.newBlock()
	}
	from := d.block.Len()
	d.block.Write(text)
	return d.block.String()[from:]
}
