package rpc_test

import (
	"time"

	"github.com/trunkline-rpc/trunkline/rpc"
)

// What follows reads as the generator would write it: an order, nested and with rules.

type customer struct {
	ID    string
	Name  string
	Email string
	Phone *string
}

type item struct {
	SKU   string
	Qty   int64
	Price float64
	Tags  []string
	Note  *string
}

type order struct {
	Customer   customer
	Items      []item
	Attributes map[string]string
	PlacedAt   time.Time
}

type createParams struct {
	Order order
}

type orderResult struct {
	ID    string
	Order order
	Total float64
}

type listResult struct {
	Orders []orderResult
}

type helloParams struct {
	Name string
}

var (
	helloMembers    = rpc.NewMembers(rpc.Required("name"))
	createMembers   = rpc.NewMembers(rpc.Required("order"))
	orderMembers    = rpc.NewMembers(rpc.Required("customer"), rpc.Required("items"), rpc.Required("attributes"), rpc.Required("placed_at"))
	customerMembers = rpc.NewMembers(rpc.Required("id"), rpc.Required("name"), rpc.Required("email"), rpc.Optional("phone"))
	itemMembers     = rpc.NewMembers(rpc.Required("sku"), rpc.Required("qty"), rpc.Required("price"), rpc.Required("tags"), rpc.Optional("note"))

	nameRules       = rpc.Strings().MinLength(1).MaxLength(64)
	emailRules      = rpc.Strings().MinLength(3).MaxLength(128).Format("email")
	phoneRules      = rpc.Strings().MinLength(5).MaxLength(32)
	skuRules        = rpc.Strings().MinLength(1).MaxLength(32)
	noteRules       = rpc.Strings().MaxLength(256)
	qtyRules        = rpc.Integers().Minimum(1)
	priceRules      = rpc.Numbers().Minimum(0)
	itemsRules      = rpc.Lengths().Min(1).Max(100)
	attributesRules = rpc.Properties().Max(20)
)

func (p *helloParams) DecodeRPC(d *rpc.Decoder) {
	d.Object(helloMembers)
	for d.Next() {
		switch d.Member() {
		case 0: // name
			p.Name = d.String(nameRules)
		}
	}
}

func (p *createParams) DecodeRPC(d *rpc.Decoder) {
	d.Object(createMembers)
	for d.Next() {
		switch d.Member() {
		case 0: // order
			p.Order.DecodeRPC(d)
		}
	}
}

func (o *order) DecodeRPC(d *rpc.Decoder) {
	d.Object(orderMembers)
	for d.Next() {
		switch d.Member() {
		case 0: // customer
			o.Customer.DecodeRPC(d)
		case 1: // items
			d.Array(itemsRules)
			o.Items = []item{}
			for d.NextItem() {
				o.Items = append(o.Items, item{})
				o.Items[len(o.Items)-1].DecodeRPC(d)
			}
		case 2: // attributes
			d.Map(attributesRules)
			o.Attributes = map[string]string{}
			for d.NextEntry(len(o.Attributes)) {
				key := d.Key(nameRules)
				o.Attributes[key] = d.String(noteRules)
			}
		case 3: // placed_at
			o.PlacedAt = d.Time()
		}
	}
}

func (c *customer) DecodeRPC(d *rpc.Decoder) {
	d.Object(customerMembers)
	for d.Next() {
		switch d.Member() {
		case 0: // id
			c.ID = d.String(nameRules)
		case 1: // name
			c.Name = d.String(nameRules)
		case 2: // email
			c.Email = d.String(emailRules)
		case 3: // phone
			c.Phone = new(d.String(phoneRules))
		}
	}
}

func (i *item) DecodeRPC(d *rpc.Decoder) {
	d.Object(itemMembers)
	for d.Next() {
		switch d.Member() {
		case 0: // sku
			i.SKU = d.String(skuRules)
		case 1: // qty
			i.Qty = d.Int(qtyRules)
		case 2: // price
			i.Price = d.Float(priceRules)
		case 3: // tags
			d.Array(nil)
			i.Tags = []string{}
			for d.NextItem() {
				i.Tags = append(i.Tags, d.String(skuRules))
			}
		case 4: // note
			i.Note = new(d.String(noteRules))
		}
	}
}

func (r *listResult) EncodeRPC(e *rpc.Encoder) {
	e.Raw(`{"orders":[`)
	for i := range r.Orders {
		e.Comma()
		r.Orders[i].EncodeRPC(e)
	}
	e.Raw(`]}`)
}

func (r *orderResult) EncodeRPC(e *rpc.Encoder) {
	e.Raw(`{"id":`)
	e.String(r.ID)
	e.Raw(`,"order":`)
	r.Order.EncodeRPC(e)
	e.Raw(`,"total":`)
	e.Float(r.Total)
	e.Raw(`}`)
}

func (p *createParams) EncodeRPC(e *rpc.Encoder) {
	e.Raw(`{"order":`)
	p.Order.EncodeRPC(e)
	e.Raw(`}`)
}

func (o *order) EncodeRPC(e *rpc.Encoder) {
	e.Raw(`{"customer":`)
	o.Customer.EncodeRPC(e)
	e.Raw(`,"items":[`)
	for i := range o.Items {
		e.Comma()
		o.Items[i].EncodeRPC(e)
	}
	e.Raw(`],"attributes":{`)
	for key, value := range o.Attributes {
		e.Key(key)
		e.String(value)
	}
	e.Raw(`},"placed_at":`)
	e.Time(o.PlacedAt)
	e.Raw(`}`)
}

func (c *customer) EncodeRPC(e *rpc.Encoder) {
	e.Raw(`{"id":`)
	e.String(c.ID)
	e.Raw(`,"name":`)
	e.String(c.Name)
	e.Raw(`,"email":`)
	e.String(c.Email)
	if c.Phone != nil {
		e.Raw(`,"phone":`)
		e.String(*c.Phone)
	}
	e.Raw(`}`)
}

func (i *item) EncodeRPC(e *rpc.Encoder) {
	e.Raw(`{"sku":`)
	e.String(i.SKU)
	e.Raw(`,"qty":`)
	e.Int(i.Qty)
	e.Raw(`,"price":`)
	e.Float(i.Price)
	e.Raw(`,"tags":[`)
	for _, tag := range i.Tags {
		e.Comma()
		e.String(tag)
	}
	e.Raw(`]`)
	if i.Note != nil {
		e.Raw(`,"note":`)
		e.String(*i.Note)
	}
	e.Raw(`}`)
}
