package specschema

import (
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/model"
)

// names are what is offered of this API in place of the strings of the schema that stand for it.
// Offering is all that is done with them: a name that the schema does not know yet may be used.
func names(api *model.API) []string {
	types, objects := builtins(), []object{}
	for _, n := range api.Types {
		types = append(types, offer(n.Name, n.Description))
		if n.Shape == model.Object {
			objects = append(objects, offer(n.Name, n.Description))
		}
	}
	errors := []object{}
	for _, e := range api.Errors {
		errors = append(errors, offer(e.Name, e.Message))
	}
	return []string{
		`"$TYPES"`, encode(types),
		`"$OBJECTS"`, encode(objects),
		`"$OBJECTLISTS"`, encode(lists(objects)),
		`"$ERRORS"`, encode(errors),
		`"$ERRORLISTS"`, encode(lists(errors)),
		`"$TAGS"`, encode(tags(api)),
		`"$TAGLISTS"`, encode(lists(tags(api))),
		`"$AUTHS"`, encode(auths(api)),
		`"$SCOPES"`, encode(scopes(api)),
	}
}

// offer is a snippet that writes a text. Of its description editors get the first line.
func offer(text, description string) object {
	o := object{"label": text, "bodyText": escape(text)}
	if line, _, _ := strings.Cut(strings.TrimSpace(description), "\n"); line != "" {
		o["description"] = line
	}
	return o
}

// lists offers each of the texts as the first of a list.
func lists(offers []object) []object {
	all := make([]object, len(offers))
	for i, o := range offers {
		description, _ := o["description"].(string)
		all[i] = offer("["+o["label"].(string)+"]", description)
	}
	return all
}

func builtins() []object {
	all := []object{}
	for _, t := range []struct{ name, body, description string }{
		{"string", "string", "Text."},
		{"bool", "bool", "True or false."},
		{"int", "int", "An integer that JavaScript holds exactly."},
		{"int32", "int32", "An integer of 32 bits."},
		{"int64", "int64", "An integer of 64 bits, as a string of digits."},
		{"float", "float", "A number."},
		{"decimal", "decimal", "A decimal number as a string, kept as it is written."},
		{"bytes", "bytes", "Bytes, in base64 or hex."},
		{"time", "time", "A moment, as RFC 3339 writes it."},
		{"date", "date", "A day of the calendar."},
		{"json", "json", "Any value."},
		{"list<T>", "list<${1:string}>", "A list."},
		{"map<T>", "map<${1:string}>", "An object with any names."},
	} {
		all = append(all, object{"label": t.name, "bodyText": t.body, "description": t.description})
	}
	return all
}

func auths(api *model.API) []object {
	all := []object{offer("none", "Nobody is asked, and credentials are not looked at.")}
	for _, s := range api.Schemes {
		all = append(all,
			offer(s.Name, s.Description),
			offer(s.Name+" | none", "The caller may be absent; bad credentials are refused all the same."))
		for _, scope := range s.Scopes {
			all = append(all, offer("{"+s.Name+": ["+scope.Name+"]}", scope.Description))
		}
	}
	return all
}

// scopes offers the scopes of each scheme.
func scopes(api *model.API) object {
	all := object{"none": object{"maxItems": 0, "doNotSuggest": true}}
	for _, s := range api.Schemes {
		offered := []object{}
		for _, scope := range s.Scopes {
			offered = append(offered, offer(scope.Name, scope.Description))
		}
		all[s.Name] = object{
			"allOf":           []object{{"$ref": "#/definitions/scopes"}},
			"items":           object{"type": "string", "defaultSnippets": offered},
			"defaultSnippets": lists(offered),
		}
	}
	return all
}

func tags(api *model.API) []object {
	all, seen := []object{}, map[string]bool{}
	for _, m := range api.Methods {
		for _, tag := range m.Tags {
			if !seen[tag] {
				seen[tag] = true
				all = append(all, offer(tag, ""))
			}
		}
	}
	return all
}

// escape writes text for a snippet, in which $ and } mean something.
func escape(text string) string {
	return strings.NewReplacer(`\`, `\\`, `$`, `\$`, `}`, `\}`).Replace(text)
}
