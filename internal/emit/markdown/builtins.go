package markdown

import (
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/model"
)

const builtinTitle = "Built-in types"

// builtins are the built-in types as they travel.
var builtins = []struct {
	kind          model.Kind
	name, carried string
}{
	{model.String, "string", "A string of Unicode without U+0000."},
	{model.Bool, "bool", "`true` or `false`."},
	{model.Int, "int", "An integer from -9007199254740991 to 9007199254740991, written in digits alone."},
	{model.Int32, "int32", "An integer of 32 bits, written in digits alone."},
	{model.Int64, "int64", "A string of digits, as JavaScript cannot hold 64 bits in a number: `\"42\"`. A JSON integer is accepted too."},
	{model.Float, "float", "A number."},
	{model.Decimal, "decimal", "A string that holds a number, kept as it is written: `\"9.90\"`."},
	{model.Bytes, "bytes", "A string of bytes, in padded base64 or in hex."},
	{model.Time, "time", "A moment as RFC 3339 writes it, with its offset: `\"2026-01-31T12:00:00Z\"`."},
	{model.Date, "date", "A day of the calendar: `\"2026-01-31\"`."},
	{model.JSON, "any JSON", "Any value."},
	{model.List, "list", "An array. It is never null."},
	{model.Map, "map", "An object with any names."},
}

// builtinTypes explains the built-in types that the API uses.
func (d *document) builtinTypes() {
	rows := []string{"| Type | In JSON |", "|---|---|"}
	for _, b := range builtins {
		if d.used[b.kind] {
			rows = append(rows, "| "+b.name+" | "+b.carried+" |")
		}
	}
	if len(rows) > 2 {
		d.put("### " + builtinTitle)
		d.put(strings.Join(rows, "\n"))
	}
}

// kinds are the kinds of types that an API uses somewhere.
func kinds(api *model.API) map[model.Kind]bool {
	used := map[model.Kind]bool{}
	var add func(t *model.Type)
	add = func(t *model.Type) {
		for ; t != nil; t = t.Elem {
			used[t.Kind] = true
			add(t.Key)
		}
	}
	fields := func(all []*model.Field) {
		for _, f := range all {
			add(f.Type)
		}
	}
	for _, n := range api.Types {
		add(n.Type)
		fields(n.Fields)
		for _, m := range n.Members {
			add(m.Type)
		}
	}
	for _, e := range api.Errors {
		add(e.Data)
		fields(e.Fields)
	}
	for _, m := range api.Methods {
		add(m.Result)
		fields(m.Params)
	}
	return used
}
