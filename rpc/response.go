package rpc

import "strconv"

// ResponseError is an error object that a server answered with (JSON-RPC 2.0, section 5.1). A
// handler that returns one, having called another server, does not pass it on: its caller sees an
// internal error.
type ResponseError struct {
	Code    int
	Message string
	// Data is the member "data" as JSON text; nil when there is none.
	Data JSON
}

// Error returns the message and the code.
func (e *ResponseError) Error() string {
	return e.Message + " (code " + strconv.Itoa(e.Code) + ")"
}

// ErrorCode returns Code.
func (e *ResponseError) ErrorCode() int { return e.Code }

// Violations returns what the server found wrong with the params, for CodeInvalidParams.
func (e *ResponseError) Violations() []Violation {
	var data violationList
	if e.Code != CodeInvalidParams || Unmarshal(e.Data, &data) != nil {
		return nil
	}
	return data
}

type violationList []Violation

var violationListMembers = NewMembers(Required("errors")).Lenient()

func (l *violationList) DecodeRPC(d *Decoder) {
	d.Object(violationListMembers)
	for d.Next() {
		d.Array(nil)
		for d.NextItem() {
			*l = append(*l, Violation{})
			(*l)[len(*l)-1].DecodeRPC(d)
		}
	}
}

var responseErrorMembers = NewMembers(Required("code"), Required("message"), Optional("data")).Lenient()

// DecodeRPC reads an error object.
func (e *ResponseError) DecodeRPC(d *Decoder) {
	d.Object(responseErrorMembers)
	for d.Next() {
		switch d.Member() {
		case 0:
			e.Code = int(d.Int(nil))
		case 1:
			e.Message = d.String(nil)
		case 2:
			e.Data = d.JSON()
		}
	}
}
