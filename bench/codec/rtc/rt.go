// Package rtc is a sketch of a private runtime: a cursor over the whole
// request body and append-style encoders, with no closure, no interface and
// no reader underneath. It is a measuring device, not a product.
package rtc

import (
	"errors"
	"math"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/trunkline-rpc/trunkline/bench/work"
)

var (
	ErrSyntax  = errors.New("syntax error")
	ErrType    = errors.New("wrong type")
	ErrUTF8    = errors.New("invalid UTF-8")
	ErrDup     = errors.New("duplicate key")
	ErrDepth   = errors.New("too deep")
	ErrMissing = errors.New("missing required field")
	ErrTrail   = errors.New("trailing data")
	ErrRange   = errors.New("number out of range")
)

const maxDepth = 128

// D is the decoder: B is the whole document, P the position.
type D struct {
	B     []byte
	P     int
	tmp   []byte
	depth int
	esc   bool

	// S, if set, is B as a string: decoded strings are then slices of it, so
	// one allocation holds them all (and keeps the whole body alive).
	S string
}

func (d *D) ws() byte {
	b := d.B
	p := d.P
	for p < len(b) {
		c := b[p]
		if c > ' ' {
			d.P = p
			return c
		}
		if c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			d.P = p
			return c
		}
		p++
	}
	d.P = p
	return 0
}

var special = func() (t [256]bool) {
	for i := range t {
		t[i] = i < 0x20 || i == '"' || i == '\\' || i >= 0x80
	}
	return
}()

// Bytes returns the string's bytes: a view of the input, or the scratch when
// there were escapes. Valid until the next call.
func (d *D) Bytes() ([]byte, error) {
	if d.ws() != '"' {
		return nil, ErrType
	}
	b := d.B
	p := d.P + 1
	s := p
	for p < len(b) && !special[b[p]] {
		p++
	}
	if p < len(b) && b[p] == '"' {
		d.P = p + 1
		return b[s:p], nil
	}
	return d.slow(s, p)
}

func (d *D) slow(s, p int) ([]byte, error) {
	b := d.B
	t := d.tmp[:0]
	esc := false
	for p < len(b) {
		c := b[p]
		switch {
		case c == '"':
			d.P = p + 1
			if !esc {
				return b[s:p], nil
			}
			t = append(t, b[s:p]...)
			d.tmp = t
			return t, nil
		case c < 0x20:
			return nil, ErrSyntax
		case c >= 0x80:
			r, n := utf8.DecodeRune(b[p:])
			if r == utf8.RuneError && n == 1 {
				return nil, ErrUTF8
			}
			p += n
		case c == '\\':
			esc, d.esc = true, true
			t = append(t, b[s:p]...)
			p++
			if p >= len(b) {
				return nil, ErrSyntax
			}
			switch b[p] {
			case '"', '\\', '/':
				t = append(t, b[p])
			case 'b':
				t = append(t, '\b')
			case 'f':
				t = append(t, '\f')
			case 'n':
				t = append(t, '\n')
			case 'r':
				t = append(t, '\r')
			case 't':
				t = append(t, '\t')
			case 'u':
				r, ok := hex4(b, p+1)
				if !ok {
					return nil, ErrSyntax
				}
				p += 4
				if r >= 0xD800 && r < 0xE000 {
					if r >= 0xDC00 || p+2 >= len(b) || b[p+1] != '\\' || b[p+2] != 'u' {
						return nil, ErrUTF8
					}
					r2, ok := hex4(b, p+3)
					if !ok || r2 < 0xDC00 || r2 >= 0xE000 {
						return nil, ErrUTF8
					}
					r = 0x10000 + (r-0xD800)<<10 + (r2 - 0xDC00)
					p += 6
				}
				t = utf8.AppendRune(t, r)
			default:
				return nil, ErrSyntax
			}
			p++
			s = p
		default:
			p++
		}
	}
	return nil, ErrSyntax
}

func hex4(b []byte, p int) (rune, bool) {
	if p+4 > len(b) {
		return 0, false
	}
	var r rune
	for _, c := range b[p : p+4] {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c >= 'a' && c <= 'f':
			c -= 'a' - 10
		case c >= 'A' && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	return r, true
}

func (d *D) Str() (string, error) {
	d.esc = false
	b, err := d.Bytes()
	if d.S != "" && !d.esc && err == nil {
		return d.S[d.P-1-len(b) : d.P-1], nil
	}
	return string(b), err
}

// num returns the extent of a number that matches RFC 8259's grammar.
func (d *D) num() ([]byte, bool, error) {
	d.ws()
	b := d.B
	s := d.P
	p := s
	if p < len(b) && b[p] == '-' {
		p++
	}
	q := p
	for p < len(b) && b[p]-'0' < 10 {
		p++
	}
	if p == q || (b[q] == '0' && p-q > 1) {
		return nil, false, ErrType
	}
	frac := false
	if p < len(b) && b[p] == '.' {
		frac = true
		p++
		q = p
		for p < len(b) && b[p]-'0' < 10 {
			p++
		}
		if p == q {
			return nil, false, ErrSyntax
		}
	}
	if p < len(b) && b[p]|0x20 == 'e' {
		frac = true
		p++
		if p < len(b) && (b[p] == '+' || b[p] == '-') {
			p++
		}
		q = p
		for p < len(b) && b[p]-'0' < 10 {
			p++
		}
		if p == q {
			return nil, false, ErrSyntax
		}
	}
	d.P = p
	return b[s:p], frac, nil
}

func (d *D) Int() (int, error) {
	n, frac, err := d.num()
	if err != nil {
		return 0, err
	}
	if frac {
		return 0, ErrType
	}
	neg := n[0] == '-'
	if neg {
		n = n[1:]
	}
	if len(n) > 18 {
		v, err := strconv.ParseInt(string(n), 10, 64)
		if err != nil {
			return 0, ErrRange
		}
		if neg {
			v = -v
		}
		return int(v), nil
	}
	v := 0
	for _, c := range n {
		v = v*10 + int(c-'0')
	}
	if neg {
		v = -v
	}
	return v, nil
}

var pow10 = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

func (d *D) Float() (float64, error) {
	n, _, err := d.num()
	if err != nil {
		return 0, err
	}
	// Clinger's fast path: <= 15 significant digits and |exp| <= 22 are exact.
	if len(n) <= 16 {
		var m uint64
		i, dig, e := 0, 0, 0
		neg := n[0] == '-'
		if neg {
			i = 1
		}
		dot := false
		ok := true
		for ; i < len(n); i++ {
			c := n[i]
			if c == '.' {
				dot = true
				continue
			}
			if c|0x20 == 'e' {
				ok = false
				break
			}
			m = m*10 + uint64(c-'0')
			dig++
			if dot {
				e++
			}
		}
		if ok && dig <= 15 {
			f := float64(m) / pow10[e]
			if neg {
				f = -f
			}
			return f, nil
		}
	}
	f, err := strconv.ParseFloat(string(n), 64)
	if err != nil {
		return 0, ErrRange
	}
	return f, nil
}

// Open enters an object or array; First/Next walk it.
func (d *D) open(c byte) error {
	if d.ws() != c {
		return ErrType
	}
	d.depth++
	if d.depth > maxDepth {
		return ErrDepth
	}
	d.P++
	return nil
}

// more reports whether another element follows, eating the comma or the
// closing byte.
func (d *D) more(first bool, end byte) (bool, error) {
	c := d.ws()
	if c == end {
		d.P++
		d.depth--
		return false, nil
	}
	if first {
		return true, nil
	}
	if c != ',' {
		return false, ErrSyntax
	}
	d.P++
	if d.ws() == end {
		return false, ErrSyntax
	}
	return true, nil
}

func (d *D) key() ([]byte, error) {
	k, err := d.Bytes()
	if err != nil {
		return nil, err
	}
	if d.ws() != ':' {
		return nil, ErrSyntax
	}
	d.P++
	return k, nil
}

func (d *D) lit(s string) error {
	if len(d.B)-d.P < len(s) || string(d.B[d.P:d.P+len(s)]) != s {
		return ErrSyntax
	}
	d.P += len(s)
	return nil
}

// Null eats a null if one is next.
func (d *D) Null() bool {
	return d.ws() == 'n' && d.lit("null") == nil
}

func (d *D) Skip() error {
	switch d.ws() {
	case '"':
		_, err := d.Bytes()
		return err
	case '{':
		if err := d.open('{'); err != nil {
			return err
		}
		for first := true; ; first = false {
			ok, err := d.more(first, '}')
			if !ok || err != nil {
				return err
			}
			if _, err := d.key(); err != nil {
				return err
			}
			if err := d.Skip(); err != nil {
				return err
			}
		}
	case '[':
		if err := d.open('['); err != nil {
			return err
		}
		for first := true; ; first = false {
			ok, err := d.more(first, ']')
			if !ok || err != nil {
				return err
			}
			if err := d.Skip(); err != nil {
				return err
			}
		}
	case 't':
		return d.lit("true")
	case 'f':
		return d.lit("false")
	case 'n':
		return d.lit("null")
	}
	_, _, err := d.num()
	return err
}

func (d *D) End() error {
	d.ws()
	if d.P != len(d.B) {
		return ErrTrail
	}
	return nil
}

// ---- what a generator would emit on it ----

func (d *D) Hello(p *work.HelloParams) error {
	if err := d.open('{'); err != nil {
		return err
	}
	seen := uint(0)
	for first := true; ; first = false {
		ok, err := d.more(first, '}')
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		k, err := d.key()
		if err != nil {
			return err
		}
		switch string(k) {
		case "name":
			if seen&1 != 0 {
				return ErrDup
			}
			seen |= 1
			p.Name, err = d.Str()
		default:
			err = d.Skip()
		}
		if err != nil {
			return err
		}
	}
	if seen != 1 {
		return ErrMissing
	}
	return nil
}

func (d *D) List(p *work.ListParams) error {
	if err := d.open('{'); err != nil {
		return err
	}
	for first := true; ; first = false {
		ok, err := d.more(first, '}')
		if err != nil || !ok {
			return err
		}
		k, err := d.key()
		if err != nil {
			return err
		}
		switch string(k) {
		case "limit":
			p.Limit, err = d.Int()
		default:
			err = d.Skip()
		}
		if err != nil {
			return err
		}
	}
}

func (d *D) Create(p *work.CreateParams) error {
	if err := d.open('{'); err != nil {
		return err
	}
	seen := uint(0)
	for first := true; ; first = false {
		ok, err := d.more(first, '}')
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		k, err := d.key()
		if err != nil {
			return err
		}
		switch string(k) {
		case "order":
			if seen&1 != 0 {
				return ErrDup
			}
			seen |= 1
			err = d.order(&p.Order)
		default:
			err = d.Skip()
		}
		if err != nil {
			return err
		}
	}
	if seen != 1 {
		return ErrMissing
	}
	return nil
}

func (d *D) order(o *work.Order) error {
	if err := d.open('{'); err != nil {
		return err
	}
	seen := uint(0)
	for first := true; ; first = false {
		ok, err := d.more(first, '}')
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		k, err := d.key()
		if err != nil {
			return err
		}
		switch string(k) {
		case "customer":
			if seen&1 != 0 {
				return ErrDup
			}
			seen |= 1
			err = d.customer(&o.Customer)
		case "items":
			if seen&2 != 0 {
				return ErrDup
			}
			seen |= 2
			if err = d.open('['); err != nil {
				return err
			}
			o.Items = make([]work.Item, 0, 8)
			for first := true; ; first = false {
				ok, err := d.more(first, ']')
				if err != nil {
					return err
				}
				if !ok {
					break
				}
				o.Items = append(o.Items, work.Item{})
				if err := d.item(&o.Items[len(o.Items)-1]); err != nil {
					return err
				}
			}
		case "attributes":
			if seen&4 != 0 {
				return ErrDup
			}
			seen |= 4
			if err = d.open('{'); err != nil {
				return err
			}
			m := make(map[string]string, 4)
			n := 0
			for first := true; ; first = false {
				ok, err := d.more(first, '}')
				if err != nil {
					return err
				}
				if !ok {
					break
				}
				k, err := d.key()
				if err != nil {
					return err
				}
				ks := string(k)
				v, err := d.Str()
				if err != nil {
					return err
				}
				m[ks] = v
				if n++; len(m) != n {
					return ErrDup
				}
			}
			o.Attributes = m
		case "placed_at":
			if seen&8 != 0 {
				return ErrDup
			}
			seen |= 8
			var b []byte
			if b, err = d.Bytes(); err == nil {
				o.PlacedAt, err = time.Parse(time.RFC3339Nano, string(b))
			}
		default:
			err = d.Skip()
		}
		if err != nil {
			return err
		}
	}
	if seen != 15 {
		return ErrMissing
	}
	return nil
}

func (d *D) customer(c *work.Customer) error {
	if err := d.open('{'); err != nil {
		return err
	}
	seen := uint(0)
	for first := true; ; first = false {
		ok, err := d.more(first, '}')
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		k, err := d.key()
		if err != nil {
			return err
		}
		bit := uint(0)
		switch string(k) {
		case "id":
			bit = 1
			c.ID, err = d.Str()
		case "name":
			bit = 2
			c.Name, err = d.Str()
		case "email":
			bit = 4
			c.Email, err = d.Str()
		case "phone":
			bit = 8
			if !d.Null() {
				var s string
				s, err = d.Str()
				c.Phone = &s
			}
		default:
			err = d.Skip()
		}
		if err != nil {
			return err
		}
		if seen&bit != 0 {
			return ErrDup
		}
		seen |= bit
	}
	if seen&7 != 7 {
		return ErrMissing
	}
	return nil
}

func (d *D) item(it *work.Item) error {
	if err := d.open('{'); err != nil {
		return err
	}
	seen := uint(0)
	for first := true; ; first = false {
		ok, err := d.more(first, '}')
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		k, err := d.key()
		if err != nil {
			return err
		}
		bit := uint(0)
		switch string(k) {
		case "sku":
			bit = 1
			it.SKU, err = d.Str()
		case "qty":
			bit = 2
			it.Qty, err = d.Int()
		case "price":
			bit = 4
			it.Price, err = d.Float()
		case "tags":
			bit = 8
			if err = d.open('['); err != nil {
				return err
			}
			it.Tags = make([]string, 0, 4)
			for first := true; ; first = false {
				ok, err := d.more(first, ']')
				if err != nil {
					return err
				}
				if !ok {
					break
				}
				s, err := d.Str()
				if err != nil {
					return err
				}
				it.Tags = append(it.Tags, s)
			}
		case "note":
			bit = 16
			if !d.Null() {
				var s string
				s, err = d.Str()
				it.Note = &s
			}
		default:
			err = d.Skip()
		}
		if err != nil {
			return err
		}
		if seen&bit != 0 {
			return ErrDup
		}
		seen |= bit
	}
	if seen&15 != 15 {
		return ErrMissing
	}
	return nil
}

// Params decodes a whole params document and refuses trailing data.
func Params(data []byte, p *work.CreateParams) error {
	d := D{B: data}
	if err := d.Create(p); err != nil {
		return err
	}
	return d.End()
}

// ParamsShared is Params with one copy for all strings.
func ParamsShared(data []byte, p *work.CreateParams) error {
	d := D{B: data, S: string(data)}
	if err := d.Create(p); err != nil {
		return err
	}
	return d.End()
}

const hexd = "0123456789abcdef"

func AppendStr(b []byte, s string) []byte {
	b = append(b, '"')
	i := 0
	for i < len(s) && !special[s[i]] {
		i++
	}
	if i == len(s) {
		b = append(b, s...)
		return append(b, '"')
	}
	st := 0
	for i < len(s) {
		c := s[i]
		if !special[c] {
			i++
			continue
		}
		if c >= 0x80 {
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && n == 1 {
				b = append(b, s[st:i]...)
				b = append(b, "\xef\xbf\xbd"...)
				i++
				st = i
				continue
			}
			i += n
			continue
		}
		b = append(b, s[st:i]...)
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		case '\r':
			b = append(b, '\\', 'r')
		case '\t':
			b = append(b, '\\', 't')
		default:
			b = append(b, '\\', 'u', '0', '0', hexd[c>>4], hexd[c&15])
		}
		i++
		st = i
	}
	b = append(b, s[st:]...)
	return append(b, '"')
}

func AppendFloat(b []byte, f float64) []byte {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return append(b, "null"...)
	}
	a := math.Abs(f)
	fm := byte('f')
	if a != 0 && (a < 1e-6 || a >= 1e21) {
		fm = 'e'
	}
	return strconv.AppendFloat(b, f, fm, -1, 64)
}

func Result(b []byte, r *work.OrderResult) []byte {
	b = append(b, `{"id":`...)
	b = AppendStr(b, r.ID)
	b = append(b, `,"order":`...)
	b = appendOrder(b, &r.Order)
	b = append(b, `,"total":`...)
	b = AppendFloat(b, r.Total)
	return append(b, '}')
}

func ResultList(b []byte, l *work.ListResult) []byte {
	b = append(b, `{"orders":[`...)
	for i := range l.Orders {
		if i > 0 {
			b = append(b, ',')
		}
		b = Result(b, &l.Orders[i])
	}
	return append(b, ']', '}')
}

func appendOrder(b []byte, o *work.Order) []byte {
	c := &o.Customer
	b = append(b, `{"customer":{"id":`...)
	b = AppendStr(b, c.ID)
	b = append(b, `,"name":`...)
	b = AppendStr(b, c.Name)
	b = append(b, `,"email":`...)
	b = AppendStr(b, c.Email)
	if c.Phone != nil {
		b = append(b, `,"phone":`...)
		b = AppendStr(b, *c.Phone)
	}
	b = append(b, `},"items":[`...)
	for i := range o.Items {
		it := &o.Items[i]
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, `{"sku":`...)
		b = AppendStr(b, it.SKU)
		b = append(b, `,"qty":`...)
		b = strconv.AppendInt(b, int64(it.Qty), 10)
		b = append(b, `,"price":`...)
		b = AppendFloat(b, it.Price)
		b = append(b, `,"tags":[`...)
		for j, t := range it.Tags {
			if j > 0 {
				b = append(b, ',')
			}
			b = AppendStr(b, t)
		}
		b = append(b, ']')
		if it.Note != nil {
			b = append(b, `,"note":`...)
			b = AppendStr(b, *it.Note)
		}
		b = append(b, '}')
	}
	b = append(b, `],"attributes":{`...)
	first := true
	for k, v := range o.Attributes {
		if !first {
			b = append(b, ',')
		}
		first = false
		b = AppendStr(b, k)
		b = append(b, ':')
		b = AppendStr(b, v)
	}
	b = append(b, `},"placed_at":"`...)
	b = o.PlacedAt.AppendFormat(b, time.RFC3339Nano)
	return append(b, '"', '}')
}

// ---- what the envelope needs ----

func (d *D) Reset(b []byte) { d.B, d.P, d.depth = b, 0, 0 }
func (d *D) Peek() byte     { return d.ws() }
func (d *D) Depth() int     { return d.depth }

func (d *D) Rewind(p, depth int) { d.P, d.depth = p, depth }

func (d *D) Raw() ([]byte, error) {
	d.ws()
	s := d.P
	err := d.Skip()
	return d.B[s:d.P], err
}

func (d *D) Arr(f func() error) error {
	if err := d.open('['); err != nil {
		return err
	}
	for first := true; ; first = false {
		ok, err := d.more(first, ']')
		if !ok || err != nil {
			return err
		}
		if err := f(); err != nil {
			return err
		}
	}
}

type Obj struct{ n bool }

func (d *D) Obj() (Obj, error) { return Obj{}, d.open('{') }

// Next returns the next key, or nil at the end.
func (o *Obj) Next(d *D) ([]byte, error) {
	ok, err := d.more(!o.n, '}')
	if !ok || err != nil {
		return nil, err
	}
	o.n = true
	return d.key()
}
