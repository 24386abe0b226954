package spec

import (
	"strconv"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/diag"
	"github.com/trunkline-rpc/trunkline/rpc/format"
)

// readAs names what YAML reads a scalar as that is no text.
func readAs(n *node) string {
	switch n.Tag {
	case "!!int", "!!float":
		return "a number"
	case "!!bool":
		return "a boolean"
	case "!!timestamp":
		return "a date"
	case "!!null":
		return "null"
	}
	return "something else"
}

// text reads a text. What YAML reads as something else has to be quoted.
func (r *reader) text(at diag.Place, what string, n *node) (Text, bool) {
	switch {
	case n.isEmpty():
		n.refuse(at, "%s: wants a text, and nothing is here", what)
	case !n.isScalar():
		n.refuse(at, "%s: wants a text, and this is %s", what, n.kind())
	case n.Tag != "!!str":
		n.refuse(at, "%s: wants a text, and %s is read as %s: quote it", what, clip(n.Value), readAs(n))
	default:
		return Text{n.Value, n.pos()}, true
	}
	return Text{}, false
}

// duration reads the text of a duration. A number alone has no unit, and quotes would not help it.
func (m *mapping) duration(key string) Text {
	if n := m.values[key]; n != nil && n.isScalar() && (n.Tag == "!!int" || n.Tag == "!!float") {
		m.take(key).refuse(m.at, "%s: %s has no unit: write %[2]ss, %[2]sms or %[2]sm", key, clip(n.Value))
		return Text{}
	}
	return m.text(key)
}

// texts reads a list of texts.
func (r *reader) texts(at diag.Place, what string, n *node) []Text {
	if !n.isList() {
		n.refuse(at, "%s: wants a list of texts, and this is %s", what, n.kind())
		return nil
	}
	var all []Text
	for i := range n.Content {
		if t, ok := r.text(at, what, n.child(i)); ok {
			all = append(all, t)
		}
	}
	return all
}

// flag reads true or false. YAML 1.1's yes and on are texts.
func (r *reader) flag(at diag.Place, what string, n *node) Flag {
	if !n.isScalar() || n.Tag != "!!bool" || n.Value != "true" && n.Value != "false" {
		n.refuse(at, "%s: wants true or false, and this is %s%s", what, shown(n), meant(n))
		return Flag{}
	}
	return Flag{n.Value == "true", n.pos()}
}

// meant suggests which boolean other words for it mean.
func meant(n *node) string {
	if !n.isScalar() {
		return ""
	}
	switch strings.ToLower(n.Value) {
	case "true", "yes", "on", "y", "1":
		return ": write true"
	case "false", "no", "off", "n", "0":
		return ": write false"
	}
	return ""
}

// shown is what stands there, for messages.
func shown(n *node) string {
	if !n.isScalar() || n.isEmpty() {
		return n.kind()
	}
	if len(n.Value) > 40 {
		return "a text"
	}
	return strconv.Quote(n.Value)
}

// integer reads an integer, which is written in digits alone.
func (r *reader) integer(at diag.Place, what string, n *node) (int64, bool) {
	if !n.isScalar() || !n.plain() || !format.Integer(n.Value) {
		n.refuse(at, "%s: wants an integer written in digits alone, and this is %s", what, shown(n))
		return 0, false
	}
	v, err := strconv.ParseInt(n.Value, 10, 64)
	if err != nil {
		n.refuse(at, "%s: %s is beyond 64 bits", what, clip(n.Value))
	}
	return v, err == nil
}

// deprecation reads "deprecated", which says what to use instead, or just true.
func (m *mapping) deprecation() Text {
	n := m.take("deprecated")
	if n != nil && n.isScalar() && n.Tag == "!!bool" && n.Value == "true" {
		return Text{"true", n.pos()}
	}
	return m.text("deprecated")
}
