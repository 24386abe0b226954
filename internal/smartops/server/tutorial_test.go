package server_test

import (
	"encoding/json"
	"strings"
	"sync"
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/smartops/storetest"
)

// TestTutorial is the tutorial that SmartOps replaces, exchange by exchange.
func TestTutorial(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		r := startOn(t, database)
		r.expect(`{"jsonrpc":"2.0","method":"App.index","params":[],"id":"3f46e50f-b46b-49e3-b16b-56af7ab21867"}`, "", 200,
			`{"id":"3f46e50f-b46b-49e3-b16b-56af7ab21867","jsonrpc":"2.0","result":"Hello World!"}`)

		register := `{"jsonrpc":"2.0","method":"user.register","params":{"username":"test","password":"123456"},"id":"cde5749c-de2f-46ea-b9c5-824cf1f3fc92"}`
		r.expect(register, "", 200, `{"id":"cde5749c-de2f-46ea-b9c5-824cf1f3fc92","jsonrpc":"2.0","result":{"message":"注册成功","status":0}}`)
		r.expect(register, "", 200, `{"id":"cde5749c-de2f-46ea-b9c5-824cf1f3fc92","jsonrpc":"2.0","result":{"message":"用户已存在","status":1}}`)

		token := verify(t, r)
		r.expect(`{"jsonrpc":"2.0","method":"user.verify","params":{"username":"nobody","password":"123456"},"id":"36d8d630-4092-4add-abfc-55a257dae7d9"}`, "", 200,
			`{"id":"36d8d630-4092-4add-abfc-55a257dae7d9","jsonrpc":"2.0","result":{"message":"用户名不存在","status":1}}`)
		r.expect(`{"jsonrpc":"2.0","method":"user.verify","params":{"username":"test","password":"1234567"},"id":"36d8d630-4092-4add-abfc-55a257dae7d9"}`, "", 200,
			`{"id":"36d8d630-4092-4add-abfc-55a257dae7d9","jsonrpc":"2.0","result":{"message":"密码错误","status":1}}`)

		for _, test := range []struct{ params, header string }{
			{`{"token":"` + token + `","name":"jack"}`, ""},
			{`["` + token + `","jack"]`, ""},
			{`{"name":"jack"}`, token},
			{`["jack"]`, token},
			{`{"token":"` + token + `","name":"jack"}`, token},
		} {
			r.expect(`{"jsonrpc":"2.0","method":"App.hello","params":`+test.params+`,"id":"61a746df-21c5-485c-9aa5-b7c9b3a938e6"}`, test.header, 200,
				`{"id":"61a746df-21c5-485c-9aa5-b7c9b3a938e6","jsonrpc":"2.0","result":"Hello jack!"}`)
		}
	})
}

// verify signs "test" in, as the tutorial does, and returns the token.
func verify(t *testing.T, r *running) string {
	t.Helper()
	status, text := r.post(`{"jsonrpc":"2.0","method":"user.verify","params":{"username":"test","password":"123456"},"id":"36d8d630-4092-4add-abfc-55a257dae7d9"}`, "")
	var answer struct {
		ID     string
		Result struct {
			Status  int
			Message string
			Token   string
		}
	}
	if err := json.Unmarshal([]byte(text), &answer); err != nil {
		t.Fatal(err)
	}
	result := answer.Result
	if status != 200 || answer.ID != "36d8d630-4092-4add-abfc-55a257dae7d9" || result.Status != 0 || result.Message != "欢迎test" || !strings.HasPrefix(result.Token, "eyJ") {
		t.Fatalf("user.verify: status %d, %s", status, text)
	}
	return result.Token
}

func TestMe(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		r := startOn(t, database)
		token := r.signIn("Jack", "123456")
		_, text := r.post(`{"jsonrpc":"2.0","method":"user.me","id":1}`, token)
		answer := decode(t, text).(map[string]any)
		me, ok := answer["result"].(map[string]any)
		if !ok || me["id"] != 1.0 || me["username"] != "Jack" {
			t.Errorf("got %s", text)
		}
		for member := range me {
			if strings.Contains(member, "password") {
				t.Errorf("user.me tells %s", member)
			}
		}
	})
}

func TestParamsAreChecked(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		r := startOn(t, database)
		r.expect(`{"jsonrpc":"2.0","method":"user.register","params":{"username":"a b","password":"12345","nickname":"x"},"id":1}`, "", 200,
			`{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"Invalid params","data":{"errors":[
			{"path":"/username","rule":"pattern","message":"must match the pattern ^\\S+$","limit":"^\\S+$"},
			{"path":"/password","rule":"minLength","message":"must have at least 6 characters","limit":6},
			{"path":"/nickname","rule":"unknown","message":"is not known"}]}}}`)
	})
}

func TestOneRegistrationOfANameWins(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		r := startOn(t, database)
		answers := make([]string, 8)
		var group sync.WaitGroup
		for i := range answers {
			group.Go(func() {
				_, answers[i] = r.post(`{"jsonrpc":"2.0","method":"user.register","params":["test","123456"],"id":1}`, "")
			})
		}
		group.Wait()
		won, lost := 0, 0
		for _, answer := range answers {
			switch answer {
			case `{"jsonrpc":"2.0","id":1,"result":{"status":0,"message":"注册成功"}}`:
				won++
			case `{"jsonrpc":"2.0","id":1,"result":{"status":1,"message":"用户已存在"}}`:
				lost++
			}
		}
		if won != 1 || lost != len(answers)-1 {
			t.Errorf("%d won and %d lost: %q", won, lost, answers)
		}
	})
}
