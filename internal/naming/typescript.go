package naming

import (
	"cmp"
	"slices"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/model"
)

// TSService names a service as a property of the TypeScript client: "user". Where that is the name of
// something of the client's own, "Service" follows it: "batchService".
func TSService(s *model.Service) string {
	return apart(camel(s.Name), "Service", append(ofObjects, "batch", "notify", "then")...)
}

// TSMethod names a method as a property of its service: "register". Names that mean something else to
// JavaScript are followed by "Method": a promise, for example, is what has a method "then".
func TSMethod(m *model.Method) string {
	return apart(camel(cmp.Or(m.Rename, m.Short)), "Method", append(ofObjects, "then", "toJSON")...)
}

// ofObjects are members that every object of JavaScript has.
var ofObjects = slices.Clip([]string{
	"constructor", "toString", "toLocaleString", "valueOf", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable",
})

// TSOfObject reports whether every object has a member by this name.
func TSOfObject(name string) bool { return slices.Contains(ofObjects, name) }

// TSFullMethod names a method among all methods: "userRegister". Methods of the service Root stand
// alone.
func TSFullMethod(m *model.Method) string {
	name := camel(cmp.Or(m.Rename, m.Short))
	if m.Service.Name == Root {
		return name
	}
	return camel(m.Service.Name) + upperFirst(name)
}

// TSServiceInterface names the interface of a service: "UserService".
func TSServiceInterface(s *model.Service) string { return upperFirst(camel(s.Name)) + "Service" }

// TSParams names the type of the params of m, or is "" when it has none.
func TSParams(m *model.Method) string {
	switch {
	case m.ParamsType != nil:
		return m.ParamsType.Name
	case len(m.Params) == 0:
		return ""
	}
	return upperFirst(TSFullMethod(m)) + "Params"
}

// TSValidate names the function that checks the params of m: "validateUserRegister".
func TSValidate(m *model.Method) string { return "validate" + upperFirst(TSFullMethod(m)) }

// TSMethodError names the union of the errors that m declares: "UserRegisterError".
func TSMethodError(m *model.Method) string { return upperFirst(TSFullMethod(m)) + "Error" }

// TSErrorType names the type of a declared error: "AccountLockedError".
func TSErrorType(e *model.Error) string { return e.Name + "Error" }

// TSInput names the type of the values that are sent, where those that are answered differ: "PersonInput".
func TSInput(n *model.Named) string { return n.Name + "Input" }

// TSScheme names a scheme among the options of the client: "token".
func TSScheme(s *model.Scheme) string {
	return apart(camel(s.Name), "Scheme", append(ofObjects, tsOptions...)...)
}

// tsOptions are the other options of the client.
var tsOptions = []string{"url", "headers", "fetch", "timeout", "batch", "maxResponse", "onUnauthenticated"}

// StandardErrors are those that the runtime answers by itself.
var StandardErrors = []string{
	"ParseError", "InvalidRequest", "MethodNotFound", "InvalidParams", "InternalError",
	"Unauthenticated", "Timeout", "PermissionDenied", "Unavailable", "LimitExceeded",
}

// TSStandardType names the type of a standard error: "TimeoutError", and "ParseError".
func TSStandardType(name string) string { return strings.TrimSuffix(name, "Error") + "Error" }

// TSUnknown names the code of the errors that a client does not know, beside those above.
const TSUnknown = "Unknown"

// TSExports are the names that every client exports, beside those of the standard errors.
var TSExports = []string{
	"createClient", "ApiClient", "ApiCalls", "Notifier", "ClientOptions", "TransportOptions", "CallOptions", "BatchLimits", "Credential",
	"BasicCredentials", "ErrorCode", "ApiError", "StandardError", "RpcError", "TransportError", "UnknownError",
	"ErrorObject", "Violation", "QueryKey", "isRpcError", "fieldErrors", "keys", "validate",
}

// TSLocal names a type inside the file. Where the file needs the name for something else, such as
// Promise or Error, the type goes by another name there, and is exported by its own.
func TSLocal(name string) string {
	if slices.Contains(TSTaken, name) {
		return name + "_"
	}
	return name
}

// TSTaken are the names that begin with a capital, and that the file uses without exporting them.
var TSTaken = []string{
	"AbortController", "AbortSignal", "Array", "BigInt", "Date", "Error", "Exclude", "Headers", "JSON", "Map", "Math", "Number", "Object",
	"Parameters", "Promise", "ReadonlyMap", "RegExp", "Response", "ReturnType", "RpcAnswer", "RpcBody", "RpcBroken", "RpcCall", "RpcChecker", "RpcFailure",
	"RpcFill", "RpcFindings", "RpcHidden", "RpcInvoke", "RpcKey", "RpcMethod", "RpcMethods", "RpcOptions", "RpcReady", "RpcReply", "RpcScheme", "RpcSchemes",
	"RpcSecrets", "RpcSender", "RpcSession", "RpcShape", "RpcSpec", "RpcValue", "RpcVerdict", "String", "TextDecoder", "TextEncoder", "TypeError",
	"Uint8Array",
}

// camel derives a name in lower camel case: "HTTPServer" becomes httpServer, "get_data" getData. What
// follows the first word keeps its capitals, but where all of the name shouts.
func camel(wire string) string {
	shout := strings.ToUpper(wire) == wire
	var b strings.Builder
	for i, word := range words(wire) {
		switch {
		case i == 0:
			b.WriteString(strings.ToLower(word))
		case shout:
			b.WriteString(upperFirst(strings.ToLower(word)))
		default:
			b.WriteString(upperFirst(word))
		}
	}
	return b.String()
}

func upperFirst(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
