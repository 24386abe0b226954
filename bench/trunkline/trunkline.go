// Package trunkline is Trunkline among its peers: generated from api.yaml, with handlers as a user
// writes them.
package trunkline

import (
	"context"
	"net/http"

	"github.com/trunkline-rpc/trunkline/bench/peer"
	"github.com/trunkline-rpc/trunkline/bench/trunkline/gen/api"
	"github.com/trunkline-rpc/trunkline/bench/work"
	"github.com/trunkline-rpc/trunkline/rpc"
)

type app struct{}

func (app) Hello(_ context.Context, p *api.AppHelloParams) (string, error) {
	return work.Hello(p.Name)
}

type orders struct{ stored []api.PlacedOrder }

func (orders) Create(_ context.Context, p *api.OrderCreateParams) (*api.PlacedOrder, error) {
	return &api.PlacedOrder{ID: work.NextID(), Order: p.Order, Total: total(&p.Order)}, nil
}

func (o orders) List(_ context.Context, p *api.OrderListParams) (*api.OrderList, error) {
	return &api.OrderList{Orders: o.stored[:min(int(p.Limit), len(o.stored))]}, nil
}

func total(o *api.Order) float64 {
	var sum float64
	for i := range o.Items {
		sum += float64(o.Items[i].Qty) * o.Items[i].Price
	}
	return sum
}

// stored are the orders of package work, as types of the API.
func stored() []api.PlacedOrder {
	all := make([]api.PlacedOrder, len(work.Orders))
	for i := range all {
		placed := &work.Orders[i]
		all[i] = api.PlacedOrder{ID: placed.ID, Order: order(&placed.Order), Total: placed.Total}
	}
	return all
}

func order(o *work.Order) api.Order {
	c := o.Customer
	out := api.Order{
		Customer:   api.Customer{ID: c.ID, Name: c.Name, Email: c.Email, Phone: c.Phone},
		Attributes: map[string]api.AttributeValue{},
		PlacedAt:   o.PlacedAt,
	}
	for _, item := range o.Items {
		next := api.Item{Sku: item.SKU, Qty: int64(item.Qty), Price: item.Price, Note: item.Note}
		for _, tag := range item.Tags {
			next.Tags = append(next.Tags, api.Tag(tag))
		}
		out.Items = append(out.Items, next)
	}
	for name, value := range o.Attributes {
		out.Attributes[name] = api.AttributeValue(value)
	}
	return out
}

func init() {
	peer.Register(&peer.Peer{
		Name: "trunkline",
		Note: "this project: generated from api.yaml",
		Work: peer.RPCWork("App.hello", "order.create", "order.list", "/api", nil, true, work.RPC, work.Batch, work.HelloJSON, work.CreateJSON, work.ListJSON),
		New: func() http.Handler {
			services := api.Services{App: app{}, Order: orders{stored()}}
			return rpc.NewHandler(api.NewDispatcher(services), rpc.Options{})
		},
	})
}
