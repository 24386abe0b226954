package spec

import (
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/trunkline-rpc/trunkline/internal/diag"
)

// mapping is a mapping whose keys are taken one by one. In the end, those that nobody took are
// unknown, and those that were asked for in vain are missing.
type mapping struct {
	r      *reader
	at     diag.Place
	node   *node
	values map[string]*node
	keys   []Text // in source order
	taken  []string
	absent [][]string
}

// mapping reads n as a mapping with known keys. It returns nil, with a mistake, when n is none.
func (r *reader) mapping(at diag.Place, n *node, what string) *mapping {
	if !n.isMapping() {
		n.refuse(at, "%s is a mapping of keys to values, and this is %s", what, n.kind())
		return nil
	}
	m := &mapping{r: r, at: at, node: n, values: map[string]*node{}}
	r.entries(at, n, func(key Text, value *node) {
		m.values[key.Value] = value
		m.keys = append(m.keys, key)
	})
	return m
}

// each calls f for every entry of a mapping whose keys are names. A missing one has none.
func (r *reader) each(at diag.Place, n *node, f func(name Text, value *node)) {
	if n == nil {
		return
	}
	if !n.isMapping() {
		n.refuse(at, "wants a mapping of names, and this is %s", n.kind())
		return
	}
	r.entries(at, n, f)
}

// entries calls f for every entry whose key is a text that did not stand before.
func (r *reader) entries(at diag.Place, n *node, f func(key Text, value *node)) {
	seen := map[string]diag.Pos{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, ok := r.key(at, n.child(i))
		if !ok {
			continue
		}
		value := n.child(i + 1)
		if n.inFlow() {
			i += 2 * r.join(at, key, value, n.Content[i+2:])
		}
		if before, twice := seen[key.Value]; twice {
			at.Refuse(key.Pos, "key %q stands twice, first on line %d", clip(key.Value), before.Line)
			continue
		}
		seen[key.Value] = key.Pos
		f(key, value)
	}
}

// join puts a type together that was cut at the comma of map<Key, T>, which inside { } ends a text:
// the rest was read as keys without values. It returns how many entries the rest was.
func (r *reader) join(at diag.Place, key Text, value *node, rest []*yaml.Node) int {
	open := openAngles(value)
	parts := []string{value.Value}
	for ; open > 0 && len(rest) > 1; rest = rest[2:] {
		part := (*node)(rest[0])
		if !part.isScalar() || !(*node)(rest[1]).isEmpty() {
			return 0
		}
		open += openAngles(part)
		parts = append(parts, part.Value)
	}
	if open != 0 || len(parts) == 1 {
		return 0
	}
	value.Value = strings.Join(parts, ", ")
	value.refuse(at, "%s: inside { } a comma ends a text: quote the text %q", clip(key.Value), clip(value.Value))
	return len(parts) - 1
}

// openAngles counts the < of a text without quotes that are not closed.
func openAngles(n *node) int {
	if !n.isScalar() || !n.plain() {
		return 0
	}
	return strings.Count(n.Value, "<") - strings.Count(n.Value, ">")
}

// key reads the key of an entry.
func (r *reader) key(at diag.Place, n *node) (Text, bool) {
	switch {
	case !n.isScalar():
		n.refuse(at, "a key is a text, and this is %s", n.kind())
	case n.Tag != "!!str":
		n.refuse(at, "key %s is read as %s: quote it", clip(n.Value), readAs(n))
	default:
		return Text{n.Value, n.pos()}, true
	}
	return Text{}, false
}

// take returns the value of a key, or nil. The key is known from then on.
func (m *mapping) take(key string) *node {
	m.taken = append(m.taken, key)
	return m.values[key]
}

// keyPos returns where a key stands.
func (m *mapping) keyPos(key string) diag.Pos {
	i := slices.IndexFunc(m.keys, func(t Text) bool { return t.Value == key })
	if i < 0 {
		return diag.Pos{}
	}
	return m.keys[i].Pos
}

// required is take for a key that has to be there.
func (m *mapping) required(key string) *node {
	n := m.take(key)
	if n == nil {
		m.missing(key)
	}
	return n
}

// missing notes that a key is missing, in whose place others could stand.
func (m *mapping) missing(key string, others ...string) {
	m.absent = append(m.absent, append([]string{key}, others...))
}

// text is take for a text.
func (m *mapping) text(key string) Text {
	n := m.take(key)
	if n == nil {
		return Text{}
	}
	text, _ := m.r.text(m.at, key, n)
	return text
}

// requiredText is text for a key that has to be there.
func (m *mapping) requiredText(key string) Text {
	if m.values[key] == nil {
		m.missing(key)
	}
	return m.text(key)
}

// flag is take for true or false.
func (m *mapping) flag(key string) Flag {
	n := m.take(key)
	if n == nil {
		return Flag{}
	}
	return m.r.flag(m.at, key, n)
}

// number is take for an integer that has to be there.
func (m *mapping) number(key string) Number {
	n := m.required(key)
	if n == nil {
		return Number{}
	}
	v, ok := m.r.integer(m.at, key, n)
	if !ok {
		return Number{}
	}
	return Number{v, n.pos()}
}

// texts is take for a list of texts.
func (m *mapping) texts(key string) []Text {
	n := m.take(key)
	if n == nil {
		return nil
	}
	return m.r.texts(m.at, key, n)
}

// finish refuses the keys that nobody took, and says which are missing, unless another was meant
// that stands in their place.
func (m *mapping) finish() {
	var said strings.Builder
	for _, key := range m.keys {
		if !slices.Contains(m.taken, key.Value) {
			said.WriteString(m.unknown(key))
		}
	}
	if m.isBlurred() {
		return
	}
	isMeant := func(key string) bool { return strings.Contains(said.String(), strconv.Quote(key)) }
	for _, keys := range m.absent {
		if !slices.ContainsFunc(keys[1:], isMeant) {
			m.node.refuse(m.at, "key %q is missing", keys[0])
		}
	}
}

// isBlurred reports whether a key was refused, which may have been any.
func (m *mapping) isBlurred() bool {
	for i := 0; i < len(m.node.Content); i += 2 {
		if key := m.node.child(i); key.isRefused() {
			return true
		}
	}
	return false
}

// unknown refuses a key, and returns what it suggests.
func (m *mapping) unknown(key Text) (suggestion string) {
	if m.node.inFlow() && m.values[key.Value].isEmpty() {
		m.at.Refuse(key.Pos, "key %q has no value: inside { } a comma ends a text, so quote the text that holds it", clip(key.Value))
		return ""
	}
	suggestion = diag.Suggest(key.Value, m.taken)
	for of, hints := range elsewhere {
		if instead := hints[key.Value]; instead != "" && slices.Contains(m.taken, of) {
			suggestion = ": " + instead
		}
	}
	m.at.Refuse(key.Pos, "unknown key %q%s", clip(key.Value), suggestion)
	return suggestion
}

// elsewhere tells those who know JSON Schema and its kin what their keywords are here, by a key that
// only mappings of the kind in question may have.
var elsewhere = map[string]map[string]string{
	"type": {
		"required":             "all is required but what says optional: true",
		"nullable":             "what may be null has a type such as string | null",
		"properties":           `an object type has "fields"`,
		"additionalProperties": "an object with any names is a map<T>",
		"items":                "a list has the type list<T>",
		"const":                "a set of one value is an enum",
		"$ref":                 "a type is used by its name",
		"oneOf":                "one of several types is written A | B",
		"anyOf":                "one of several types is written A | B",
		"allOf":                "an object type extends others",
	},
	"params": {
		"return":     `what a method answers is its "result"`,
		"returns":    `what a method answers is its "result"`,
		"response":   `what a method answers is its "result"`,
		"parameters": `what a method takes is its "params"`,
		"arguments":  `what a method takes is its "params"`,
		"args":       `what a method takes is its "params"`,
		"security":   `who may call a method is its "auth"`,
	},
}
