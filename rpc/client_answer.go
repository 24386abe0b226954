package rpc

import (
	"bytes"
	"net/http"
	"strconv"
)

// receive takes in the answers to calls. An answer counts only where it is the one to a call: one
// that cannot be told, or two to the same call, cost all of them, as nobody knows which is meant.
func (c *Client) receive(r *reply, calls []*Request, keys keyring, batch bool) error {
	byID := map[string]*Request{}
	for _, call := range calls {
		if !call.notification {
			byID[strconv.FormatInt(call.id, 10)] = call
		}
	}
	if len(r.body) == 0 && r.fine() {
		return c.missing(r, calls)
	}
	answers, problem := c.answers(r.body, batch)
	if problem == "" {
		problem = match(answers, byID)
	}
	if problem != "" && len(byID) == 0 && r.fine() {
		return c.missing(r, calls) // nobody reads what follows a notification
	}
	if problem != "" {
		return fail(calls, c.unclear(r, calls, keys, problem))
	}
	return c.deliver(r, answers, calls, byID)
}

// answer is a response object (JSON-RPC 2.0, section 5). Its slices are parts of the body.
type answer struct {
	id      []byte
	version string
	result  []byte
	err     *ResponseError
}

var answerMembers = NewMembers(Required("jsonrpc"), Required("id"), Optional("result"), Optional("error")).Lenient()

func (a *answer) DecodeRPC(d *Decoder) {
	d.Object(answerMembers)
	for d.Next() {
		switch d.Member() {
		case 0: // jsonrpc
			a.version = d.String(nil)
		case 1: // id
			a.id = d.raw()
		case 2: // result
			a.result = d.raw()
		case 3: // error
			if !d.Null() { // some servers send both, one of them null
				a.err = new(ResponseError)
				a.err.DecodeRPC(d)
			}
		}
	}
}

// raw passes over the value ahead and returns its text.
func (d *Decoder) raw() []byte {
	from := d.pos
	d.pass()
	return d.text[from:d.pos]
}

// refusal reports whether the answer is to the request as a whole: the server could read no id.
func (a *answer) refusal() bool { return a.err != nil && string(a.id) == "null" }

// problem says why the answer is no response object, or "".
func (a *answer) problem() string {
	hasResult := a.result != nil && (a.err == nil || string(a.result) != "null")
	switch {
	case a.version != "2.0":
		return `the answer is not of JSON-RPC "2.0"`
	case a.err == nil && !hasResult:
		return "the answer holds neither a result nor an error"
	case a.err != nil && hasResult:
		return "the answer holds a result and an error"
	}
	return ""
}

// answers reads the body of a response. A batch is answered with an array, or with one error when
// nothing of it was run.
func (c *Client) answers(body []byte, batch bool) (list []answer, problem string) {
	text := bytes.Trim(body, " \t\r\n")
	if err := parseNested(text, c.options.MaxDepth+depthAround(text)); err != nil {
		return nil, err.Error()
	}
	var d Decoder
	d.reset(text)
	if text[0] == '[' && batch {
		d.Array(nil)
		for d.NextItem() {
			list = append(list, answer{})
			list[len(list)-1].DecodeRPC(&d)
		}
	} else {
		list = make([]answer, 1)
		list[0].DecodeRPC(&d)
		if batch && !list[0].refusal() {
			problem = "the answer to a batch is not an array"
		}
	}
	if found := d.violations(); found != nil {
		return nil, "the answer is not of JSON-RPC 2.0: " + found[0].text()
	}
	for i := range list {
		if p := list[i].problem(); p != "" {
			return nil, p
		}
	}
	return list, problem
}

// depthAround is how many levels stand around a result: the response object, and the batch.
func depthAround(text []byte) int {
	if bytes.HasPrefix(text, []byte("[")) {
		return 2
	}
	return 1
}

// match checks that the answers are those to the calls: no other, and none twice.
func match(answers []answer, byID map[string]*Request) (problem string) {
	seen := map[string]bool{}
	for i := range answers {
		id := string(answers[i].id)
		switch {
		case answers[i].refusal():
		case byID[id] == nil:
			return "an answer has the id of no call"
		case seen[id]:
			return "a call was answered twice"
		}
		seen[id] = true
	}
	return ""
}

// deliver hands each call its answer.
func (c *Client) deliver(r *reply, answers []answer, calls []*Request, byID map[string]*Request) error {
	alone := bytes.TrimSpace(r.body)[0] == '{'
	for i := range answers {
		a := &answers[i]
		switch {
		case a.refusal() && alone:
			return fail(calls, a.err)
		case a.refusal():
			continue // of some member of the batch; the call without an answer says so
		case a.err == nil && !r.fine():
			return fail(calls, c.lost(r.status, "the status denies the result", nil))
		}
		byID[string(a.id)].take(a)
	}
	return c.missing(r, calls)
}

// take reads the answer to the call.
func (r *Request) take(a *answer) {
	r.answered = true
	switch {
	case a.err != nil:
		r.err = r.typed(a.err)
	case r.result != nil:
		r.err = readResult(a.result, r.result)
	}
}

// typed makes the declared error of an error object. Where there is none, or its data is not what
// was declared, the error object stays as it is.
func (r *Request) typed(err *ResponseError) error {
	if r.Errors == nil {
		return err
	}
	declared := r.Errors(err.Code)
	if declared == nil {
		return err
	}
	if data, ok := declared.(Decodable); ok && readResult(err.Data, data) != nil {
		return err
	}
	return declared
}

// readResult reads a value of an answer, which is well-formed. Members that it does not know pass.
func readResult(text []byte, v Decodable) error {
	d := decoders.Get().(*Decoder)
	defer decoders.Put(d)
	d.reset(text)
	d.options.lenient = true
	v.DecodeRPC(d)
	found := d.violations()
	d.reset(nil) // the pool is to keep nothing of the value
	if found != nil {
		return &ResultError{found}
	}
	return nil
}

// missing gives an error to the calls that should have been answered by now.
func (c *Client) missing(r *reply, calls []*Request) (err error) {
	for _, call := range calls {
		switch {
		case call.notification:
			call.answered = true
		case !call.answered:
			err = c.lost(r.status, "there is no answer to the call", nil)
			call.err = err
		}
	}
	return err
}

// unclear is the error for a body that cannot be taken for an answer. A piece of it is shown, of
// what a proxy may have to say, but nothing of what may be an answer: it can hold secrets.
func (c *Client) unclear(r *reply, calls []*Request, keys keyring, problem string) error {
	text := bytes.TrimSpace(r.body)
	switch {
	case r.location != "":
		problem = "it redirects to " + shown(r.location, shownBytes)
	case len(text) == 0:
		problem = ""
	case text[0] != '{' && text[0] != '[':
		piece := string(text[:min(len(text), redactBytes)])
		problem = quote(shown(redact(piece, calls, keys), shownBytes))
	}
	if problem == "" {
		problem = "the answer is empty"
	}
	return c.lost(r.status, problem, nil)
}

// statusText is a status as it is told to people.
func statusText(status int) string {
	text := "status " + strconv.Itoa(status)
	if name := http.StatusText(status); name != "" {
		text += " " + name
	}
	return text
}
