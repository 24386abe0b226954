package verdict

import "regexp"

// answer is whether a schema can say that something is a mistake.
type answer int

const (
	always answer = iota
	sometimes
	never
)

// unsaid are the mistakes that a JSON Schema cannot find, each with the reason. What the generator says
// of them matches message, and the line that it says it of matches line.
var unsaid = []struct {
	why           string
	answer        answer
	message, line string
}{
	// What a name stands for does not matter here.
	{"", always, `encoding does not fit`, ``},
	// Values that stand elsewhere in the spec.
	{"names are declared elsewhere, and these could be no names at all", sometimes, `(unknown|extends unknown|tag ".*": unknown) (error|type) "[^A-Z"]|unknown auth ".*[ <]|error "([^A-Z"]|.*[ <]).* is not among`, ``},
	{"names are declared elsewhere", never, `^(type|method|error) .*unknown type "[A-Z]|unknown (error|scope|auth) |extends unknown type`, ``},
	{"what a name stands for is said elsewhere", never, `does not fit (object|enum|a list of object|[A-Z]\w* \(|a secret)|secret wherever|[A-Z]\w*,? (which )?(is no object|holds null)`, ``},
	{"what a name stands for is said elsewhere", never, `(: |and )[A-Z]\w* (and|cannot be told)|string type, and ([A-Z]|object)|a secret cannot be the key`, ``},
	{"what a name stands for is said elsewhere", never, `a secret has no default`, `type: (list<)?[A-Z]`},
	{"members that hold lists and maps in turn are not taken apart", sometimes, `cannot be told apart`, `<.*<`},
	{"two names are compared", never, `is where the scheme|comes from|is a field of|(Go|TypeScript) name|without \?`, ``},
	{"two values are compared", never, `leave no value|is no multiple of|in use already`, ``},
	{"two values of a mapping are compared", never, `value "1" stands twice`, `enum: \{`},
	{"the order of keys is no part of JSON", never, `is required, and stands after`, ``},
	{"a type is followed through others", never, `contains itself|stands for nothing|leads back here|in turn`, ``},
	// Values that are held to another part of the spec.
	{"a default or a value is held to constraints", never, `(default|value ".*"): must (have|match|not hold|be (at|greater|less|a multiple|of|"|one of))`, ``},
	{"a value is held to a type, whose parts stand elsewhere", never, `(default|params|result) /.*: (is missing|must|a secret|.*[1-9] param)|default /.* is not known|result: must`, ``},
	{"a member is held to a type; where the method has no params, all are refused", sometimes, `(params|result) /.* is not known`, ``},
	{"an error is held to those of the method", never, `is not among the errors`, ``},
	// Arithmetic, and languages inside texts.
	{"a schema does not add up durations", never, `at most 1h`, ``},
	{"a text of digits is held to 64 bits by the generator alone", never, `default: is outside the range of int64`, ``},
	{"a schema has no say in what a default of text holds", never, `must be valid Unicode`, ``},
	{"RE2's syntax is no regular language", never, `no RE2 expression`, ``},
	// YAML: an editor's parser tells these, or reads another spelling of the same value.
	{"a schema gets no keys twice", never, `key ".*" stands twice`, ``},
	{"a schema gets values, not anchors and tags", never, `the (anchor|alias|merge key|tag) |second one begins`, ``},
	{"a schema gets texts as keys", sometimes, `key \S+ is read as|a key is a text`, ``},
	{"a schema gets texts as keys", sometimes, `an enum needs at least one value`, `\{1: `},
	{"017, 0x10, +1, 1.0 and 1e3 are integers of a schema", never, `wants an integer written in digits alone|must be an integer`, `\b017|0x10|\+1|1\.0|1e3`},
	{"017, +1 and .inf are numbers of a schema, and 1e999 is one", never, `a number is written as in JSON|must be a number`, `017|\+1|\.inf|1e999`},
	{"YAML 1.2, as editors read it, has texts for dates", sometimes, `is read as a date`, ``},
	{"True is a boolean of YAML", never, `and (this is "True"|not True)`, ``},
	{"a schema does not count how deep values nest", never, `nests more than 64 deep here`, ``},
}

// sayable tells whether a schema can refuse what the generator says of a line.
func sayable(message, line string) answer {
	for i, u := range unsaid {
		if compiled[i].message.MatchString(message) && compiled[i].line.MatchString(line) {
			return u.answer
		}
	}
	return always
}

var compiled = compile()

func compile() []struct{ message, line *regexp.Regexp } {
	all := make([]struct{ message, line *regexp.Regexp }, len(unsaid))
	for i, u := range unsaid {
		all[i].message, all[i].line = regexp.MustCompile(u.message), regexp.MustCompile(u.line)
	}
	return all
}
