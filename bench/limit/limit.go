// Package limit is the practical floor: JSON-RPC 2.0 written by hand for
// these three methods, once on go-faster/jx and once on a private cursor.
package limit

import (
	"errors"
	"io"
	"net/http"
	"strconv"
	"sync"

	"github.com/go-faster/jx"

	"github.com/trunkline-rpc/trunkline/bench/codec/jxc"
	"github.com/trunkline-rpc/trunkline/bench/codec/rtc"
	"github.com/trunkline-rpc/trunkline/bench/peer"
	"github.com/trunkline-rpc/trunkline/bench/work"
)

type state struct {
	in  []byte
	out []byte
	d   jx.Decoder
	e   jx.Encoder
	rd  rtc.D
}

var pool = sync.Pool{New: func() any { return &state{in: make([]byte, 0, 4096), out: make([]byte, 0, 4096)} }}

var errTooBig = errors.New("body too large")

const maxBody = 4 << 20

func readAll(b []byte, r io.Reader) ([]byte, error) {
	for {
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
		n, err := r.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		if len(b) > maxBody {
			return b, errTooBig
		}
		if err == io.EOF {
			return b, nil
		}
		if err != nil {
			return b, err
		}
	}
}

var ctype = []string{"application/json"}

func handler(serve func(*state)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != "POST" {
			w.WriteHeader(405)
			return
		}
		s := pool.Get().(*state)
		var err error
		if s.in, err = readAll(s.in[:0], r.Body); err != nil {
			w.WriteHeader(400)
			pool.Put(s)
			return
		}
		s.out = s.out[:0]
		serve(s)
		h := w.Header()
		h["Content-Type"] = ctype
		h["Content-Length"] = []string{strconv.Itoa(len(s.out))}
		w.Write(s.out)
		if cap(s.out) < 1<<18 && cap(s.in) < 1<<18 {
			pool.Put(s)
		}
	})
}

// ---- jx ----

func serveJX(s *state) {
	s.d.ResetBytes(s.in)
	s.e.SetBytes(s.out)
	var err error
	if s.d.Next() == jx.Array {
		s.e.ArrStart()
		err = s.d.Arr(func(d *jx.Decoder) error { return oneJX(s, d) })
		s.e.ArrEnd()
	} else {
		err = oneJX(s, &s.d)
	}
	if err == nil {
		err = jxc.End(&s.d)
	}
	if err != nil {
		s.e.SetBytes(s.out[:0])
		failJX(s, nil, -32700, "parse error")
	}
	s.out = s.e.Bytes()
}

func failJX(s *state, id jx.Raw, c int, msg string) {
	e := &s.e
	e.ObjStart()
	e.FieldStart("jsonrpc")
	e.Str("2.0")
	e.FieldStart("error")
	e.ObjStart()
	e.FieldStart("code")
	e.Int(c)
	e.FieldStart("message")
	e.Str(msg)
	e.ObjEnd()
	e.FieldStart("id")
	if len(id) == 0 {
		e.Null()
	} else {
		e.Raw(id)
	}
	e.ObjEnd()
}

type call struct {
	m      int // 0 unknown, 1 hello, 2 create, 3 list
	v      bool
	hasM   bool
	id     jx.Raw
	params jx.Raw
	done   bool
	perr   error
	hello  work.HelloParams
	create work.CreateParams
	list   work.ListParams
}

func method(b []byte) int {
	switch string(b) {
	case "App.hello":
		return 1
	case "order.create":
		return 2
	case "order.list":
		return 3
	}
	return 0
}

func oneJX(s *state, d *jx.Decoder) error {
	var c call
	err := d.ObjBytes(func(d *jx.Decoder, k []byte) (err error) {
		switch string(k) {
		case "jsonrpc":
			var b []byte
			b, err = d.StrBytes()
			c.v = string(b) == "2.0"
		case "method":
			var b []byte
			b, err = d.StrBytes()
			c.m, c.hasM = method(b), true
		case "id":
			c.id, err = d.Raw()
		case "params":
			if c.m != 0 {
				c.done = true
				err = c.decode(d)
			} else {
				c.params, err = d.Raw()
			}
		default:
			err = d.Skip()
		}
		return err
	})
	if err != nil {
		return err
	}
	if !c.v || !c.hasM {
		failJX(s, c.id, -32600, "invalid request")
		return nil
	}
	if c.m == 0 {
		failJX(s, c.id, -32601, "method not found")
		return nil
	}
	if !c.done {
		d2 := jx.DecodeBytes(c.params)
		if err := c.decode(d2); err != nil {
			failJX(s, c.id, -32602, err.Error())
			return nil
		}
	}
	e := &s.e
	switch c.m {
	case 1:
		r, err := work.Hello(c.hello.Name)
		if err != nil {
			failJX(s, c.id, -32602, err.Error())
			return nil
		}
		okJX(e)
		e.Str(r)
	case 2:
		r, err := work.Create(nil, &c.create)
		if err != nil {
			failJX(s, c.id, -32602, err.Error())
			return nil
		}
		okJX(e)
		jxc.EncodeResult(e, r)
	case 3:
		r, err := work.List(nil, &c.list)
		if err != nil {
			failJX(s, c.id, -32602, err.Error())
			return nil
		}
		okJX(e)
		jxc.EncodeList(e, r)
	}
	e.FieldStart("id")
	if len(c.id) == 0 {
		e.Null()
	} else {
		e.Raw(c.id)
	}
	e.ObjEnd()
	return nil
}

func okJX(e *jx.Encoder) {
	e.ObjStart()
	e.FieldStart("jsonrpc")
	e.Str("2.0")
	e.FieldStart("result")
}

func (c *call) decode(d *jx.Decoder) error {
	switch c.m {
	case 1:
		return jxc.DecodeHello(d, &c.hello)
	case 2:
		return jxc.DecodeCreate(d, &c.create)
	}
	return jxc.DecodeList(d, &c.list)
}

// ---- private cursor ----

func serveRT(s *state) {
	s.rd.Reset(s.in)
	out := s.out
	var err error
	if s.rd.Peek() == '[' {
		out = append(out, '[')
		n := 0
		err = s.rd.Arr(func() error {
			if n > 0 {
				out = append(out, ',')
			}
			n++
			var err error
			out, err = oneRT(out, &s.rd)
			return err
		})
		out = append(out, ']')
	} else {
		out, err = oneRT(out, &s.rd)
	}
	if err == nil {
		err = s.rd.End()
	}
	if err != nil {
		out = failRT(out[:0], nil, -32700, "parse error")
	}
	s.out = out
}

func failRT(b []byte, id []byte, c int, msg string) []byte {
	b = append(b, `{"jsonrpc":"2.0","error":{"code":`...)
	b = strconv.AppendInt(b, int64(c), 10)
	b = append(b, `,"message":`...)
	b = rtc.AppendStr(b, msg)
	b = append(b, `},"id":`...)
	if len(id) == 0 {
		b = append(b, "null"...)
	} else {
		b = append(b, id...)
	}
	return append(b, '}')
}

func oneRT(out []byte, d *rtc.D) ([]byte, error) {
	var (
		v, hasM    bool
		m          int
		id, params []byte
		at         = -1
		perr       error
	)
	start := len(out)
	o, err := d.Obj()
	if err != nil {
		return out, err
	}
	// The params are validated and skipped on this pass, then decoded where
	// they lie: method may come after params.
	for {
		k, err := o.Next(d)
		if err != nil {
			return out, err
		}
		if k == nil {
			break
		}
		switch string(k) {
		case "jsonrpc":
			var b []byte
			b, err = d.Bytes()
			v = string(b) == "2.0"
		case "method":
			var b []byte
			b, err = d.Bytes()
			m, hasM = method(b), true
		case "id":
			id, err = d.Raw()
		case "params":
			if m != 0 && at < 0 {
				at = d.P
				mark, depth := len(out), d.Depth()
				if out, perr = callRT(out, d, m); perr != nil {
					// Rewind: the params may be well-formed JSON of the
					// wrong shape, which is -32602 and not -32700.
					out = out[:mark]
					d.Rewind(at, depth)
					err = d.Skip()
				}
			} else {
				params, err = d.Raw()
			}
		default:
			err = d.Skip()
		}
		if err != nil {
			return out, err
		}
	}
	if perr != nil {
		return failRT(out, id, -32602, perr.Error()), nil
	}
	if !v || !hasM {
		out = out[:start]
		return failRT(out, id, -32600, "invalid request"), nil
	}
	if m == 0 {
		return failRT(out, id, -32601, "method not found"), nil
	}
	if at < 0 {
		d2 := rtc.D{B: params}
		if out, err = callRT(out, &d2, m); err != nil {
			return failRT(out, id, -32602, err.Error()), nil
		}
	}
	out = append(out, `,"id":`...)
	if len(id) == 0 {
		out = append(out, "null"...)
	} else {
		out = append(out, id...)
	}
	return append(out, '}'), nil
}

const okHead = `{"jsonrpc":"2.0","result":`

func callRT(out []byte, d *rtc.D, m int) ([]byte, error) {
	switch m {
	case 1:
		var p work.HelloParams
		if err := d.Hello(&p); err != nil {
			return out, err
		}
		r, err := work.Hello(p.Name)
		if err != nil {
			return out, err
		}
		return rtc.AppendStr(append(out, okHead...), r), nil
	case 2:
		var p work.CreateParams
		if err := d.Create(&p); err != nil {
			return out, err
		}
		r, err := work.Create(nil, &p)
		if err != nil {
			return out, err
		}
		return rtc.Result(append(out, okHead...), r), nil
	}
	var p work.ListParams
	if err := d.List(&p); err != nil {
		return out, err
	}
	r, err := work.List(nil, &p)
	if err != nil {
		return out, err
	}
	return rtc.ResultList(append(out, okHead...), r), nil
}

func init() {
	w := func() map[string]peer.Req {
		return peer.RPCWork("App.hello", "order.create", "order.list", "/api", nil, true, work.RPC, work.Batch, work.HelloJSON, work.CreateJSON, work.ListJSON)
	}
	peer.Register(&peer.Peer{Name: "limit-cursor", Note: "hand-written net/http + private cursor/append runtime", Work: w(), New: func() http.Handler { return handler(serveRT) }})
	peer.Register(&peer.Peer{Name: "limit-jx", Note: "hand-written net/http + go-faster/jx (practical floor)", Work: w(), New: func() http.Handler { return handler(serveJX) }})
	c := w()
	delete(c, "W2")
	delete(c, "W3")
	delete(c, "W4")
	out := []byte(`{"jsonrpc":"2.0","result":"Hello JACK!","id":1}`)
	peer.Register(&peer.Peer{Name: "constant", Note: "net/http handler that reads the body and writes a constant (transport floor)", Work: c, New: func() http.Handler {
		return handler(func(s *state) { s.out = append(s.out, out...) })
	}})
}
