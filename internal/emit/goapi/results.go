package goapi

import (
	"github.com/dave/jennifer/jen"

	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
	"github.com/trunkline-rpc/trunkline/internal/emit/gotypes"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// Result emits the function that reads a method's result, for clients, where it is not an object or
// a union: those read themselves.
//
//	// DecodeListStringsResult reads the result of list.strings and checks it.
//	func DecodeListStringsResult(d *rpc.Decoder) (result []string) {
//		…
//		return result
//	}
func (e *Emitter) Result(f *gosrc.File, m *model.Method) {
	name := naming.DecodeResult(m)
	if name == "" {
		return
	}
	decoding := &gotypes.Decoding{Vars: e.Vars}
	body := jen.BlockFunc(func(g *jen.Group) {
		decoding.Data(g, m.Result, gosrc.Expr("result"), naming.Unexported(naming.FullMethod(m))+"Result")
		g.Return(jen.Id("result"))
	})
	e.Vars.Flush(f)
	function := jen.Func().Add(gosrc.ID(name)).Params(jen.Id("d").Add(gosrc.Decoder())).
		Params(jen.Id("result").Add(gotypes.Result(m.Result))).Add(body)
	f.Declare(gosrc.Doc(name+" reads the result of "+m.Name+" and checks it."), function, name)
}
