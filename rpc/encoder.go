package rpc

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"math"
	"strconv"
	"sync"
	"time"

	"github.com/trunkline-rpc/trunkline/rpc/format"
)

// Encodable is what writes itself as JSON; generated types are.
type Encodable interface{ EncodeRPC(*Encoder) }

// Encoder writes JSON. It keeps the first mistake, in Err; what was written is then of no use.
type Encoder struct {
	buf []byte
	err error

	onSecret func(Secret) // told of every secret that is written
}

var encoders = sync.Pool{New: func() any { return new(Encoder) }}

// pooledBytes is up to which size buffers are kept for the next use.
const pooledBytes = 256 << 10

// Marshal returns v as JSON. The error is what a value had to be refused for: a float that is not
// finite, an integer beyond ±(2^53-1), a value that its enum does not have, and their like.
func Marshal(v Encodable) ([]byte, error) {
	e := encoders.Get().(*Encoder)
	e.buf, e.err = e.buf[:0], nil
	v.EncodeRPC(e)
	text, err := append([]byte(nil), e.buf...), e.err
	if cap(e.buf) <= pooledBytes {
		encoders.Put(e)
	}
	if err != nil {
		return nil, err
	}
	return text, nil
}

// Err returns the first mistake, or nil.
func (e *Encoder) Err() error { return e.err }

// Fail records a mistake, unless there is one already.
func (e *Encoder) Fail(message string) { e.failf("%s", message) }

func (e *Encoder) failf(format string, args ...any) {
	if e.err == nil {
		e.err = fmt.Errorf("encode JSON: "+format, args...)
	}
}

// Key writes the key of an entry of a map, with the comma before it where there has to be one, and
// the colon.
func (e *Encoder) Key(key string) {
	e.Comma()
	e.buf = append(appendString(e.buf, key), ':')
}

// Null writes null.
func (e *Encoder) Null() { e.buf = append(e.buf, "null"...) }

// Bool writes a boolean.
func (e *Encoder) Bool(v bool) { e.buf = strconv.AppendBool(e.buf, v) }

// Raw writes JSON as it is.
func (e *Encoder) Raw(text string) { e.buf = append(e.buf, text...) }

// String writes a string. Invalid UTF-8 in it becomes U+FFFD.
func (e *Encoder) String(s string) { e.buf = appendString(e.buf, s) }

// Secret writes what the secret holds.
func (e *Encoder) Secret(s Secret) {
	if e.onSecret != nil {
		e.onSecret(s)
	}
	e.String(string(s))
}

// Int writes an integer. Beyond ±(2^53-1), which JavaScript cannot hold, it is a mistake.
func (e *Encoder) Int(n int64) {
	if n < -maxInt || n > maxInt {
		e.failf("integer %d is beyond 2^53-1", n)
	}
	e.buf = strconv.AppendInt(e.buf, n, 10)
}

// Int64 writes an integer of 64 bits as a string.
func (e *Encoder) Int64(n int64) {
	e.buf = append(strconv.AppendInt(append(e.buf, '"'), n, 10), '"')
}

// Float writes a number. NaN and the infinities are mistakes.
func (e *Encoder) Float(f float64) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		e.failf("float %v is not finite", f)
		return
	}
	e.buf = appendFloat(e.buf, f)
}

// Decimal writes a decimal as a string. What is not the text of a number is a mistake.
func (e *Encoder) Decimal(v Decimal) {
	if !format.Decimal(string(v)) {
		e.Fail("decimal is not the text of a number")
	}
	e.String(string(v))
}

// Base64 writes bytes as a string in base64, padded.
func (e *Encoder) Base64(v []byte) {
	e.buf = append(base64.StdEncoding.AppendEncode(append(e.buf, '"'), v), '"')
}

// Hex writes bytes as a string of lower-case hexadecimal digits.
func (e *Encoder) Hex(v []byte) {
	e.buf = append(hex.AppendEncode(append(e.buf, '"'), v), '"')
}

// Time writes an RFC 3339 time in UTC. A year that is not 0 to 9999 is a mistake.
func (e *Encoder) Time(t time.Time) {
	t = t.UTC()
	if t.Year() < 0 || t.Year() > 9999 {
		e.failf("year %d of a time is not 0 to 9999", t.Year())
	}
	e.buf = append(t.AppendFormat(append(e.buf, '"'), time.RFC3339Nano), '"')
}

// Date writes a day as YYYY-MM-DD. What is no day of the calendar is a mistake.
func (e *Encoder) Date(v Date) {
	from := len(e.buf) + 1
	e.buf = v.append(append(e.buf, '"'))
	if _, _, _, ok := format.ParseDate(string(e.buf[from:])); !ok {
		e.Fail("date is not a day of the calendar")
	}
	e.buf = append(e.buf, '"')
}

// JSON writes the text of any value, and null when there is none. What is not valid JSON, or is
// nested more than 64 deep, is a mistake.
func (e *Encoder) JSON(v JSON) {
	if len(v) == 0 {
		e.Null()
		return
	}
	if err := parse(v); err != nil {
		e.failf("json value: %w", err)
		return
	}
	e.buf = append(e.buf, v...)
}

// Enum writes one of values. What is not among them is a mistake, unless they are open.
func (e *Encoder) Enum(v string, values *Enum) {
	if !values.open && !values.has(v) {
		e.Fail("value is not one of the enum")
	}
	e.String(v)
}

// IntEnum writes one of values. What is not among them is a mistake, unless they are open.
func (e *Encoder) IntEnum(v int64, values *IntEnum) {
	if !values.open && !values.has(v) {
		e.Fail("value is not one of the enum")
	}
	e.Int(v)
}

// Mark returns the place where the next value is going to begin, for InsertTag.
func (e *Encoder) Mark() int { return len(e.buf) }

// InsertTag writes a member, `"kind":"hostUp"`, as the first one of the object at mark.
func (e *Encoder) InsertTag(mark int, member string) {
	if mark+1 >= len(e.buf) || e.buf[mark] != '{' {
		e.Fail("member of a union is not an object")
		return
	}
	rest := len(e.buf) - mark - 1
	n := len(member)
	e.buf = append(e.buf, member...)
	if e.buf[mark+1] != '}' {
		e.buf = append(e.buf, ',')
		n++
	}
	copy(e.buf[mark+1+n:], e.buf[mark+1:mark+1+rest])
	copy(e.buf[mark+1:], member)
	if n > len(member) {
		e.buf[mark+n] = ','
	}
}
