package goclient

import (
	"github.com/dave/jennifer/jen"

	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// options declares what a client is made with: credentials for each scheme in use, and how requests
// are sent.
//
//	type Options struct {
//		// Token is where the tokens of the scheme "token" come from.
//		Token rpc.TokenSource
//		// Transport says how requests are sent.
//		Transport rpc.ClientOptions
//	}
func (e *Emitter) options(f *gosrc.File) {
	var fields []jen.Code
	for _, s := range naming.UsedSchemes(e.api) {
		fields = append(fields, schemeDoc(s), gosrc.ID(naming.ClientScheme(s)).Add(credentials(s)))
	}
	fields = append(fields, gosrc.Doc("Transport says how requests are sent."), jen.Id("Transport").Add(gosrc.ClientOpts()))
	doc := "Options say how requests are sent."
	if len(fields) > 2 {
		doc = "Options say how a client authenticates, and how requests are sent. Credentials go out with calls of the methods " +
			"that ask for them, and with no others."
	}
	f.Declare(gosrc.Doc(doc), jen.Type().Id("Options").Struct(fields...), "Options")
}

func schemeDoc(s *model.Scheme) jen.Code {
	holds := map[model.SchemeKind]string{
		model.Bearer: " hands out the tokens of the scheme ",
		model.APIKey: " hands out the keys of the scheme ",
		model.Basic:  " are the user name and the password of the scheme ",
	}
	return gosrc.Doc(naming.ClientScheme(s)+holds[s.Kind]+`"`+s.Name+`".`, s.Description)
}

// credentials is the type of a scheme's credentials.
//
//	rpc.TokenSource
func credentials(s *model.Scheme) *jen.Statement {
	if s.Kind == model.Basic {
		return jen.Op("*").Add(gosrc.BasicCreds())
	}
	return gosrc.TokenSource()
}

// schemes are the arguments of rpc.NewClient.
//
//	(
//		address,
//		o.Transport,
//		rpc.BearerScheme("token", o.Token),
//	)
func (e *Emitter) schemes() *jen.Statement {
	args := []jen.Code{jen.Id("address"), jen.Id("o").Dot("Transport")}
	for _, s := range naming.UsedSchemes(e.api) {
		args = append(args, scheme(s))
	}
	if len(args) == 2 {
		return jen.Params(args...)
	}
	return gosrc.Lines(args)
}

// scheme is a scheme as the runtime's client knows it.
//
//	rpc.APIKeyScheme("key", "X-API-Key", "", o.Key)
func scheme(s *model.Scheme) *jen.Statement {
	name, source := gosrc.Raw(s.Name), jen.Id("o").Dot(naming.ClientScheme(s))
	switch s.Kind {
	case model.APIKey:
		return gosrc.APIKeyScheme().Call(name, gosrc.Raw(s.Header), gosrc.Raw(s.Param), source)
	case model.Basic:
		return gosrc.BasicScheme().Call(name, source)
	}
	return gosrc.BearerScheme().Call(name, source)
}
