package rpc

import (
	"fmt"
	"io"
	"log/slog"
	"strconv"
	"time"

	"github.com/trunkline-rpc/trunkline/rpc/format"
)

const redacted = "[redacted]"

// Secret is a string that is not shown: in logs, errors and every encoding but the one that
// generated code asks for it says [redacted]. Reveal returns what it holds. Two ways around it are
// left, as package fmt asks nobody there: the verb %p, which go vet refuses for strings, and fields
// that are not exported; keep a Secret in exported ones.
type Secret string

// Reveal returns what the secret holds.
func (s Secret) Reveal() string { return string(s) }

// String says [redacted].
func (s Secret) String() string { return redacted }

// GoString says [redacted].
func (s Secret) GoString() string { return redacted }

// Format says [redacted] whatever the verb is.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, redacted) }

// LogValue says [redacted].
func (s Secret) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalText says [redacted].
func (s Secret) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// MarshalJSON says "[redacted]".
func (s Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + redacted + `"`), nil }

// Decimal is the text of a JSON number (RFC 8259, section 6), kept as written: "10.00".
type Decimal string

// JSON is the text of any JSON value.
type JSON []byte

// MarshalJSON returns the text itself; null when there is none.
func (j JSON) MarshalJSON() ([]byte, error) {
	if len(j) == 0 {
		return []byte("null"), nil
	}
	return j, nil
}

// Date is a day of the calendar, of no time zone.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// ParseDate reads a day written as YYYY-MM-DD.
func ParseDate(s string) (Date, error) {
	year, month, day, ok := format.ParseDate(s)
	if !ok {
		return Date{}, fmt.Errorf("parse date %q: not a day written as YYYY-MM-DD", s)
	}
	return Date{year, month, day}, nil
}

// DateOf returns the day of t in the zone of t.
func DateOf(t time.Time) Date {
	year, month, day := t.Date()
	return Date{year, month, day}
}

// String returns the day as YYYY-MM-DD.
func (d Date) String() string { return string(d.append(nil)) }

// Time returns the beginning of the day in UTC.
func (d Date) Time() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// MarshalText returns the day as YYYY-MM-DD.
func (d Date) MarshalText() ([]byte, error) { return d.append(nil), nil }

func (d Date) append(b []byte) []byte {
	b = appendPadded(b, d.Year, 1000)
	b = appendPadded(append(b, '-'), int(d.Month), 10)
	return appendPadded(append(b, '-'), d.Day, 10)
}

// appendPadded appends n with zeros before it, up to as many digits as limit has: 1000 for four.
func appendPadded(b []byte, n, limit int) []byte {
	for ; limit > 1 && n < limit; limit /= 10 {
		b = append(b, '0')
	}
	return strconv.AppendInt(b, int64(n), 10)
}

// Nullable is the value of a member that may be absent and may be null: it keeps the three apart.
// Its zero value is absent.
type Nullable[T any] struct {
	value T
	state nullableState
}

type nullableState uint8

const (
	nullableAbsent nullableState = iota
	nullableNull
	nullableValue
)

// Value is a Nullable that holds v.
func Value[T any](v T) Nullable[T] { return Nullable[T]{v, nullableValue} }

// NullValue is a Nullable that is null.
func NullValue[T any]() Nullable[T] { return Nullable[T]{state: nullableNull} }

// IsAbsent reports whether the member is absent.
func (n Nullable[T]) IsAbsent() bool { return n.state == nullableAbsent }

// IsNull reports whether the member is null.
func (n Nullable[T]) IsNull() bool { return n.state == nullableNull }

// Get returns the value, and whether there is one: false when the member is absent or null.
func (n Nullable[T]) Get() (value T, ok bool) { return n.value, n.state == nullableValue }

// Format formats the value itself: fmt would otherwise reach into it and show what it keeps secret.
func (n Nullable[T]) Format(f fmt.State, verb rune) {
	switch n.state {
	case nullableAbsent:
		_, _ = io.WriteString(f, "absent")
	case nullableNull:
		_, _ = io.WriteString(f, "null")
	default:
		_, _ = fmt.Fprintf(f, fmt.FormatString(f, verb), n.value)
	}
}

// Option is a value that may be missing, such as the caller of a method that anyone may call.
// Its zero value is none.
type Option[T any] struct {
	value T
	some  bool
}

// Some is an Option that holds v.
func Some[T any](v T) Option[T] { return Option[T]{v, true} }

// Get returns the value, and whether there is one.
func (o Option[T]) Get() (value T, ok bool) { return o.value, o.some }

// Format formats the value itself: fmt would otherwise reach into it and show what it keeps secret.
func (o Option[T]) Format(f fmt.State, verb rune) {
	if !o.some {
		_, _ = io.WriteString(f, "none")
		return
	}
	_, _ = fmt.Fprintf(f, fmt.FormatString(f, verb), o.value)
}
