// Package ejc is W2 on easyjson's jlexer and jwriter, in the shape easyjson
// itself generates.
package ejc

import (
	"errors"
	"time"

	"github.com/mailru/easyjson/jlexer"
	"github.com/mailru/easyjson/jwriter"

	"github.com/trunkline-rpc/trunkline/bench/work"
)

var errMissing = errors.New("missing required field")

func Params(data []byte, p *work.CreateParams) error {
	l := jlexer.Lexer{Data: data}
	create(&l, p)
	l.Consumed()
	return l.Error()
}

func create(in *jlexer.Lexer, p *work.CreateParams) {
	seen := 0
	in.Delim('{')
	for !in.IsDelim('}') {
		key := in.UnsafeFieldName(false)
		in.WantColon()
		switch key {
		case "order":
			seen |= 1
			order(in, &p.Order)
		default:
			in.SkipRecursive()
		}
		in.WantComma()
	}
	in.Delim('}')
	if seen != 1 {
		in.AddError(errMissing)
	}
}

func order(in *jlexer.Lexer, o *work.Order) {
	seen := 0
	in.Delim('{')
	for !in.IsDelim('}') {
		key := in.UnsafeFieldName(false)
		in.WantColon()
		switch key {
		case "customer":
			seen |= 1
			customer(in, &o.Customer)
		case "items":
			seen |= 2
			in.Delim('[')
			o.Items = make([]work.Item, 0, 8)
			for !in.IsDelim(']') {
				o.Items = append(o.Items, work.Item{})
				item(in, &o.Items[len(o.Items)-1])
				in.WantComma()
			}
			in.Delim(']')
		case "attributes":
			seen |= 4
			in.Delim('{')
			o.Attributes = make(map[string]string, 4)
			for !in.IsDelim('}') {
				k := in.String()
				in.WantColon()
				o.Attributes[k] = in.String()
				in.WantComma()
			}
			in.Delim('}')
		case "placed_at":
			seen |= 8
			s := in.UnsafeString()
			t, err := time.Parse(time.RFC3339Nano, s)
			if err != nil {
				in.AddError(err)
			}
			o.PlacedAt = t
		default:
			in.SkipRecursive()
		}
		in.WantComma()
	}
	in.Delim('}')
	if seen != 15 {
		in.AddError(errMissing)
	}
}

func customer(in *jlexer.Lexer, c *work.Customer) {
	seen := 0
	in.Delim('{')
	for !in.IsDelim('}') {
		key := in.UnsafeFieldName(false)
		in.WantColon()
		switch key {
		case "id":
			seen |= 1
			c.ID = in.String()
		case "name":
			seen |= 2
			c.Name = in.String()
		case "email":
			seen |= 4
			c.Email = in.String()
		case "phone":
			s := in.String()
			c.Phone = &s
		default:
			in.SkipRecursive()
		}
		in.WantComma()
	}
	in.Delim('}')
	if seen != 7 {
		in.AddError(errMissing)
	}
}

func item(in *jlexer.Lexer, it *work.Item) {
	seen := 0
	in.Delim('{')
	for !in.IsDelim('}') {
		key := in.UnsafeFieldName(false)
		in.WantColon()
		switch key {
		case "sku":
			seen |= 1
			it.SKU = in.String()
		case "qty":
			seen |= 2
			it.Qty = in.Int()
		case "price":
			seen |= 4
			it.Price = in.Float64()
		case "tags":
			seen |= 8
			in.Delim('[')
			it.Tags = make([]string, 0, 4)
			for !in.IsDelim(']') {
				it.Tags = append(it.Tags, in.String())
				in.WantComma()
			}
			in.Delim(']')
		case "note":
			s := in.String()
			it.Note = &s
		default:
			in.SkipRecursive()
		}
		in.WantComma()
	}
	in.Delim('}')
	if seen != 15 {
		in.AddError(errMissing)
	}
}

func Result(dst []byte, r *work.OrderResult) []byte {
	w := jwriter.Writer{NoEscapeHTML: true}
	w.RawString(`{"id":`)
	w.String(r.ID)
	w.RawString(`,"order":{"customer":{"id":`)
	o := &r.Order
	c := &o.Customer
	w.String(c.ID)
	w.RawString(`,"name":`)
	w.String(c.Name)
	w.RawString(`,"email":`)
	w.String(c.Email)
	if c.Phone != nil {
		w.RawString(`,"phone":`)
		w.String(*c.Phone)
	}
	w.RawString(`},"items":[`)
	for i := range o.Items {
		it := &o.Items[i]
		if i > 0 {
			w.RawByte(',')
		}
		w.RawString(`{"sku":`)
		w.String(it.SKU)
		w.RawString(`,"qty":`)
		w.Int(it.Qty)
		w.RawString(`,"price":`)
		w.Float64(it.Price)
		w.RawString(`,"tags":[`)
		for j, t := range it.Tags {
			if j > 0 {
				w.RawByte(',')
			}
			w.String(t)
		}
		w.RawByte(']')
		if it.Note != nil {
			w.RawString(`,"note":`)
			w.String(*it.Note)
		}
		w.RawByte('}')
	}
	w.RawString(`],"attributes":{`)
	first := true
	for k, v := range o.Attributes {
		if !first {
			w.RawByte(',')
		}
		first = false
		w.String(k)
		w.RawByte(':')
		w.String(v)
	}
	w.RawString(`},"placed_at":`)
	w.Raw(o.PlacedAt.MarshalJSON())
	w.RawString(`},"total":`)
	w.Float64(r.Total)
	w.RawByte('}')
	b, _ := w.BuildBytes(dst)
	return b
}
