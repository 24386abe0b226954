// Package jsonrpcpeers registers the reflection-based JSON-RPC libraries.
package jsonrpcpeers

import (
	"context"
	"net/http"

	"github.com/creachadair/jrpc2/handler"
	"github.com/creachadair/jrpc2/jhttp"
	gethrpc "github.com/ethereum/go-ethereum/rpc"
	gorilla "github.com/gorilla/rpc/v2"
	"github.com/gorilla/rpc/v2/json2"

	"github.com/trunkline-rpc/trunkline/bench/peer"
	"github.com/trunkline-rpc/trunkline/bench/work"
)

func named(hello, create, list, path string, wrap func([]byte) []byte, batch bool) map[string]peer.Req {
	return peer.RPCWork(hello, create, list, path, wrap, batch, work.RPC, work.Batch, work.HelloJSON, work.CreateJSON, work.ListJSON)
}

type gethApp struct{}

func (gethApp) Hello(_ context.Context, p work.HelloParams) (string, error) {
	return work.Hello(p.Name)
}

type gethOrder struct{}

func (gethOrder) Create(ctx context.Context, p work.CreateParams) (*work.OrderResult, error) {
	return work.Create(ctx, &p)
}
func (gethOrder) List(ctx context.Context, p work.ListParams) (*work.ListResult, error) {
	return work.List(ctx, &p)
}

type GorillaApp struct{}

func (GorillaApp) Hello(_ *http.Request, p *work.HelloParams, out *string) (err error) {
	*out, err = work.Hello(p.Name)
	return err
}

type GorillaOrder struct{}

func (GorillaOrder) Create(r *http.Request, p *work.CreateParams, out *work.OrderResult) error {
	v, err := work.Create(r.Context(), p)
	if err == nil {
		*out = *v
	}
	return err
}

func (GorillaOrder) List(r *http.Request, p *work.ListParams, out *work.ListResult) error {
	v, err := work.List(r.Context(), p)
	if err == nil {
		*out = *v
	}
	return err
}

func init() {
	peer.Register(&peer.Peer{Name: "jrpc2", Note: "creachadair/jrpc2 through jhttp.Bridge",
		Work: named("App.hello", "order.create", "order.list", "/api", nil, true),
		New: func() http.Handler {
			return jhttp.NewBridge(handler.Map{
				"App.hello":    handler.New(func(_ context.Context, p *work.HelloParams) (string, error) { return work.Hello(p.Name) }),
				"order.create": handler.New(work.Create),
				"order.list":   handler.New(work.List),
			}, nil)
		}})
	// No named params: one positional struct; methods are ns_method.
	arr := func(b []byte) []byte { return append(append([]byte{'['}, b...), ']') }
	peer.Register(&peer.Peer{Name: "geth-rpc", Note: "go-ethereum/rpc; positional params only, so [{...}]",
		Work: named("App_hello", "order_create", "order_list", "/", arr, true),
		New: func() http.Handler {
			s := gethrpc.NewServer()
			s.SetHTTPBodyLimit(4 << 20)
			if err := s.RegisterName("App", gethApp{}); err != nil {
				panic(err)
			}
			if err := s.RegisterName("order", gethOrder{}); err != nil {
				panic(err)
			}
			return s
		}})
	peer.Register(&peer.Peer{Name: "gorilla-json2", Note: "gorilla/rpc v2 json2; no batch; exported method names",
		Work: named("App.Hello", "order.Create", "order.List", "/api", nil, false),
		New: func() http.Handler {
			s := gorilla.NewServer()
			s.RegisterCodec(json2.NewCodec(), "application/json")
			if err := s.RegisterService(GorillaApp{}, "App"); err != nil {
				panic(err)
			}
			if err := s.RegisterService(GorillaOrder{}, "order"); err != nil {
				panic(err)
			}
			return s
		}})
}
