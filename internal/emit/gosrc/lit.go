package gosrc

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/dave/jennifer/jen"
)

// Raw is a string literal, between backquotes where these make it easier to read and can hold it.
func Raw(text string) *jen.Statement {
	if !strings.ContainsAny(text, `"\`) || !rawSafe(text) {
		return jen.Lit(text)
	}
	return jen.Op("`" + text + "`")
}

// rawSafe admits printable ASCII alone: what a reader of the source cannot see has to be escaped.
func rawSafe(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' || c == '`' {
			return false
		}
	}
	return true
}

// JSONString quotes text as JSON does.
func JSONString(text string) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(text); err != nil {
		panic(err) // strings always have a JSON form
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// Int is an untyped integer literal.
func Int(i int64) *jen.Statement { return jen.Op(strconv.FormatInt(i, 10)) }

// Float is a literal of a float64. A negative zero has none: Go reads -0.0 as +0.
//
//	math.Copysign(0, -1)
func Float(f float64) *jen.Statement {
	if f == 0 && math.Signbit(f) {
		return Copysign().Call(Int(0), Int(-1))
	}
	return jen.Op(strconv.FormatFloat(f, 'g', -1, 64))
}

// Duration writes a length of time in its largest whole unit.
//
//	5 * time.Second
func Duration(d time.Duration) *jen.Statement {
	units := []struct {
		size time.Duration
		name Code
	}{
		{time.Hour, Hour}, {time.Minute, Minute}, {time.Second, Second},
		{time.Millisecond, Millisecond}, {time.Microsecond, Microsecond}, {time.Nanosecond, Nanosecond},
	}
	for _, unit := range units {
		if d%unit.size == 0 {
			return Int(int64(d / unit.size)).Op("*").Add(unit.name())
		}
	}
	return Int(int64(d))
}
