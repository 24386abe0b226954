// Package oapipeer registers oapi-codegen's strict net/http server (REST).
package oapipeer

import (
	"context"
	"net/http"

	oapigen "github.com/trunkline-rpc/trunkline/bench/gen/oapi"
	"github.com/trunkline-rpc/trunkline/bench/peer"
	"github.com/trunkline-rpc/trunkline/bench/work"
)

type svc struct{}

func (svc) Hello(_ context.Context, r oapigen.HelloRequestObject) (oapigen.HelloResponseObject, error) {
	s, err := work.Hello(r.Body.Name)
	return oapigen.Hello200JSONResponse(s), err
}

// oapi-codegen's strict server does not validate, so the handler does, with
// the same checks as everybody's.
func validate(o *oapigen.Order) error {
	c := &o.Customer
	if !work.Len(c.Id, 1, 64) || !work.Len(c.Name, 1, 64) || !work.Len(c.Email, 3, 128) {
		return work.ErrField
	}
	if !work.Email(c.Email) {
		return work.ErrEmail
	}
	if c.Phone != nil && !work.Len(*c.Phone, 5, 32) {
		return work.ErrField
	}
	if len(o.Items) < 1 || len(o.Items) > 100 {
		return work.ErrItems
	}
	for i := range o.Items {
		it := &o.Items[i]
		if !work.Len(it.Sku, 1, 32) {
			return work.ErrField
		}
		if it.Qty < 1 {
			return work.ErrQty
		}
		if it.Price < 0 {
			return work.ErrPrice
		}
		for _, t := range it.Tags {
			if !work.Len(t, 1, 32) {
				return work.ErrField
			}
		}
		if it.Note != nil && !work.Len(*it.Note, 0, 256) {
			return work.ErrField
		}
	}
	for k, v := range o.Attributes {
		if !work.Len(k, 1, 64) || !work.Len(v, 0, 256) {
			return work.ErrField
		}
	}
	if o.PlacedAt.IsZero() {
		return work.ErrTime
	}
	return nil
}

func (svc) CreateOrder(_ context.Context, r oapigen.CreateOrderRequestObject) (oapigen.CreateOrderResponseObject, error) {
	if err := validate(&r.Body.Order); err != nil {
		return nil, err
	}
	var t float64
	for i := range r.Body.Order.Items {
		t += float64(r.Body.Order.Items[i].Qty) * r.Body.Order.Items[i].Price
	}
	return oapigen.CreateOrder200JSONResponse{Id: work.NextID(), Order: r.Body.Order, Total: t}, nil
}

var orders = func() []oapigen.OrderResult {
	var out []oapigen.OrderResult
	for _, r := range work.Orders {
		c := r.Order.Customer
		o := oapigen.Order{Customer: oapigen.Customer{Id: c.ID, Name: c.Name, Email: c.Email, Phone: c.Phone}, Attributes: r.Order.Attributes, PlacedAt: r.Order.PlacedAt}
		for _, it := range r.Order.Items {
			o.Items = append(o.Items, oapigen.Item{Sku: it.SKU, Qty: it.Qty, Price: it.Price, Tags: it.Tags, Note: it.Note})
		}
		out = append(out, oapigen.OrderResult{Id: r.ID, Order: o, Total: r.Total})
	}
	return out
}()

func (svc) ListOrders(_ context.Context, r oapigen.ListOrdersRequestObject) (oapigen.ListOrdersResponseObject, error) {
	if r.Body.Limit < 1 || r.Body.Limit > len(orders) {
		return nil, work.ErrLimit
	}
	return oapigen.ListOrders200JSONResponse{Orders: orders[:r.Body.Limit]}, nil
}

func init() {
	peer.Register(&peer.Peer{Name: "oapi-codegen", Note: "oapi-codegen strict std-http server (REST, encoding/json); no batch",
		Work: map[string]peer.Req{
			"W1": {Path: "/hello", Body: work.HelloJSON, Want: "Hello JACK!"},
			"W2": {Path: "/order/create", Body: work.CreateJSON, Want: `otal":`},
			"W4": {Path: "/order/list", Body: work.ListJSON, Want: "ord-000099"},
		},
		New: func() http.Handler { return oapigen.Handler(oapigen.NewStrictHandler(svc{}, nil)) }})
}
