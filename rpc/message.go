package rpc

// maxID is how many bytes the JSON text of an id may have.
const maxID = 128

// message is one message of a body (JSON-RPC 2.0, section 4). Its slices are parts of the body.
type message struct {
	id     []byte // as JSON text, byte for byte; nil when there is none
	method []byte // what the name says, without escapes
	params []byte // as JSON text of an array or object; nil when absent or null
	fault  string // why it is no request; "" when it is one
}

// notification reports whether the message is a request that nobody wants answered (section 4.1).
func (m *message) notification() bool { return m.id == nil && m.fault == "" }

// fail notes why the message is no request. The first reason stays.
//
//go:noinline
func (m *message) fail(why string) {
	if m.fault == "" {
		m.fault = why
	}
}

// The members that a message was seen to have.
const (
	sawVersion = 1 << iota
	sawMethod
	sawID
	sawParams
	sawOther

	sawNeeded = sawVersion | sawMethod
)

func memberOf(name []byte) (member uint8) {
	switch string(name) {
	case "jsonrpc":
		return sawVersion
	case "method":
		return sawMethod
	case "id":
		return sawID
	case "params":
		return sawParams
	}
	return sawOther
}

// set takes over the value of a member, which is well-formed.
func (m *message) set(member uint8, value []byte) {
	switch member {
	case sawVersion:
		m.setVersion(value)
	case sawMethod:
		m.setMethod(value)
	case sawID:
		m.setID(value)
	case sawParams:
		m.setParams(value)
	}
}

func (m *message) setVersion(value []byte) {
	if string(value) != `"2.0"` && string(stringValue(value)) != "2.0" {
		m.fail(`the member "jsonrpc" must be "2.0"`)
	}
}

func (m *message) setMethod(value []byte) {
	if m.method = stringValue(value); value[0] != '"' {
		m.fail(`the member "method" must be a string`)
	}
}

func (m *message) setID(value []byte) {
	switch c := value[0]; {
	case c == '{' || c == '[' || c == 't' || c == 'f':
		m.fail(`the member "id" must be a string, a number or null`)
	case len(value) > maxID:
		m.fail(`the member "id" must have at most 128 bytes`)
	default:
		m.id = value
	}
}

func (m *message) setParams(value []byte) {
	switch value[0] {
	case '{', '[':
		m.params = value
	case 'n':
	default:
		m.fail(`the member "params" must be an array or an object`)
	}
}

// stringValue returns what a string says, or nil when the value is of another kind.
func stringValue(value []byte) []byte {
	if value[0] != '"' {
		return nil
	}
	raw := value[1 : len(value)-1]
	if hasEscape(raw) {
		return unescape(nil, raw)
	}
	return raw
}

const givenTwice = "a member is given twice"

func (m *message) repeated(member uint8) {
	m.fail(givenTwice)
	if member == sawID {
		m.id = nil // nobody knows which of them is meant
	}
}
