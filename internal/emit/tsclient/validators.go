package tsclient

import (
	"strconv"

	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// validators declares what checks params before they are sent: a function for each method, which holds
// its constraints, and an object of all of them. Bundlers drop those that are not used.
//
//	/** Checks the params of `host.get`. */
//	export const validateHostGet = (params: unknown): Violation[] => check(params, { is: "object", fields: {
//	  id: { is: "int" },
//	} });
func (e *emitter) validators() {
	e.doc("Checks params as the server would, for forms: the same paths, rules and messages. An empty list says that all is well.",
		"Each is a function by itself as well: a bundle that imports one holds the constraints of no other method.",
		e.checkSample())
	e.functions("validate", func() {
		for _, m := range e.api.Methods {
			if len(m.Params) > 0 {
				e.member(naming.TSFullMethod(m), "(params: unknown)", "Violation[]", naming.TSValidate(m)+"(params)")
			}
		}
	})
	for _, m := range e.api.Methods {
		if len(m.Params) > 0 {
			e.line()
			e.validator(m)
		}
	}
	if e.checks() {
		e.line()
	}
}

func (e *emitter) validator(m *model.Method) {
	e.doc("Checks the params of `" + m.Name + "`.")
	opening := "export const " + naming.TSValidate(m) + " = (params: unknown): Violation[] => check(params, "
	switch {
	case e.declare:
		e.line("export declare const ", naming.TSValidate(m), ": (params: unknown) => Violation[];")
	case m.ParamsType != nil:
		e.shapesOf.add(m.ParamsType)
		e.line(opening, shapeName(m.ParamsType), ");")
	default:
		e.objectShape(opening, m.Params, ");")
	}
}

// shapes declares the constraints of the types that params hold.
func (e *emitter) shapes() {
	e.block("function check(params: unknown, shape: RpcShape): Violation[] {", "}", func() {
		e.line("return violationsIn(params, shape, ", strconv.FormatBool(e.api.IgnoreUnknown), ");")
	})
	e.line()
	e.shapesOf.each(func(n *model.Named) {
		e.namedShape(n)
		e.line()
	})
}

// namedShape declares the shape of a type that others refer to.
func (e *emitter) namedShape(n *model.Named) {
	opening := "const " + shapeName(n) + ": RpcShape = "
	switch n.Shape {
	case model.Object:
		e.objectShape(opening, n.Fields, ";")
	case model.Union:
		e.line(opening, e.unionShape(n), ";")
	default:
		e.line(opening, e.collectionShape(n.Type), ";")
	}
}

func (e *emitter) objectShape(opening string, fields []*model.Field, closing string) {
	if len(fields) == 0 {
		e.line(opening, `{ is: "object", fields: {} }`, closing)
		return
	}
	e.block(opening+`{ is: "object", fields: {`, "} }"+closing, func() {
		for _, f := range fields {
			e.line(typedMember(f.Name, e.fieldShape(f)), ",")
		}
	})
}
