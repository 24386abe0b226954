package tsclient

import (
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/emit/comment"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// types declares the types of the spec. Those that look different when they are sent are declared
// twice.
func (e *emitter) types() {
	for _, n := range e.api.Types {
		d := answered
		if e.sent[n] && !e.inputs[n] {
			d = sent
		}
		e.doc(n.Description, aliasConstraints(n), comment.Deprecation("@deprecated", n.Deprecated))
		e.named(n, naming.TSLocal(n.Name), d)
		if e.inputs[n] {
			e.doc("`"+n.Name+"` as it is sent: what has a default may be left out.", comment.Deprecation("@deprecated", n.Deprecated))
			e.named(n, naming.TSInput(n), sent)
		}
	}
}

func (e *emitter) named(n *model.Named, name string, d direction) {
	export := name == n.Name || d == sent
	switch n.Shape {
	case model.Object:
		e.object(name, n.Fields, d, export)
		return
	case model.Enum:
		e.enum(n, name, export)
	case model.Union:
		e.line(exported(export), "type ", name, " =", e.members(n, d), orNull(n), ";")
	case model.Alias:
		e.line(exported(export), "type ", name, " = ", e.notNull(n.Type, d), orNull(n), ";")
	}
	e.line()
}

func exported(yes bool) string {
	if yes {
		return "export "
	}
	return ""
}

func orNull(n *model.Named) string {
	if n.Nullable {
		return " | null"
	}
	return ""
}

// object declares an object.
//
//	export interface Registration {
//	  status: Outcome;
//	  /** For the calls that follow. */
//	  token?: string;
//	}
func (e *emitter) object(name string, fields []*model.Field, d direction, export bool) {
	e.block(exported(export)+"interface "+name+" {", "}", func() { e.fields(fields, d) })
	e.line()
}

func (e *emitter) fields(fields []*model.Field, d direction) {
	for _, f := range fields {
		e.doc(f.Description, fieldConstraints(f), comment.Deprecation("@deprecated", f.Deprecated))
		mark := ""
		if f.Optional && (d == sent || f.Default == nil) {
			mark = "?"
		}
		e.line(property(f.Name), mark, ": ", e.typeOf(f.Type, d), ";")
	}
}

// hasConst reports whether a type comes with an object of its values.
func hasConst(n *model.Named) bool {
	return n.Shape == model.Enum && len(n.Values) > 0 && n.Values[0].Key != ""
}

// enum declares an enum, and the object of its values where these have names.
//
//	export type Outcome = 0 | 1;
//	export const Outcome = { succeeded: 0, failed: 1 } as const;
func (e *emitter) enum(n *model.Named, name string, export bool) {
	text := literals(n.Base, n.Values)
	if n.Open && n.Base == model.String {
		text += " | (string & {})"
	} else if n.Open {
		text += " | (number & {})"
	}
	e.line(exported(export), "type ", name, " = ", text, orNull(n), ";")
	if !hasConst(n) {
		return
	}
	var all []string
	for _, v := range n.Values {
		all = append(all, e.value(v.Key, literal(n.Base, v)))
	}
	opening, closing := e.constant(name, export)
	line := opening + " " + strings.TrimRight(strings.Join(all, " "), ",") + " " + closing
	if len(line) <= lineWidth {
		e.line(line)
		return
	}
	e.block(opening, closing, func() {
		for _, one := range all {
			e.line(one)
		}
	})
}

const lineWidth = 120

// members is a union: of types, or of tagged objects.
//
//	= ({ kind: "hostUp" } & HostUp)
//	| ({ kind: "hostDown" } & HostDown)
func (e *emitter) members(n *model.Named, d direction) string {
	if n.Discriminator == "" {
		all := make([]string, len(n.Members))
		for i, m := range n.Members {
			all[i] = e.notNull(m.Type, d)
		}
		return " " + strings.Join(all, " | ")
	}
	var b strings.Builder
	for _, m := range n.Members {
		b.WriteString("\n  | ({ " + property(n.Discriminator) + ": " + quote(m.Tag) + " } & " + e.nameOf(m.Type.Named, d) + ")")
	}
	return b.String()
}
