package rpc

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"time"

	"github.com/trunkline-rpc/trunkline/rpc/format"
)

const (
	// shortString is up to which length a string shares a block of memory with others. An
	// allocation for each of many short strings is the larger part of what decoding costs.
	shortString = 64
	// blockBytes is the size of such a block: the most that a short string keeps alive.
	blockBytes = 512
)

// rawString reads the string ahead and returns what is between its quotes, still escaped.
func (d *Decoder) rawString() (raw []byte, escaped bool) {
	b, from := d.text, d.pos+1
	p := quoteOrSlash(b, from)
	for p < len(b) && b[p] == '\\' {
		escaped = true
		p = quoteOrSlash(b, p+2)
	}
	d.pos = p + 1
	return b[from:p], escaped
}

func hasEscape(raw []byte) bool { return bytes.IndexByte(raw, '\\') >= 0 }

// readEscaped is readText for a string with escapes.
func (d *Decoder) readEscaped() (text []byte, ok bool) {
	raw, _ := d.rawString()
	if d.scratch, ok = unescapeStrict(d.scratch[:0], raw); !ok {
		d.failUnicode()
	}
	return d.scratch, ok
}

func (d *Decoder) failUnicode() {
	d.fail("unicode", "must not have U+0000 or half of a surrogate pair", "")
}

//go:noinline
func (d *Decoder) newBlock() {
	d.block.Reset()
	d.block.Grow(blockBytes)
}

// Secret reads a string that is not to be shown, and holds it to rules, which may be nil. It shares
// no memory with other strings.
func (d *Decoder) Secret(rules *StringRules) Secret {
	text, ok := d.readText("a string")
	if ok {
		rules.hold(d, text)
	}
	return Secret(text)
}

// Enum reads one of values, and others too when they are open.
func (d *Decoder) Enum(values *Enum) string {
	text, ok := d.readText("a string")
	if !ok {
		return ""
	}
	if i := values.find(text); i >= 0 {
		return values.values[i]
	}
	if !values.open {
		d.fail("enum", values.message, values.limit)
	}
	return d.keep(text)
}

// Bool reads a boolean.
func (d *Decoder) Bool() bool {
	if d.stopped {
		return false
	}
	switch d.peek() {
	case 't':
		d.pos += len("true")
		return true
	case 'f':
		d.pos += len("false")
		return false
	}
	d.WrongKind("a boolean")
	return false
}

// Decimal reads a string that holds a number as JSON writes it.
func (d *Decoder) Decimal() Decimal {
	text, ok := d.readText("a string with a number")
	if !ok {
		return ""
	}
	s := d.keep(text)
	if !format.Decimal(s) {
		d.fail("format", "must be the text of a number", `"decimal"`)
	}
	return Decimal(s)
}

// Time reads an RFC 3339 time and returns it in UTC.
func (d *Decoder) Time() time.Time {
	text, ok := d.readText("a string with a time")
	if !ok {
		return time.Time{}
	}
	t, ok := format.ParseTime(string(text))
	if !ok {
		d.fail("format", "must be an RFC 3339 time with an offset", `"date-time"`)
	}
	return t
}

// Date reads a day written as YYYY-MM-DD.
func (d *Decoder) Date() Date {
	text, ok := d.readText("a string with a date")
	if !ok {
		return Date{}
	}
	year, month, day, ok := format.ParseDate(string(text))
	if !ok {
		d.fail("format", "must be a day written as YYYY-MM-DD", `"date"`)
	}
	return Date{year, month, day}
}

// strictBase64 refuses bits that no byte needs (RFC 4648, section 3.5).
var strictBase64 = base64.StdEncoding.Strict()

// Base64 reads bytes from a string in base64: the standard alphabet, padded, without line breaks
// (RFC 4648, section 4). It holds their number to rules, those of Sizes, which may be nil.
func (d *Decoder) Base64(rules *LengthRules) []byte {
	text, ok := d.readText("a string in base64")
	if !ok {
		return nil
	}
	out := make([]byte, strictBase64.DecodedLen(len(text)))
	n, err := strictBase64.Decode(out, text)
	// encoding/base64 passes over line breaks: there must be none.
	if err != nil || bytes.IndexByte(text, '\n') >= 0 || bytes.IndexByte(text, '\r') >= 0 {
		d.fail("encoding", "must be base64 with padding", `"base64"`)
		return nil
	}
	rules.check(d, n)
	return out[:n]
}

// Hex reads bytes from a string of hexadecimal digits, two for each, in either case. It holds
// their number to rules, those of Sizes, which may be nil.
func (d *Decoder) Hex(rules *LengthRules) []byte {
	text, ok := d.readText("a string in hex")
	if !ok {
		return nil
	}
	out := make([]byte, hex.DecodedLen(len(text)))
	if _, err := hex.Decode(out, text); err != nil {
		d.fail("encoding", "must be pairs of hexadecimal digits", `"hex"`)
		return nil
	}
	rules.check(d, len(out))
	return out
}

// JSON reads any value and returns a copy of its text. Names that an object has twice, lone
// surrogates and U+0000 are violations in it.
func (d *Decoder) JSON() JSON {
	if d.stopped {
		return nil
	}
	from := d.pos
	d.Skip()
	if d.stopped {
		return nil
	}
	return JSON(bytes.Clone(d.text[from:d.pos]))
}
