package webtest

import "testing"

// TestErrors sees that a person is told of every error that a call may have, be it declared or not.
func TestErrors(t *testing.T) {
	s := open(t)
	s.account("tester", "operator")
	b := browse(t, s)
	b.signIn("tester", secret)
	b.click("Add host")
	b.fill("Name", "web-1")
	for _, test := range []struct{ refusal, says string }{
		{`{"code":-32003,"message":"Permission denied","data":{"scope":"operator"}}`, "Your account may not do that: it takes the scope operator."},
		{`{"code":-32005,"message":"Limit exceeded","data":{"retryAfter":7}}`, "That was too often. Try again in 7 s."},
		{`{"code":-32004,"message":"Unavailable"}`, "The server cannot do that at the moment."},
		{`{"code":-32002,"message":"Timeout"}`, "The server cannot do that at the moment."},
		{`{"code":-32603,"message":"Internal error","data":{"requestId":"abc123"}}`, "Its operators find out why by the id abc123."},
		{`{"code":-32602,"message":"Invalid params","data":{"errors":[{"path":"/rack","rule":"unknown","message":"is not known"}]}}`, "/rack: Is not known."},
		{`{"code":9999,"message":"the server is newer","data":1}`, "the server is newer"},
		{`{"code":-32601,"message":"Method not found"}`, "Method not found"},
		{`{"message":"this is no error"}`, "The answer of the server makes no sense."},
	} {
		s.mu.Lock()
		s.refusal = test.refusal
		s.mu.Unlock()
		b.click("Add host")
		b.Sees(test.says)
		b.Is(`document.querySelectorAll("dialog [role=alert] p").length`, "1")
	}
	s.mu.Lock()
	s.refusal = `{"code":-32602,"message":"Invalid params","data":{"errors":[{"path":"/labels/role","rule":"minLength","message":"must have at least 1 character","limit":1}]}}`
	s.mu.Unlock()
	b.click("Add host")
	b.wrong("Labels", "role: Must have at least 1 character.")
	b.Is(`document.querySelectorAll("dialog [role=alert] p").length`, "0")
	b.click("Add host")
	b.Sees("web-1 was added.")
}
