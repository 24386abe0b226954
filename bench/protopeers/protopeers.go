// Package protopeers registers the protobuf peers, spoken in JSON.
package protopeers

import (
	"context"
	"net/http"
	"time"

	"connectrpc.com/connect"
	"github.com/twitchtv/twirp"
	"google.golang.org/protobuf/types/known/timestamppb"

	pb "github.com/trunkline-rpc/trunkline/bench/gen/orderpb"
	"github.com/trunkline-rpc/trunkline/bench/gen/orderpb/orderpbconnect"
	"github.com/trunkline-rpc/trunkline/bench/peer"
	"github.com/trunkline-rpc/trunkline/bench/work"
)

func validate(o *pb.Order) error {
	c := o.GetCustomer()
	if !work.Len(c.GetId(), 1, 64) || !work.Len(c.GetName(), 1, 64) || !work.Len(c.GetEmail(), 3, 128) {
		return work.ErrField
	}
	if !work.Email(c.GetEmail()) {
		return work.ErrEmail
	}
	if c.Phone != nil && !work.Len(*c.Phone, 5, 32) {
		return work.ErrField
	}
	if len(o.Items) < 1 || len(o.Items) > 100 {
		return work.ErrItems
	}
	for _, it := range o.Items {
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
	if o.PlacedAt == nil || o.PlacedAt.AsTime().Equal(time.Time{}) {
		return work.ErrTime
	}
	return nil
}

func hello(r *pb.HelloRequest) (*pb.HelloReply, error) {
	s, err := work.Hello(r.Name)
	return &pb.HelloReply{Greeting: s}, err
}

func create(r *pb.CreateRequest) (*pb.OrderResult, error) {
	if err := validate(r.Order); err != nil {
		return nil, err
	}
	var t float64
	for _, it := range r.Order.Items {
		t += float64(it.Qty) * it.Price
	}
	return &pb.OrderResult{Id: work.NextID(), Order: r.Order, Total: t}, nil
}

var orders = func() []*pb.OrderResult {
	var out []*pb.OrderResult
	for _, r := range work.Orders {
		c := r.Order.Customer
		o := &pb.Order{Customer: &pb.Customer{Id: c.ID, Name: c.Name, Email: c.Email, Phone: c.Phone}, Attributes: r.Order.Attributes, PlacedAt: timestamppb.New(r.Order.PlacedAt)}
		for _, it := range r.Order.Items {
			o.Items = append(o.Items, &pb.Item{Sku: it.SKU, Qty: int32(it.Qty), Price: it.Price, Tags: it.Tags, Note: it.Note})
		}
		out = append(out, &pb.OrderResult{Id: r.ID, Order: o, Total: r.Total})
	}
	return out
}()

func list(r *pb.ListRequest) (*pb.ListReply, error) {
	if r.Limit < 1 || int(r.Limit) > len(orders) {
		return nil, work.ErrLimit
	}
	return &pb.ListReply{Orders: orders[:r.Limit]}, nil
}

type connectSvc struct{}

func (connectSvc) Hello(_ context.Context, r *connect.Request[pb.HelloRequest]) (*connect.Response[pb.HelloReply], error) {
	v, err := hello(r.Msg)
	if err != nil {
		return nil, connect.NewError(connect.CodeInvalidArgument, err)
	}
	return connect.NewResponse(v), nil
}

func (connectSvc) Create(_ context.Context, r *connect.Request[pb.CreateRequest]) (*connect.Response[pb.OrderResult], error) {
	v, err := create(r.Msg)
	if err != nil {
		return nil, connect.NewError(connect.CodeInvalidArgument, err)
	}
	return connect.NewResponse(v), nil
}

func (connectSvc) List(_ context.Context, r *connect.Request[pb.ListRequest]) (*connect.Response[pb.ListReply], error) {
	v, err := list(r.Msg)
	if err != nil {
		return nil, connect.NewError(connect.CodeInvalidArgument, err)
	}
	return connect.NewResponse(v), nil
}

type twirpSvc struct{}

func inv(err error) error { return twirp.InvalidArgumentError("order", err.Error()) }

func (twirpSvc) Hello(_ context.Context, r *pb.HelloRequest) (*pb.HelloReply, error) {
	v, err := hello(r)
	if err != nil {
		return nil, inv(err)
	}
	return v, nil
}

func (twirpSvc) Create(_ context.Context, r *pb.CreateRequest) (*pb.OrderResult, error) {
	v, err := create(r)
	if err != nil {
		return nil, inv(err)
	}
	return v, nil
}

func (twirpSvc) List(_ context.Context, r *pb.ListRequest) (*pb.ListReply, error) {
	v, err := list(r)
	if err != nil {
		return nil, inv(err)
	}
	return v, nil
}

func reqs(prefix string) map[string]peer.Req {
	return map[string]peer.Req{
		"W1": {Path: prefix + "Hello", Body: work.HelloJSON, Want: "Hello JACK!"},
		"W2": {Path: prefix + "Create", Body: work.CreateJSON, Want: `otal":`},
		"W4": {Path: prefix + "List", Body: work.ListJSON, Want: "ord-000099"},
	}
}

func init() {
	peer.Register(&peer.Peer{Name: "connect-json", Note: "connectrpc.com/connect, protojson codec; no batch",
		Work: reqs("/bench.v1.Bench/"),
		New: func() http.Handler {
			p, h := orderpbconnect.NewBenchHandler(connectSvc{})
			m := http.NewServeMux()
			m.Handle(p, h)
			return m
		}})
	peer.Register(&peer.Peer{Name: "twirp-json", Note: "twitchtv/twirp v8, protojson; no batch",
		Work: reqs("/twirp/bench.v1.Bench/"),
		New:  func() http.Handler { return pb.NewBenchServer(twirpSvc{}, twirp.WithServerJSONSkipDefaults(true)) }})
}
