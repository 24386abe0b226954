package rpc

import (
	"strconv"
	"strings"
)

// MaxViolations is how many violations are kept of one value. Decoding stops at the last of them.
const MaxViolations = 20

// Violation is one way in which a value breaks its declaration. It never holds the value itself.
type Violation struct {
	// Path is where, as a JSON Pointer (RFC 6901): "/items/3/qty"; "" is the whole.
	Path string
	// Rule is the rule that was broken: a keyword of JSON Schema, such as minLength, or one of
	// type, required, unknown, duplicate, encoding, unicode, range, discriminator and positions.
	Rule string
	// Message says what is wanted, for people: "must have at least 6 characters".
	Message string
	// Limit is the limit that was broken, as JSON text, or "".
	Limit string
}

// EncodeRPC writes the violation as an object: path, rule, message and, where there is one, limit.
func (v *Violation) EncodeRPC(e *Encoder) {
	e.Raw(`{"path":`)
	e.String(v.Path)
	e.Raw(`,"rule":`)
	e.String(v.Rule)
	e.Raw(`,"message":`)
	e.String(v.Message)
	if v.Limit != "" {
		e.Raw(`,"limit":`)
		e.JSON(JSON(v.Limit))
	}
	e.Raw(`}`)
}

var violationMembers = NewMembers(Required("path"), Required("rule"), Required("message"), Optional("limit")).Lenient()

// DecodeRPC reads a violation that a server reported.
func (v *Violation) DecodeRPC(d *Decoder) {
	d.Object(violationMembers)
	for d.Next() {
		switch d.Member() {
		case 0:
			v.Path = d.String(nil)
		case 1:
			v.Rule = d.String(nil)
		case 2:
			v.Message = d.String(nil)
		case 3:
			v.Limit = string(d.JSON())
		}
	}
}

// fail records a violation at the value ahead, or at the one just read.
func (d *Decoder) fail(rule, message, limit string) {
	if d.stopped {
		return
	}
	d.found = append(d.found, Violation{Path: d.path(), Rule: rule, Message: message, Limit: limit})
	d.stopped = len(d.found) >= MaxViolations
}

// failMember records a violation at a member of the value ahead.
func (d *Decoder) failMember(name, rule, message, limit string) {
	kept := len(d.found)
	d.fail(rule, message, limit)
	if len(d.found) > kept {
		d.found[kept].Path += string(appendPathElement(nil, name))
	}
}

// path renders the place of the current value as a JSON Pointer. The frames know where they are;
// nothing is rendered before something is wrong.
func (d *Decoder) path() string {
	var path []byte
	for i := 1; i <= d.depth; i++ {
		f := &d.frames[i]
		switch {
		case f.state == arrayFrame || f.state == positionsFrame && f.index >= len(f.members.names):
			path = strconv.AppendInt(append(path, '/'), int64(f.position), 10)
		case f.index >= 0:
			path = appendPathElement(path, f.members.names[f.index])
		default:
			path = appendPathElement(path, string(unescape(nil, d.text[f.keyFrom:f.keyTo])))
		}
	}
	return string(path)
}

// pathNameBytes is how much of a name a path shows. Declared names are no longer; a hostile one
// could otherwise come back twenty times.
const pathNameBytes = 200

// appendPathElement appends a name, escaped as RFC 6901, section 3, wants it.
func appendPathElement(path []byte, name string) []byte {
	path = append(path, '/')
	if len(name) > pathNameBytes {
		name = strings.ToValidUTF8(name[:pathNameBytes], "") + "…"
	}
	if strings.IndexByte(name, '~') >= 0 {
		name = strings.ReplaceAll(name, "~", "~0")
	}
	if strings.IndexByte(name, '/') >= 0 {
		name = strings.ReplaceAll(name, "/", "~1")
	}
	return append(path, name...)
}

// Suggestions look at names of up to suggestBytes bytes: the cost of a hostile one is bounded.
const suggestBytes = 40

// closest returns the one of names that is most like name, or "" when none is like it.
func closest(name string, names []string) string {
	if len(name) > suggestBytes {
		return ""
	}
	best, found := 1+max(1, min(len(name)/3, 3)), ""
	lower := strings.ToLower(name)
	for _, candidate := range names {
		if len(candidate) > suggestBytes || abs(len(candidate)-len(name)) >= best {
			continue
		}
		if n := editDistance(lower, strings.ToLower(candidate)); n < best {
			best, found = n, candidate
		}
	}
	return found
}

// editDistance counts the bytes to insert, delete, replace or swap with their neighbour to make b
// of a. Both have at most suggestBytes bytes.
func editDistance(a, b string) int {
	var rows [3][2*suggestBytes + 1]int // ToLower can lengthen a name
	if len(a) > 2*suggestBytes || len(b) > 2*suggestBytes {
		return len(a) + len(b)
	}
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

func abs(n int) int { return max(n, -n) }
