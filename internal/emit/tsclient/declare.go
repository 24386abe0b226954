package tsclient

// function exports a function whose body is one line.
func (e *emitter) function(signature, body string) {
	if e.declare {
		e.line("export declare function ", signature, ";")
		return
	}
	e.block("export function "+signature+" {", "}", func() { e.line(body) })
}

// constant is how an object of values opens and closes.
//
//	export const ErrorCode = {
//	  …
//	} as const;
func (e *emitter) constant(name string, export bool) (opening, closing string) {
	if e.declare {
		return exported(export) + "declare const " + name + ": {", "};"
	}
	return exported(export) + "const " + name + " = {", "} as const;"
}

// value is a member of such an object.
func (e *emitter) value(name, value string) string {
	if e.declare {
		return "readonly " + property(name) + ": " + value + ";"
	}
	return member(name) + ": " + value + ","
}

// functions exports an object of functions.
func (e *emitter) functions(name string, body func()) {
	if e.declare {
		e.block("export declare const "+name+": {", "};", body)
		return
	}
	e.block("export const "+name+" = {", "};", body)
}

// member is a function of such an object.
func (e *emitter) member(name, params, result, body string) {
	if e.declare {
		e.line(name, ": ", params, " => ", result, ";")
		return
	}
	e.line(name, ": ", params, ": ", result, " => ", body, ",")
}
