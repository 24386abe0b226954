package specschema

// The patterns are both RE2's and JavaScript's, with its flag u: no look-around, no needless escapes.

const (
	// nameByte is printable ASCII without spaces, quotes and backslashes.
	nameByte = `[!#-&(-\[\]-_a-~]`
	// schemeByte may stand in the name of a scheme beside a |.
	schemeByte = `[!#-&(-\[\]-_a-{}~]`

	authPattern = `^ *(?:` + schemeByte + `+|` + schemeByte + `+ *[|] *none|none *[|] *` + schemeByte + `+) *$`

	durationPattern = `^[+]?(?:(?:[0-9]+[.]?[0-9]*|[.][0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+$`
)

const (
	builtin = `string|bool|int|int32|int64|float|decimal|bytes|time|date|json`
	named   = `[A-Z][A-Za-z0-9]*`
	// within is how deep lists and maps are read one by one. What is in them there is not looked into.
	within = 4
)

var (
	// single is a type that is not one of several, null left aside.
	single = term(within)
	// typePattern is a type that may be null.
	typePattern = "^ *" + nullable(single) + " *$"
	// unionPattern is a type, or several.
	unionPattern = `^ *(?:null *[|] *)?` + single + `(?: *[|] *(?:null|` + single + `))* *$`
	// nullJSONPattern is json with null, which it holds already, and what nests too deep.
	nullJSONPattern = `(?:^|[<,| ])json *[|] *null|null *[|] *json *(?:[>|]|$)|(?:<[^<]*){65}`
)

// term is a type expression without null and other members of a union. Lists and maps stand in it one
// in another, so that each depth adds to the length of the pattern and does not multiply it.
func term(depth int) string {
	inside := `[A-Za-z0-9 <>,|]+`
	if depth > 0 {
		inside = nullable(term(depth - 1))
	}
	return `(?:` + builtin + `|` + named + `|(?:list *<|map *<(?: *(?:string|` + named + `) *,)?) *` + inside + ` *>)`
}

func nullable(term string) string { return `(?:null *[|] *)?` + term + `(?: *[|] *null)?` }

// of is the pattern of types of these forms, which may be null.
func of(forms string) string { return "^ *" + nullable("(?:"+forms+")") + " *$" }

// refuse refuses a text that matches a pattern, with a message, for which "not" has no room.
func refuse(pattern, why string) object {
	return object{"if": object{"pattern": pattern}, "then": object{"pattern": "^$", "errorMessage": why}}
}

// apart refuses unions whose members cannot be told apart, as far as these say it themselves, and
// null that stands twice.
func apart() []object {
	all := []object{refuse(twice("null"), "null stands twice.")}
	for _, kind := range []string{
		"string|decimal|bytes|time|date|int64", "int|int32|float|int64", "bool", "list *<[^<>]*>", "map *<[^<>]*>",
	} {
		all = append(all, refuse(twice(kind), "Two members are of one kind of JSON value, and cannot be told apart."))
	}
	return append(all, refuse(`[|] *json *(?:[|]|$)|^ *json *[|]`, "json cannot be a member: it holds every value."))
}

// twice is the pattern of unions that have two members of these forms. What stands inside < > is no
// member: it does not reach from one | of the union to the next.
func twice(forms string) string {
	return `(?:^|[|]) *(?:` + forms + `) *[|](?:.*[|])? *(?:` + forms + `) *(?:[|]|$)`
}
