package tsclient

import (
	"strconv"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/emit/comment"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// errors declares the codes, the types of the declared errors, and which methods answer which.
func (e *emitter) errors() {
	e.codes()
	union := []string{"StandardError"}
	for _, declared := range e.api.Errors {
		e.doc(comment.FullStop(upperFirst(declared.Message)), declared.Description)
		name := naming.TSErrorType(declared)
		union = append(union, name)
		e.errorType(name, declared)
		e.line()
	}
	e.doc("Every error that the server answers with. A `switch` on its `code` tells which it is.")
	e.union("export type ApiError =", union)
	e.line()
	for _, m := range e.api.Methods {
		if len(m.Errors) > 0 {
			e.methodErrors(m)
		}
	}
	e.doc("Whether a call was rejected with an error that the server answered with.",
		"```ts\nif (isRpcError(error)) {\n  switch (error.code) {\n    case ErrorCode.InvalidParams:\n      return show(error.fields);\n  }\n}\n```",
		e.methodErrorsSample())
	e.function("isRpcError<E extends ApiError = ApiError>(error: unknown): error is E", "return error instanceof RpcError;")
	e.line()
}

// codes declares the codes of all errors.
func (e *emitter) codes() {
	e.doc("The codes of all errors: first those of the spec, then those that every method may answer.")
	opening, closing := e.constant("ErrorCode", true)
	e.block(opening, closing, func() {
		for _, declared := range e.api.Errors {
			e.doc(comment.FullStop(upperFirst(declared.Message)))
			e.line(e.value(declared.Name, strconv.Itoa(declared.Code)))
		}
		for i, name := range naming.StandardErrors {
			e.doc(standardErrors[i].doc)
			e.line(e.value(name, strconv.Itoa(standardErrors[i].code)))
		}
		e.doc("The server answered with a code that this client does not know: `data` holds the error as it came.")
		e.line(e.value(naming.TSUnknown, `"unknown"`))
	})
	e.line()
}

// standardErrors are those of naming.StandardErrors.
var standardErrors = []struct {
	code int
	doc  string
}{
	{-32700, "The body was no JSON."},
	{-32600, "The body was no call."},
	{-32601, "The server has no such method."},
	{-32602, "The params break the spec."},
	{-32603, "The server failed."},
	{-32001, "There were no credentials, or bad ones."},
	{-32002, "The method took longer than it may."},
	{-32003, "The caller lacks a scope."},
	{-32004, "What the method needs is down."},
	{-32005, "That was too much, or too often."},
}

// errorType declares the type of an error.
//
//	export type AccountLockedError = RpcError<1001, { retryAfter: number }>;
func (e *emitter) errorType(name string, declared *model.Error) {
	opening := "export type " + name + " = RpcError<" + strconv.Itoa(declared.Code) + ", "
	switch {
	case declared.Data != nil:
		e.line(opening, e.typeOf(declared.Data, answered), ">;")
	case declared.Fields != nil:
		e.block(opening+"{", "}>;", func() { e.fields(declared.Fields, answered) })
	default:
		e.line(opening, "undefined>;")
	}
}

// methodErrors declares the union of what a method may answer.
//
//	export type UserRegisterError = PasswordRefusedError | StandardError;
func (e *emitter) methodErrors(m *model.Method) {
	all := make([]string, 0, len(m.Errors)+1)
	for _, declared := range m.Errors {
		all = append(all, naming.TSErrorType(declared))
	}
	e.doc("What `" + m.Name + "` may answer in place of its result.")
	e.union("export type "+naming.TSMethodError(m)+" =", append(all, "StandardError"))
	e.line()
}

// union writes a union, on one line where it fits.
func (e *emitter) union(opening string, all []string) {
	line := opening + " " + strings.Join(all, " | ") + ";"
	if len(line) > lineWidth {
		line = opening + "\n  | " + strings.Join(all, "\n  | ") + ";"
	}
	e.line(line)
}

func upperFirst(text string) string {
	if text == "" || text[0] < 'a' || text[0] > 'z' {
		return text
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
