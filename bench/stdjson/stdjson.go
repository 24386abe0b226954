// Package stdjson is JSON-RPC 2.0 by hand over net/http and encoding/json.
package stdjson

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"

	"github.com/trunkline-rpc/trunkline/bench/peer"
	"github.com/trunkline-rpc/trunkline/bench/work"
)

type request struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id"`
	Method  string          `json:"method"`
	Params  json.RawMessage `json:"params"`
}

type rpcError struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

type response struct {
	Version string          `json:"jsonrpc"`
	Result  any             `json:"result,omitempty"`
	Error   *rpcError       `json:"error,omitempty"`
	ID      json.RawMessage `json:"id"`
}

func call(q *request) *response {
	r := &response{Version: "2.0", ID: q.ID}
	if q.Version != "2.0" {
		r.Error = &rpcError{-32600, "invalid request"}
		return r
	}
	var err error
	switch q.Method {
	case "App.hello":
		var p work.HelloParams
		if err = json.Unmarshal(q.Params, &p); err == nil {
			r.Result, err = work.Hello(p.Name)
		}
	case "order.create":
		var p work.CreateParams
		if err = json.Unmarshal(q.Params, &p); err == nil {
			r.Result, err = work.Create(nil, &p)
		}
	case "order.list":
		var p work.ListParams
		if err = json.Unmarshal(q.Params, &p); err == nil {
			r.Result, err = work.List(nil, &p)
		}
	default:
		r.Error = &rpcError{-32601, "method not found"}
	}
	if err != nil {
		r.Result, r.Error = nil, &rpcError{-32602, err.Error()}
	}
	return r
}

func serve(w http.ResponseWriter, r *http.Request) {
	b, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 4<<20))
	if err != nil {
		w.WriteHeader(400)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	var out []byte
	if t := bytes.TrimLeft(b, " \t\r\n"); len(t) > 0 && t[0] == '[' {
		var qs []request
		if err = json.Unmarshal(b, &qs); err == nil {
			rs := make([]*response, len(qs))
			for i := range qs {
				rs[i] = call(&qs[i])
			}
			out, err = json.Marshal(rs)
		}
	} else {
		var q request
		if err = json.Unmarshal(b, &q); err == nil {
			out, err = json.Marshal(call(&q))
		}
	}
	if err != nil {
		out = []byte(`{"jsonrpc":"2.0","error":{"code":-32700,"message":"parse error"},"id":null}`)
	}
	w.Write(out)
}

func init() {
	peer.Register(&peer.Peer{Name: "std-encjson", Note: "hand-written net/http + encoding/json",
		Work: peer.RPCWork("App.hello", "order.create", "order.list", "/api", nil, true, work.RPC, work.Batch, work.HelloJSON, work.CreateJSON, work.ListJSON),
		New:  func() http.Handler { return http.HandlerFunc(serve) }})
}
