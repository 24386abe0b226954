package tsclient

import (
	"cmp"

	"github.com/trunkline-rpc/trunkline/internal/emit/comment"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// client declares how a client is made, and what it is.
func (e *emitter) client() {
	e.doc("Makes a client of "+comment.Title(e.api.Title, e.api.Version)+".", e.clientSample(), e.api.Description)
	e.function("createClient(options: ClientOptions): ApiClient", "return connect(spec, options) as ApiClient;")
	e.line()
	e.options()
	e.doc("The client: its services, each with its methods as functions.",
		"A call that is not answered with its result is rejected with an `ApiError` or a `TransportError`: see `isRpcError`.")
	e.block("export interface ApiClient extends ApiCalls {", "}", func() {
		e.doc("Sends all calls that the function makes in one request, and returns what the function returns.",
			e.batchSample(),
			"Each call settles on its own. More calls than fit into one request are sent in several.")
		e.line("batch<const Result>(fill: (calls: ApiCalls) => Result, options?: CallOptions): Result;")
	})
	e.line()
	e.doc("The services.")
	e.block("export interface ApiCalls {", "}", func() {
		e.doc("The same methods as notifications: nobody learns what became of them. The promise says whether the server has taken them.")
		e.line("readonly notify: Notifier;")
		for _, s := range e.api.Services {
			e.line("readonly ", naming.TSService(s), ": ", naming.TSServiceInterface(s), ";")
		}
	})
	e.line()
	e.doc("The services, whose methods ask for no answer.")
	e.line("export type Notifier = {")
	e.line("  readonly [S in Exclude<keyof ApiCalls, \"notify\">]: {")
	e.line("    [M in keyof ApiCalls[S]]: ApiCalls[S][M] extends (...args: infer Args) => unknown ? (...args: Args) => Promise<void> : never;")
	e.line("  };")
	e.line("};")
	e.line()
}

// options declares what a client is made with.
//
//	export interface ClientOptions extends TransportOptions {
//	  /** The token of the scheme "token", or a function that is asked for it. */
//	  token?: Credential;
//	}
func (e *emitter) options() {
	e.doc("What a client is made with. Credentials go out with calls of the methods that ask for them, and with no others.")
	e.block("export interface ClientOptions extends TransportOptions {", "}", func() {
		used := naming.UsedSchemes(e.api)
		for _, s := range used {
			e.doc(schemeDoc[s.Kind]+` of the scheme "`+s.Name+`", or a function that is asked for `+cmp.Or(pronoun[s.Kind], "it")+" before each request.", s.Description)
			if s.Kind == model.Basic {
				e.line(naming.TSScheme(s), "?: Credential<BasicCredentials>;")
			} else {
				e.line(naming.TSScheme(s), "?: Credential;")
			}
		}
		if len(used) == 0 {
			return
		}
		e.doc("Called when the server refuses the credentials of a call. It gets others, for example by signing in again, "+
			"and the call is sent once more; unless it returns false or fails. However many calls wait for it, it is called once. It may take "+
			"its time: the `timeout` of these calls stands still meanwhile.",
			"It calls the server through the client that it is given: refused calls of that one do not come here.")
		e.line("onUnauthenticated?: ((api: ApiClient, error: UnauthenticatedError | TransportError) => boolean | void | Promise<boolean | void>) | undefined;")
	})
	e.line()
}

var (
	schemeDoc = map[model.SchemeKind]string{
		model.Bearer: "The token",
		model.APIKey: "The key",
		model.Basic:  "The user name and the password",
	}
	pronoun = map[model.SchemeKind]string{model.Basic: "them"}
)
