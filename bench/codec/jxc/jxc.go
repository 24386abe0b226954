// Package jxc is what a generator would emit on top of go-faster/jx.
package jxc

import (
	"errors"
	"io"
	"time"

	"github.com/go-faster/jx"

	"github.com/trunkline-rpc/trunkline/bench/work"
)

var (
	ErrMissing = errors.New("missing required field")
	ErrTrail   = errors.New("trailing data")
)

func DecodeHello(d *jx.Decoder, p *work.HelloParams) error {
	seen := 0
	if err := d.ObjBytes(func(d *jx.Decoder, k []byte) (err error) {
		switch string(k) {
		case "name":
			p.Name, err = d.Str()
			seen |= 1
		default:
			err = d.Skip()
		}
		return err
	}); err != nil {
		return err
	}
	if seen != 1 {
		return ErrMissing
	}
	return nil
}

func DecodeList(d *jx.Decoder, p *work.ListParams) error {
	return d.ObjBytes(func(d *jx.Decoder, k []byte) (err error) {
		switch string(k) {
		case "limit":
			p.Limit, err = d.Int()
		default:
			err = d.Skip()
		}
		return err
	})
}

func DecodeCreate(d *jx.Decoder, p *work.CreateParams) error {
	seen := 0
	if err := d.ObjBytes(func(d *jx.Decoder, k []byte) (err error) {
		switch string(k) {
		case "order":
			seen |= 1
			err = decodeOrder(d, &p.Order)
		default:
			err = d.Skip()
		}
		return err
	}); err != nil {
		return err
	}
	if seen != 1 {
		return ErrMissing
	}
	return nil
}

func decodeOrder(d *jx.Decoder, o *work.Order) error {
	seen := 0
	if err := d.ObjBytes(func(d *jx.Decoder, k []byte) (err error) {
		switch string(k) {
		case "customer":
			seen |= 1
			err = decodeCustomer(d, &o.Customer)
		case "items":
			seen |= 2
			o.Items = make([]work.Item, 0, 8)
			err = d.Arr(func(d *jx.Decoder) error {
				o.Items = append(o.Items, work.Item{})
				return decodeItem(d, &o.Items[len(o.Items)-1])
			})
		case "attributes":
			seen |= 4
			o.Attributes = make(map[string]string, 4)
			err = d.ObjBytes(func(d *jx.Decoder, k []byte) error {
				key := string(k)
				v, err := d.Str()
				o.Attributes[key] = v
				return err
			})
		case "placed_at":
			seen |= 8
			var b []byte
			if b, err = d.StrBytes(); err == nil {
				o.PlacedAt, err = time.Parse(time.RFC3339Nano, string(b))
			}
		default:
			err = d.Skip()
		}
		return err
	}); err != nil {
		return err
	}
	if seen != 15 {
		return ErrMissing
	}
	return nil
}

func decodeCustomer(d *jx.Decoder, c *work.Customer) error {
	seen := 0
	if err := d.ObjBytes(func(d *jx.Decoder, k []byte) (err error) {
		switch string(k) {
		case "id":
			seen |= 1
			c.ID, err = d.Str()
		case "name":
			seen |= 2
			c.Name, err = d.Str()
		case "email":
			seen |= 4
			c.Email, err = d.Str()
		case "phone":
			var s string
			s, err = d.Str()
			c.Phone = &s
		default:
			err = d.Skip()
		}
		return err
	}); err != nil {
		return err
	}
	if seen != 7 {
		return ErrMissing
	}
	return nil
}

func decodeItem(d *jx.Decoder, it *work.Item) error {
	seen := 0
	if err := d.ObjBytes(func(d *jx.Decoder, k []byte) (err error) {
		switch string(k) {
		case "sku":
			seen |= 1
			it.SKU, err = d.Str()
		case "qty":
			seen |= 2
			it.Qty, err = d.Int()
		case "price":
			seen |= 4
			it.Price, err = d.Float64()
		case "tags":
			seen |= 8
			it.Tags = make([]string, 0, 4)
			err = d.Arr(func(d *jx.Decoder) error {
				s, err := d.Str()
				it.Tags = append(it.Tags, s)
				return err
			})
		case "note":
			var s string
			s, err = d.Str()
			it.Note = &s
		default:
			err = d.Skip()
		}
		return err
	}); err != nil {
		return err
	}
	if seen != 15 {
		return ErrMissing
	}
	return nil
}

func EncodeResult(e *jx.Encoder, r *work.OrderResult) {
	e.ObjStart()
	e.FieldStart("id")
	e.Str(r.ID)
	e.FieldStart("order")
	encodeOrder(e, &r.Order)
	e.FieldStart("total")
	e.Float64(r.Total)
	e.ObjEnd()
}

func EncodeList(e *jx.Encoder, l *work.ListResult) {
	e.ObjStart()
	e.FieldStart("orders")
	e.ArrStart()
	for i := range l.Orders {
		EncodeResult(e, &l.Orders[i])
	}
	e.ArrEnd()
	e.ObjEnd()
}

func encodeOrder(e *jx.Encoder, o *work.Order) {
	e.ObjStart()
	e.FieldStart("customer")
	c := &o.Customer
	e.ObjStart()
	e.FieldStart("id")
	e.Str(c.ID)
	e.FieldStart("name")
	e.Str(c.Name)
	e.FieldStart("email")
	e.Str(c.Email)
	if c.Phone != nil {
		e.FieldStart("phone")
		e.Str(*c.Phone)
	}
	e.ObjEnd()
	e.FieldStart("items")
	e.ArrStart()
	for i := range o.Items {
		it := &o.Items[i]
		e.ObjStart()
		e.FieldStart("sku")
		e.Str(it.SKU)
		e.FieldStart("qty")
		e.Int(it.Qty)
		e.FieldStart("price")
		e.Float64(it.Price)
		e.FieldStart("tags")
		e.ArrStart()
		for _, t := range it.Tags {
			e.Str(t)
		}
		e.ArrEnd()
		if it.Note != nil {
			e.FieldStart("note")
			e.Str(*it.Note)
		}
		e.ObjEnd()
	}
	e.ArrEnd()
	e.FieldStart("attributes")
	e.ObjStart()
	for k, v := range o.Attributes {
		e.FieldStart(k)
		e.Str(v)
	}
	e.ObjEnd()
	e.FieldStart("placed_at")
	var tb [40]byte
	e.ByteStr(o.PlacedAt.AppendFormat(tb[:0], time.RFC3339Nano))
	e.ObjEnd()
}

// Params decodes a whole params document and refuses trailing data.
func Params(data []byte, p *work.CreateParams) error {
	d := jx.GetDecoder()
	defer jx.PutDecoder(d)
	d.ResetBytes(data)
	if err := DecodeCreate(d, p); err != nil {
		return err
	}
	return End(d)
}

// End refuses trailing data: jx has no call for it.
func End(d *jx.Decoder) error {
	if d.Next() != jx.Invalid {
		return ErrTrail
	}
	if err := d.Skip(); !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return ErrTrail
	}
	return nil
}

// Result appends the encoded result to a reused buffer.
func Result(dst []byte, r *work.OrderResult) []byte {
	var e jx.Encoder
	e.SetBytes(dst)
	EncodeResult(&e, r)
	return e.Bytes()
}
