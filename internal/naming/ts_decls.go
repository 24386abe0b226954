package naming

import "github.com/trunkline-rpc/trunkline/internal/model"

// TSSpaces lists every name of the TypeScript client that comes from the spec, by the space it stands
// in.
func TSSpaces(api *model.API) []Space {
	spaces := []Space{tsModule(api), tsClient(api), tsOptionSpace(api), tsCodes(api), tsMethods(api)}
	for _, s := range api.Services {
		spaces = append(spaces, tsService(s))
	}
	return spaces
}

func tsModule(api *model.API) Space {
	var s Space
	s.own(TSExports...)
	for _, name := range StandardErrors {
		s.own(TSStandardType(name))
	}
	inputs := TSInputs(api)
	for _, n := range api.Types {
		s.add(n.Name, n, quote("type", n.Name))
		if inputs[n] {
			s.add(TSInput(n), n, "what is sent of "+quote("type", n.Name))
		}
	}
	for _, e := range api.Errors {
		s.add(TSErrorType(e), e, quote("error", e.Name))
	}
	for _, service := range api.Services {
		s.add(TSServiceInterface(service), service, quote("service", service.Name))
	}
	for _, m := range api.Methods {
		if m.ParamsType == nil && len(m.Params) > 0 {
			s.add(TSParams(m), m, "the params of "+quote("method", m.Name))
		}
		if len(m.Params) > 0 {
			s.add(TSValidate(m), m, "what checks the params of "+quote("method", m.Name))
		}
		if len(m.Errors) > 0 {
			s.add(TSMethodError(m), m, "the errors of "+quote("method", m.Name))
		}
	}
	return s
}

func tsClient(api *model.API) Space {
	var s Space
	for _, service := range api.Services {
		s.add(TSService(service), service, quote("service", service.Name))
	}
	return s
}

func tsOptionSpace(api *model.API) Space {
	var s Space
	for _, scheme := range UsedSchemes(api) {
		s.add(TSScheme(scheme), scheme, quote("scheme", scheme.Name))
	}
	return s
}

// tsCodes are the members of ErrorCode.
func tsCodes(api *model.API) Space {
	var s Space
	s.own(StandardErrors...)
	s.own(TSUnknown)
	for _, e := range api.Errors {
		s.add(e.Name, e, quote("error", e.Name))
	}
	return s
}

// tsMethods are the members of keys and validate.
func tsMethods(api *model.API) Space {
	var s Space
	for _, m := range api.Methods {
		s.add(TSFullMethod(m), m, quote("method", m.Name))
	}
	return s
}

func tsService(service *model.Service) Space {
	var s Space
	for _, m := range service.Methods {
		s.add(TSMethod(m), m, quote("method", m.Name))
	}
	return s
}
