package rpc

import (
	"math"
	"strconv"
)

// intRange is what an integer type holds.
type intRange struct {
	min, max int64
	message  string
}

// maxInt is the largest integer that every JSON reader holds exactly: 2^53-1 (RFC 8259, section 6).
const maxInt = 1<<53 - 1

var (
	range53 = &intRange{-maxInt, maxInt, "must be an integer from -9007199254740991 to 9007199254740991"}
	range32 = &intRange{math.MinInt32, math.MaxInt32, "must be an integer from -2147483648 to 2147483647"}
	range64 = &intRange{math.MinInt64, math.MaxInt64, "must be an integer from -9223372036854775808 to 9223372036854775807"}
)

// Int reads an integer within ±(2^53-1), written in digits alone, and holds it to rules, which may
// be nil.
func (d *Decoder) Int(rules *IntegerRules) int64 {
	n, ok := d.integer("an integer", range53)
	if ok && rules != nil {
		rules.check(d, n)
	}
	return n
}

// Int32 reads an integer of 32 bits, written in digits alone, and holds it to rules, which may be nil.
func (d *Decoder) Int32(rules *IntegerRules) int32 {
	n, ok := d.integer("an integer", range32)
	if ok && rules != nil {
		rules.check(d, n)
	}
	return int32(n)
}

// Int64 reads an integer of 64 bits from a string of digits, or from a JSON integer, and holds it to
// rules, which may be nil.
func (d *Decoder) Int64(rules *IntegerRules) int64 {
	const want = "a string of digits or an integer"
	var n int64
	var ok bool
	if d.peek() == '"' {
		n, ok = d.quotedInteger(want)
	} else {
		n, ok = d.integer(want, range64)
	}
	if ok && rules != nil {
		rules.check(d, n)
	}
	return n
}

// IntEnum reads one of values, and other integers too when they are open.
func (d *Decoder) IntEnum(values *IntEnum) int64 {
	n, ok := d.integer("an integer", range53)
	if ok && !values.open && !values.has(n) {
		d.fail("enum", values.message, values.limit)
	}
	return n
}

// integer reads the number ahead, which has to be written in digits alone.
func (d *Decoder) integer(want string, limits *intRange) (n int64, ok bool) {
	if d.stopped {
		return 0, false
	}
	n, end, fits := parseInteger(d.text, d.pos)
	if end == d.pos || end < len(d.text) && (d.text[end] == '.' || d.text[end]|0x20 == 'e') {
		d.WrongKind(want)
		return 0, false
	}
	d.pos = end
	if !fits || n < limits.min || n > limits.max {
		d.fail("range", limits.message, "")
		return 0, false
	}
	return n, true
}

// quotedInteger reads an integer from the string ahead.
func (d *Decoder) quotedInteger(want string) (n int64, ok bool) {
	text, ok := d.readText(want)
	if !ok {
		return 0, false
	}
	n, end, fits := parseInteger(text, 0)
	first := 0
	if len(text) > 1 && text[0] == '-' {
		first = 1
	}
	if end == 0 || end != len(text) || text[first] == '0' && len(text) > first+1 {
		d.fail("type", "must be "+want, "")
		return 0, false
	}
	if !fits {
		d.fail("range", range64.message, "")
		return 0, false
	}
	return n, true
}

// parseInteger reads -?[0-9]+ from place p on. end is p when there is none such, and fits tells
// whether it has at most 64 bits.
func parseInteger(b []byte, p int) (n int64, end int, fits bool) {
	start := p
	if p < len(b) && b[p] == '-' {
		p++
	}
	first := p
	for p < len(b) && b[p]-'0' < 10 {
		n = n*10 + int64(b[p]-'0')
		p++
	}
	switch digits := p - first; {
	case digits == 0:
		return 0, start, false
	case digits > 18: // may not fit: n may have wrapped around
		n, err := strconv.ParseInt(string(b[start:p]), 10, 64)
		return n, p, err == nil
	case first > start:
		n = -n
	}
	return n, p, true
}

// Float reads a number, correctly rounded, and holds it to rules, which may be nil. What is too
// large for 64 bits is a violation.
func (d *Decoder) Float(rules *NumberRules) float64 {
	if d.stopped {
		return 0
	}
	text := d.token()
	if len(text) == 0 || text[0] != '-' && text[0]-'0' > 9 {
		d.WrongKind("a number")
		return 0
	}
	d.pos += len(text)
	f, ok := parseFloat(text)
	if !ok {
		d.fail("range", "must be a number of 64 bits", "")
		return 0
	}
	if rules != nil {
		rules.check(d, f)
	}
	return f
}

func parseFloat(text []byte) (f float64, ok bool) {
	if f, ok := shortFloat(text); ok {
		return f, true
	}
	f, err := strconv.ParseFloat(string(text), 64)
	return f, err == nil
}

var powersOfTen = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// shortFloat reads a number of at most 15 digits and no exponent: its digits and the power of ten
// are then exact as floats, so that dividing them rounds once, and correctly (Clinger, 1990).
func shortFloat(text []byte) (f float64, ok bool) {
	const most = len("-.") + 15
	if len(text) > most {
		return 0, false
	}
	digits, count, fraction := uint64(0), 0, 0
	i := 0
	if text[0] == '-' {
		i = 1
	}
	dot := len(text)
	for p := i; p < len(text); p++ {
		c := text[p] - '0'
		switch {
		case c < 10:
			digits = digits*10 + uint64(c)
			count++
		case text[p] == '.':
			dot = p
		default:
			return 0, false
		}
	}
	if count > 15 {
		return 0, false
	}
	if dot < len(text) {
		fraction = len(text) - dot - 1
	}
	f = float64(digits) / powersOfTen[fraction]
	if i == 1 {
		f = -f
	}
	return f, true
}

// appendFloat appends the shortest text that reads back as f, which is finite, in the form that
// ECMAScript gives it: an exponent below 1e-6 and from 1e21 on.
func appendFloat(dst []byte, f float64) []byte {
	if out, ok := appendShortFloat(dst, f); ok {
		return out
	}
	form := byte('f')
	if size := math.Abs(f); size != 0 && (size < 1e-6 || size >= 1e21) {
		form = 'e'
	}
	return strconv.AppendFloat(dst, f, form, -1, 64)
}

// appendShortFloat appends numbers of up to four decimals and 15 digits. No two decimals of so few
// digits are the same float: when n/10000 is f, its digits without the zeros at the end are the
// shortest text for f.
func appendShortFloat(dst []byte, f float64) (out []byte, ok bool) {
	const scale, limit = 1e4, 1e11
	if !(f > -limit && f < limit) || f == 0 {
		return dst, false
	}
	n := int64(math.Round(f * scale))
	if float64(n)/scale != f {
		return dst, false
	}
	if n < 0 {
		dst, n = append(dst, '-'), -n
	}
	dst = strconv.AppendInt(dst, n/scale, 10)
	decimals := n % scale
	if decimals == 0 {
		return dst, true
	}
	dst = append(dst, '.', byte('0'+decimals/1000), byte('0'+decimals/100%10), byte('0'+decimals/10%10), byte('0'+decimals%10))
	for dst[len(dst)-1] == '0' {
		dst = dst[:len(dst)-1]
	}
	return dst, true
}
