package verdict

import (
	"encoding/json"
	"errors"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"gopkg.in/yaml.v3"
)

// document is a spec as a JSON Schema sees it.
type document struct {
	value  any
	keys   map[string]int // lines of keys, by the JSON Pointers of their values
	lines  map[string]int // lines of values
	breaks []int
}

var errNotJSON = errors.New("a schema is not asked about what is no JSON")

// read reads YAML as the language server of editors does, which is YAML 1.2 with its core schema.
// Nothing is said of a text that is no YAML, or of one with aliases, which are YAML's as well.
func read(text string) (*document, error) {
	documents := yaml.NewDecoder(strings.NewReader(strings.TrimPrefix(text, "\ufeff")))
	var root, rest yaml.Node
	if err := documents.Decode(&root); err != nil {
		return nil, err
	}
	if err := documents.Decode(&rest); err != nil && err != io.EOF {
		return nil, err
	}
	if len(root.Content) == 0 || root.Content[0].Tag == "!!null" {
		return nil, errNotJSON
	}
	d := &document{keys: map[string]int{}, lines: map[string]int{}, breaks: breaks(text)}
	var err error
	d.value, err = d.convert(root.Content[0], "")
	return d, err
}

// breaks are the lines that begin, for YAML 1.1, behind a line break that is none elsewhere.
func breaks(text string) (lines []int) {
	line := 1
	for _, r := range strings.ReplaceAll(text, "\r\n", "\n") {
		switch r {
		case '\u0085', '\u2028', '\u2029':
			lines = append(lines, line)
			line++
		case '\n', '\r':
			line++
		}
	}
	return lines
}

// line is the line of a node as everybody counts.
func (d *document) line(n *yaml.Node) int {
	line := n.Line
	for _, before := range d.breaks {
		if before < n.Line {
			line--
		}
	}
	return line
}

func (d *document) convert(n *yaml.Node, at string) (any, error) {
	d.lines[at] = d.line(n)
	switch n.Kind {
	case yaml.AliasNode:
		return nil, errNotJSON
	case yaml.SequenceNode:
		all := []any{}
		for i, item := range n.Content {
			v, err := d.convert(item, at+"/"+strconv.Itoa(i))
			if err != nil {
				return nil, err
			}
			all = append(all, v)
		}
		return all, nil
	case yaml.MappingNode:
		return d.mapping(n, at)
	}
	return scalar(n), nil
}

func (d *document) mapping(n *yaml.Node, at string) (any, error) {
	all := map[string]any{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		name := key.Value
		if key.Tag == "!!merge" {
			return nil, errNotJSON
		}
		_, seen := all[name]
		if key.Kind != yaml.ScalarNode || seen {
			continue // YAML's mistakes
		}
		below := at + "/" + escape(name)
		v, err := d.convert(n.Content[i+1], below)
		if err != nil {
			return nil, err
		}
		all[name] = v
		d.keys[below] = d.line(key)
	}
	return all, nil
}

var (
	coreInt   = regexp.MustCompile(`^[-+]?[0-9]+$`)
	coreFloat = regexp.MustCompile(`^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`)
)

// scalar is the value of a scalar.
func scalar(n *yaml.Node) any {
	quoted := n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0
	switch s := n.Value; {
	case quoted:
		return s
	case slices.Contains([]string{"", "~", "null", "Null", "NULL"}, s):
		return nil
	case slices.Contains([]string{"true", "True", "TRUE"}, s):
		return true
	case slices.Contains([]string{"false", "False", "FALSE"}, s):
		return false
	case coreInt.MatchString(s), coreFloat.MatchString(s):
		return number(s)
	case strings.HasPrefix(s, "0x"), strings.HasPrefix(s, "0o"):
		if v, err := strconv.ParseInt(s, 0, 64); err == nil {
			return json.Number(strconv.FormatInt(v, 10))
		}
	case slices.Contains([]string{".inf", "-.inf", ".nan"}, strings.ToLower(s)):
		return math.MaxFloat64
	}
	return n.Value
}

// number is a number as JSON writes it.
func number(s string) json.Number {
	s = strings.TrimPrefix(s, "+")
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	s = strings.TrimLeft(s, "0")
	if s == "" || s[0] < '0' || '9' < s[0] {
		s = "0" + s
	}
	return json.Number(sign + strings.TrimSuffix(s, "."))
}

func escape(name string) string { return strings.NewReplacer("~", "~0", "/", "~1").Replace(name) }

// mistake is what a schema refuses, with the lines of the value and of its key.
type mistake struct {
	line, key int
	text      string
}

type mistakes []mistake

func (all mistakes) at(line int) bool {
	return slices.ContainsFunc(all, func(m mistake) bool { return m.line == line || m.key == line })
}

// errors lists the parts of what a validator says that have no parts themselves.
func (d *document) errors(err error) (all mistakes) {
	var found *jsonschema.ValidationError
	if errors.As(err, &found) {
		d.add(&all, found)
	}
	return all
}

func (d *document) add(all *mistakes, e *jsonschema.ValidationError) {
	at := ""
	for _, step := range e.InstanceLocation {
		at += "/" + escape(step)
	}
	say := func(at string) {
		text := at + ": " + e.ErrorKind.LocalizedString(message.NewPrinter(language.English))
		*all = append(*all, mistake{d.lines[at], d.keys[at], text})
	}
	switch k := e.ErrorKind.(type) {
	case *kind.AdditionalProperties:
		for _, name := range k.Properties {
			say(at + "/" + escape(name))
		}
		return
	case *kind.PropertyNames:
		// The validator names the property, and not reliably the object that has it.
		for key := range d.keys {
			if strings.HasSuffix(key, "/"+escape(k.Property)) {
				say(key)
			}
		}
		return
	case *kind.AnyOf, *kind.Not:
		say(at)
		return
	}
	for _, cause := range e.Causes {
		d.add(all, cause)
	}
	if len(e.Causes) == 0 {
		say(at)
	}
}
