// Package jtc is W2 on go-json-experiment's jsontext tokens.
package jtc

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"sync"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/trunkline-rpc/trunkline/bench/work"
)

var (
	errMissing = errors.New("missing required field")
	errType    = errors.New("wrong type")
)

type dec struct {
	d   *jsontext.Decoder
	src bytes.Reader
	tmp []byte
}

var decs = sync.Pool{New: func() any { return &dec{d: new(jsontext.Decoder)} }}

func Params(data []byte, p *work.CreateParams) error {
	d := decs.Get().(*dec)
	defer decs.Put(d)
	d.src.Reset(data)
	d.d.Reset(&d.src)
	if err := d.create(p); err != nil {
		return err
	}
	if _, err := d.d.ReadToken(); err != io.EOF {
		if err == nil {
			err = errType
		}
		return err
	}
	return nil
}

func (d *dec) open(k jsontext.Kind) error {
	t, err := d.d.ReadToken()
	if err != nil {
		return err
	}
	if t.Kind() != k {
		return errType
	}
	return nil
}

// key returns the next name's raw bytes unquoted, or false at the end.
func (d *dec) key() ([]byte, bool, error) {
	if d.d.PeekKind() == '}' {
		_, err := d.d.ReadToken()
		return nil, false, err
	}
	v, err := d.d.ReadValue()
	if err != nil {
		return nil, false, err
	}
	b, err := d.unquote(v)
	return b, true, err
}

func (d *dec) unquote(v jsontext.Value) ([]byte, error) {
	if len(v) < 2 || v[0] != '"' {
		return nil, errType
	}
	if bytes.IndexByte(v, '\\') < 0 {
		return v[1 : len(v)-1], nil
	}
	var err error
	d.tmp, err = jsontext.AppendUnquote(d.tmp[:0], v)
	return d.tmp, err
}

func (d *dec) bytes() ([]byte, error) {
	v, err := d.d.ReadValue()
	if err != nil {
		return nil, err
	}
	return d.unquote(v)
}

func (d *dec) str() (string, error) {
	b, err := d.bytes()
	return string(b), err
}

func (d *dec) int() (int, error) {
	v, err := d.d.ReadValue()
	if err != nil {
		return 0, err
	}
	if v.Kind() != '0' {
		return 0, errType
	}
	return strconv.Atoi(string(v))
}

func (d *dec) float() (float64, error) {
	v, err := d.d.ReadValue()
	if err != nil {
		return 0, err
	}
	if v.Kind() != '0' {
		return 0, errType
	}
	return strconv.ParseFloat(string(v), 64)
}

func (d *dec) obj(want uint, f func(k []byte) (uint, error)) error {
	if err := d.open('{'); err != nil {
		return err
	}
	seen := uint(0)
	for {
		k, ok, err := d.key()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		bit, err := f(k)
		if err != nil {
			return err
		}
		seen |= bit
	}
	if seen&want != want {
		return errMissing
	}
	return nil
}

func (d *dec) create(p *work.CreateParams) error {
	return d.obj(1, func(k []byte) (uint, error) {
		if string(k) == "order" {
			return 1, d.order(&p.Order)
		}
		return 0, d.d.SkipValue()
	})
}

func (d *dec) order(o *work.Order) error {
	return d.obj(15, func(k []byte) (uint, error) {
		switch string(k) {
		case "customer":
			return 1, d.customer(&o.Customer)
		case "items":
			if err := d.open('['); err != nil {
				return 0, err
			}
			o.Items = make([]work.Item, 0, 8)
			for d.d.PeekKind() != ']' {
				o.Items = append(o.Items, work.Item{})
				if err := d.item(&o.Items[len(o.Items)-1]); err != nil {
					return 0, err
				}
			}
			return 2, d.open(']')
		case "attributes":
			o.Attributes = make(map[string]string, 4)
			return 4, d.obj(0, func(k []byte) (uint, error) {
				ks := string(k)
				v, err := d.str()
				o.Attributes[ks] = v
				return 0, err
			})
		case "placed_at":
			b, err := d.bytes()
			if err != nil {
				return 0, err
			}
			o.PlacedAt, err = time.Parse(time.RFC3339Nano, string(b))
			return 8, err
		}
		return 0, d.d.SkipValue()
	})
}

func (d *dec) customer(c *work.Customer) error {
	return d.obj(7, func(k []byte) (bit uint, err error) {
		switch string(k) {
		case "id":
			bit = 1
			c.ID, err = d.str()
		case "name":
			bit = 2
			c.Name, err = d.str()
		case "email":
			bit = 4
			c.Email, err = d.str()
		case "phone":
			var s string
			s, err = d.str()
			c.Phone = &s
		default:
			err = d.d.SkipValue()
		}
		return
	})
}

func (d *dec) item(it *work.Item) error {
	return d.obj(15, func(k []byte) (bit uint, err error) {
		switch string(k) {
		case "sku":
			bit = 1
			it.SKU, err = d.str()
		case "qty":
			bit = 2
			it.Qty, err = d.int()
		case "price":
			bit = 4
			it.Price, err = d.float()
		case "tags":
			bit = 8
			if err = d.open('['); err != nil {
				return
			}
			it.Tags = make([]string, 0, 4)
			for d.d.PeekKind() != ']' {
				s, err := d.str()
				if err != nil {
					return 0, err
				}
				it.Tags = append(it.Tags, s)
			}
			err = d.open(']')
		case "note":
			var s string
			s, err = d.str()
			it.Note = &s
		default:
			err = d.d.SkipValue()
		}
		return
	})
}

type enc struct {
	e   *jsontext.Encoder
	buf bytes.Buffer
}

var encs = sync.Pool{New: func() any { return &enc{e: new(jsontext.Encoder)} }}

func Result(dst []byte, r *work.OrderResult) []byte {
	x := encs.Get().(*enc)
	defer encs.Put(x)
	x.buf.Reset()
	e := x.e
	e.Reset(&x.buf)
	s := func(v string) { e.WriteToken(jsontext.String(v)) }
	e.WriteToken(jsontext.BeginObject)
	s("id")
	s(r.ID)
	s("order")
	e.WriteToken(jsontext.BeginObject)
	o := &r.Order
	c := &o.Customer
	s("customer")
	e.WriteToken(jsontext.BeginObject)
	s("id")
	s(c.ID)
	s("name")
	s(c.Name)
	s("email")
	s(c.Email)
	if c.Phone != nil {
		s("phone")
		s(*c.Phone)
	}
	e.WriteToken(jsontext.EndObject)
	s("items")
	e.WriteToken(jsontext.BeginArray)
	for i := range o.Items {
		it := &o.Items[i]
		e.WriteToken(jsontext.BeginObject)
		s("sku")
		s(it.SKU)
		s("qty")
		e.WriteToken(jsontext.Int(int64(it.Qty)))
		s("price")
		e.WriteToken(jsontext.Float(it.Price))
		s("tags")
		e.WriteToken(jsontext.BeginArray)
		for _, t := range it.Tags {
			s(t)
		}
		e.WriteToken(jsontext.EndArray)
		if it.Note != nil {
			s("note")
			s(*it.Note)
		}
		e.WriteToken(jsontext.EndObject)
	}
	e.WriteToken(jsontext.EndArray)
	s("attributes")
	e.WriteToken(jsontext.BeginObject)
	for k, v := range o.Attributes {
		s(k)
		s(v)
	}
	e.WriteToken(jsontext.EndObject)
	s("placed_at")
	var tb [40]byte
	s(string(o.PlacedAt.AppendFormat(tb[:0], time.RFC3339Nano)))
	e.WriteToken(jsontext.EndObject)
	s("total")
	e.WriteToken(jsontext.Float(r.Total))
	e.WriteToken(jsontext.EndObject)
	return append(dst, bytes.TrimRight(x.buf.Bytes(), "\n")...)
}
