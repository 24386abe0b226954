package specschema

import "slices"

// constraints say which keys fit which type, and what their values have to be.
func constraints() []object {
	var all []object
	for _, k := range kinds {
		all = append(all, when(typed(of(k.forms)), k.rules()))
	}
	return append(all,
		when(typed(of(named)), ofNamed()),
		when(severalTypes, without("This belongs to one of the members, by a name of its own.", rules("enum", "secret", "encoding")...)),
		when(having("fields"), without("This does not fit beside fields, which make an object.", rules("type", "union", "enum", "secret", "encoding")...)),
		when(having("extends"), without("This does not fit beside extends, which makes an object.", rules("type", "union", "enum", "secret", "encoding")...)),
		when(having("union"), without("This does not fit beside union.", rules("type", "enum", "secret", "encoding")...)),
		when(having("enum"), without("This says nothing beside enum, which lists the values.", rules("secret", "encoding")...)),
		when(having("enum"), object{"properties": object{"enum": oneKind()}}),
		object{"if": having("enum"), "else": without("open fits an enum alone.", "open")},
		uniqueScalars(),
	)
}

// severalTypes is a type that is one of several, as its expression says.
var severalTypes = object{
	"properties": object{"type": object{"type": "string", "pattern": "[|]", "not": object{"pattern": typePattern}}},
	"required":   []string{"type"},
}

func when(condition, then object) object { return object{"if": condition, "then": then} }

func having(key string) object { return object{"required": []string{key}} }

// typed is a type whose expression matches a pattern.
func typed(pattern string) object {
	return object{"properties": object{"type": object{"type": "string", "pattern": pattern}}, "required": []string{"type"}}
}

// without refuses keys, with a reason.
func without(why string, keys ...string) object {
	refused := object{}
	for _, key := range keys {
		refused[key] = false
	}
	return object{"properties": refused, "errorMessage": why}
}

// no takes nothing but false.
func no(why string) object { return object{"const": false, "errorMessage": why, "doNotSuggest": true} }

// rules are the names of all constraints of values, and others.
func rules(others ...string) []string {
	all := slices.Clone(others)
	for _, k := range keywords {
		if k.name != "encoding" && k.name != "secret" {
			all = append(all, k.name)
		}
	}
	return all
}

// rules are what fits a kind, and that the rest does not.
func (k kind) rules() object {
	keys := object{}
	for _, word := range keywords {
		switch {
		case slices.Contains(k.constraints, word.name), word.name == "secret" && k.secret:
			keys[word.name] = word.schema(k.limit)
		case word.name == "secret":
			keys[word.name] = no("A secret is a string.")
		default:
			keys[word.name] = false
		}
	}
	if k.enum == nil {
		keys["enum"] = false
	} else {
		keys["enum"] = object{"items": k.enum, "additionalProperties": k.enum}
	}
	return object{"properties": keys, "errorMessage": "This does not fit " + k.name + "."}
}

// ofNamed is what may stand beside the name of a type: what that is, is not known here.
func ofNamed() object {
	keys := object{
		"encoding": false,
		"open":     no("An open enum takes any value, and so cannot narrow another type."),
	}
	for _, word := range keywords {
		if word.name != "encoding" {
			keys[word.name] = word.schema(object{"type": "number"})
		}
	}
	return object{"properties": keys, "errorMessage": "encoding stands where bytes is named."}
}

// oneKind is an enum whose values are all strings or all integers.
func oneKind() object {
	all := func(name string) object {
		return object{"items": object{"type": name}, "additionalProperties": object{"type": name}}
	}
	return object{"anyOf": []object{all("string"), all("integer")}}
}

// uniqueScalars refuses uniqueItems of lists whose items cannot be compared.
func uniqueScalars() object {
	return object{
		"if":   typed(of(`list *< *(?:null *[|].*|.*[|] *null *|bytes|json|list *<.*|map *<.*) *>`)),
		"then": object{"properties": object{"uniqueItems": no("uniqueItems holds for lists of scalars.")}},
	}
}

// defaults say what a default has to be.
func defaults() []object {
	var all []object
	for _, k := range kinds {
		if k.values == nil {
			continue
		}
		forms := "(?:" + k.forms + ")"
		notNull := only(k.values, "A value of "+k.name+".")
		orNull := when(object{"not": object{"type": "null"}}, only(k.values, "A value of "+k.name+", or null."))
		all = append(all,
			when(typed("^ *"+forms+" *$"), object{"properties": object{"default": notNull}}),
			when(typed("^ *null *[|] *"+forms+" *$|^ *"+forms+" *[|] *null *$"), object{"properties": object{"default": orNull}}),
		)
	}
	return all
}

// only is a schema with a message of its own.
func only(schema object, message string) object {
	o := object{"errorMessage": message, "doNotSuggest": true}
	for name, v := range schema {
		o[name] = v
	}
	return o
}
