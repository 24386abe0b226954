package goclient

import (
	"github.com/dave/jennifer/jen"

	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// request declares the function that makes a request of a method. A nil pointer to params would be
// no nil Encodable: it is left out.
//
//	func userRegisterRequest(params *api.UserRegisterParams) *rpc.Request {
//		r := &rpc.Request{Method: api.MethodUserRegister, Errors: declared}
//		if params != nil {
//			r.Params = params
//		}
//		return r
//	}
func (e *Emitter) request(f *gosrc.File, m *model.Method) {
	name := e.requests[m]
	request := jen.Op("&").Add(gosrc.Request()).Values(fields(m)...)
	body := []jen.Code{jen.Return(request)}
	if naming.Params(m) != "" {
		given := jen.If(jen.Id("params").Op("!=").Nil()).Block(jen.Id("r").Dot("Params").Op("=").Id("params"))
		body = []jen.Code{jen.Id("r").Op(":=").Add(request), given, jen.Return(jen.Id("r"))}
	}
	function := jen.Func().Add(gosrc.ID(name)).Params(params(m)...).Op("*").Add(gosrc.Request()).Block(body...)
	f.Declare(gosrc.Doc(name+" is a call of "+m.Name+"."), function, name)
}

// fields are what is the same for every call of a method.
func fields(m *model.Method) []jen.Code {
	fields := []jen.Code{jen.Id("Method").Op(":").Add(gosrc.InAPI(naming.MethodConst(m)))}
	if m.Auth.Scheme != nil {
		fields = append(fields, jen.Id("Scheme").Op(":").Add(gosrc.Raw(m.Auth.Scheme.Name)))
	}
	if len(m.Errors) > 0 {
		fields = append(fields, jen.Id("Errors").Op(":").Id("declared"))
	}
	return fields
}

// makeRequest calls that function.
//
//	userRegisterRequest(params)
func (e *Emitter) makeRequest(m *model.Method) *jen.Statement {
	request := gosrc.ID(e.requests[m])
	if naming.Params(m) == "" {
		return request.Call()
	}
	return request.Call(jen.Id("params"))
}
