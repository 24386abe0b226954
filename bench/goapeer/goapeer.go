// Package goapeer registers goa v3's generated JSON-RPC server.
package goapeer

import (
	"context"
	"net/http"
	"time"

	goahttp "goa.design/goa/v3/http"

	"github.com/trunkline-rpc/trunkline/bench/gen/goa/gen/app"
	"github.com/trunkline-rpc/trunkline/bench/gen/goa/gen/jsonrpc/app/server"
	"github.com/trunkline-rpc/trunkline/bench/peer"
	"github.com/trunkline-rpc/trunkline/bench/work"
)

// goa's generated code validates lengths, minima and the e-mail pattern.
type svc struct{}

func (svc) Hello(_ context.Context, p *app.HelloPayload) (string, error) { return work.Hello(p.Name) }

func (svc) OrderCreate(_ context.Context, p *app.OrderCreatePayload) (*app.OrderResult, error) {
	var t float64
	for _, it := range p.Order.Items {
		t += float64(it.Qty) * it.Price
	}
	return &app.OrderResult{ID: work.NextID(), Order: p.Order, Total: t}, nil
}

var orders = func() []*app.OrderResult {
	var out []*app.OrderResult
	for _, r := range work.Orders {
		c := r.Order.Customer
		o := &app.Order{Customer: &app.Customer{ID: c.ID, Name: c.Name, Email: c.Email, Phone: c.Phone}, Attributes: r.Order.Attributes, PlacedAt: r.Order.PlacedAt.Format(time.RFC3339)}
		for _, it := range r.Order.Items {
			o.Items = append(o.Items, &app.Item{Sku: it.SKU, Qty: it.Qty, Price: it.Price, Tags: it.Tags, Note: it.Note})
		}
		out = append(out, &app.OrderResult{ID: r.ID, Order: o, Total: r.Total})
	}
	return out
}()

func (svc) OrderList(_ context.Context, p *app.OrderListPayload) (*app.OrderListResult, error) {
	return &app.OrderListResult{Orders: orders[:p.Limit]}, nil
}

func init() {
	peer.Register(&peer.Peer{Name: "goa-jsonrpc", Note: "goa v3 generated JSON-RPC server (encoding/json inside)",
		Work: peer.RPCWork("hello", "order_create", "order_list", "/api", nil, true, work.RPC, work.Batch, work.HelloJSON, work.CreateJSON, work.ListJSON),
		New: func() http.Handler {
			mux := goahttp.NewMuxer()
			s := server.New(app.NewEndpoints(svc{}), mux, goahttp.RequestDecoder, goahttp.ResponseEncoder, func(context.Context, http.ResponseWriter, error) {})
			server.Mount(mux, s)
			return mux
		}})
}
