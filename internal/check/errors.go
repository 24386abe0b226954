package check

import (
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/diag"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/spec"
)

// sent are the codes that the runtime sends itself.
var sent = map[int64]string{
	-32700: "ParseError", -32600: "InvalidRequest", -32601: "MethodNotFound", -32602: "InvalidParams",
	-32603: "InternalError", -32001: "Unauthenticated", -32002: "Timeout", -32003: "PermissionDenied",
	-32004: "Unavailable",
	-32005: "LimitExceeded",
}

const firstReserved, lastReserved = -32768, -32000

// declareErrors makes the table of errors, without their data.
func (c *checker) declareErrors() {
	codes := map[int64]diag.Pos{}
	for _, src := range c.file.Errors {
		e := &model.Error{
			Name: src.Name.Value, Code: int(src.Code.Value), Message: src.Message.Value, Description: src.Description.Value,
		}
		at := c.at("error %q", e.Name)
		c.refused[e] = !at.typeName(src.Name)
		c.pos[e] = src.Name.Pos
		c.api.Errors = append(c.api.Errors, e)
		if c.errorOf[e.Name] == nil {
			c.errorOf[e.Name] = e
		}
		at.code(src)
		if before, twice := codes[src.Code.Value]; twice && src.Code.Pos.IsValid() {
			at.Refuse(src.Code.Pos, "code %d is in use already (%s)", src.Code.Value, line(before))
		} else if src.Code.Pos.IsValid() {
			codes[src.Code.Value] = src.Code.Pos
		}
		at.message(src)
	}
}

func (p place) code(src *spec.Error) {
	code := src.Code.Value
	reserved := firstReserved <= code && code <= lastReserved
	switch {
	case !src.Code.Pos.IsValid():
	case code < -maxSafe || code > maxSafe:
		p.Refuse(src.Code.Pos, "code %d is outside the range of int", code)
	case reserved && sent[code] != "":
		p.Refuse(src.Code.Pos, "code %d is %s, which the runtime sends itself", code, sent[code])
	case reserved && !src.Reserved.Value:
		p.Refuse(src.Code.Pos, "code %d is reserved, as all from %d to %d: take another, or say reserved: true where an existing protocol asks for it",
			code, firstReserved, lastReserved)
	case !reserved && src.Reserved.Value:
		p.Refuse(src.Reserved.Pos, "code %d is not reserved: leave reserved: true out", code)
	}
}

func (p place) message(src *spec.Error) {
	if strings.TrimSpace(src.Message.Value) == "" && src.Message.IsSet() {
		p.Refuse(src.Message.Pos, "message must not be empty")
	}
	p.oneLine("message", src.Message)
}

// resolveErrors resolves the data of errors.
func (c *checker) resolveErrors() {
	for i, src := range c.file.Errors {
		if src.Data == nil {
			continue
		}
		at, out := c.at("error %q: data", src.Name.Value), c.api.Errors[i]
		together(at, src.Data, inData)
		if src.Data.HasFields {
			out.Fields = c.declareFields(at, "field", src.Data.Fields)
			continue
		}
		out.Data = c.resolve(at, src.Data)
		c.uses = append(c.uses, use{at, src.Data, out.Data})
	}
}

func (c *checker) errorNames() []string {
	all := make([]string, len(c.api.Errors))
	for i, e := range c.api.Errors {
		all[i] = e.Name
	}
	return all
}
