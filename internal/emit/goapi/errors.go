package goapi

import (
	"github.com/dave/jennifer/jen"

	"github.com/trunkline-rpc/trunkline/internal/emit/comment"
	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
	"github.com/trunkline-rpc/trunkline/internal/emit/gotypes"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// Errors emits the declared errors and their codes.
func (e *Emitter) Errors(f *gosrc.File) {
	if len(e.API.Errors) == 0 {
		return
	}
	e.codes(f)
	for _, declared := range e.API.Errors {
		e.errorType(f, declared)
		e.errorMethods(f, declared)
		e.decodeError(f, declared)
		e.encodeError(f, declared)
	}
}

// codes names the codes of the declared errors.
//
//	const (
//		CodeAccountLocked = 1001
//	)
func (e *Emitter) codes(f *gosrc.File) {
	var defs []jen.Code
	var names []string
	for _, declared := range e.API.Errors {
		name := naming.CodeConst(declared)
		names = append(names, name)
		defs = append(defs, gosrc.ID(name).Op("=").Add(gosrc.Int(int64(declared.Code))))
	}
	f.Declare(gosrc.Doc("The codes of the declared errors."), jen.Const().Defs(defs...), names...)
}

// errorType declares the type of an error, with its data as fields.
//
//	// AccountLockedError is the declared error "AccountLocked": account is locked.
//	type AccountLockedError struct {
//		RetryAfter int64
//	}
func (e *Emitter) errorType(f *gosrc.File, declared *model.Error) {
	name := naming.ErrorType(declared)
	fields := structFields(declared.Fields)
	if declared.Data != nil {
		fields = append(fields, jen.Id("Data").Add(gotypes.Type(declared.Data)))
	}
	doc := gosrc.Doc(name+` is the declared error "`+declared.Name+`": `+comment.FullStop(declared.Message), declared.Description)
	f.Declare(doc, jen.Type().Add(gosrc.ID(name)).Struct(fields...), name)
}

// errorMethods declares what makes it an error with a code.
//
//	func (e *AccountLockedError) Error() string { return "account is locked" }
//
//	func (e *AccountLockedError) ErrorCode() int { return CodeAccountLocked }
func (e *Emitter) errorMethods(f *gosrc.File, declared *model.Error) {
	name := naming.ErrorType(declared)
	f.Declare(gosrc.Doc("Error is the message that callers see."),
		gosrc.Method("e", name, "Error").Params().String().Add(gosrc.OneLine(jen.Return(gosrc.Raw(declared.Message)))), name+".Error")
	f.Declare(gosrc.Doc("ErrorCode is the code that callers see."),
		gosrc.Method("e", name, "ErrorCode").Params().Int().Add(gosrc.OneLine(jen.Return(gosrc.ID(naming.CodeConst(declared))))), name+".ErrorCode")
}

// encodeError declares the method that writes the data of an error.
//
//	func (e *AccountLockedError) EncodeErrorData(enc *rpc.Encoder) {
//		…
//	}
func (e *Emitter) encodeError(f *gosrc.File, declared *model.Error) {
	name, receiver := naming.ErrorType(declared), gosrc.Expr("e")
	doc := "EncodeErrorData writes the error's data."
	body := jen.BlockFunc(func(g *jen.Group) {
		encoding := gotypes.NewEncoding(g, e.Vars, gosrc.Expr("enc"), naming.Unexported(name))
		switch {
		case declared.Data != nil:
			encoding.Field(&model.Field{Type: declared.Data}, receiver.Field("Data"))
		case len(declared.Fields) > 0:
			encoding.Object(declared.Fields, receiver)
		}
		encoding.Flush()
	})
	encoder := jen.Id("enc")
	if declared.Data == nil && len(declared.Fields) == 0 {
		doc, encoder, body = "EncodeErrorData writes nothing: the error has no data.", jen.Null(), jen.Block()
	}
	method := gosrc.Method("e", name, "EncodeErrorData").Params(encoder.Add(gosrc.Encoder())).Add(body)
	f.Declare(gosrc.Doc(doc), method, name+".EncodeErrorData")
}

// decodeError declares the method that reads the data of an error, for clients.
//
//	func (e *AccountLockedError) DecodeRPC(d *rpc.Decoder) {
//		…
//	}
func (e *Emitter) decodeError(f *gosrc.File, declared *model.Error) {
	name, receiver := naming.ErrorType(declared), gosrc.Expr("e")
	owner := naming.Unexported(name)
	decoding := &gotypes.Decoding{Vars: e.Vars}
	var body *jen.Statement
	switch {
	case declared.Data != nil:
		body = jen.BlockFunc(func(g *jen.Group) {
			decoding.Data(g, declared.Data, receiver.Field("Data"), owner+"Data")
		})
	case len(declared.Fields) > 0:
		members := e.members(structure{owner: owner, fields: declared.Fields})
		body = jen.BlockFunc(func(g *jen.Group) { decoding.Object(g, declared.Fields, members, receiver, owner) })
	default:
		return
	}
	e.Vars.Flush(f)
	method := gosrc.Method("e", name, "DecodeRPC").Params(jen.Id("d").Add(gosrc.Decoder())).Add(body)
	f.Declare(gosrc.Doc("DecodeRPC reads the error's data."), method, name+".DecodeRPC")
}
