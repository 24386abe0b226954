package naming_test

import (
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

func TestGo(t *testing.T) {
	tests := map[string]string{
		"username": "Username", "userId": "UserID", "userIds": "UserIDs", "userIDs": "UserIDs", "cache-hits": "CacheHits",
		"type": "Type", "HTTPServer": "HTTPServer", "httpServer": "HTTPServer", "url": "URL", "URLs": "URLs", "ip_address": "IPAddress",
		"GET_INFO": "GetInfo", "SHA256": "Sha256", "sha256sum": "Sha256sum", "x": "X", "a.b/c$d": "ABCD", "md5Hash": "Md5Hash",
		"ipv4": "Ipv4", "IPv4": "IPv4", "__typename": "Typename", "getIDsOf": "GetIDsOf", "ID": "ID", "i": "I", "utf8": "UTF8",
		"": "", "3des": "", "--": "", "+": "", "$ref": "Ref", "is": "Is", "bus": "Bus", "classes": "Classes", "identity": "Identity",
	}
	for wire, want := range tests {
		if got := naming.Go(wire); got != want {
			t.Errorf("Go(%q) = %q, want %q", wire, got, want)
		}
	}
}

func TestUnexported(t *testing.T) {
	for name, want := range map[string]string{"UserID": "userID", "HTTPServer": "httpServer", "IDs": "ids", "X": "x", "": "", "User": "user", "AB": "ab"} {
		if got := naming.Unexported(name); got != want {
			t.Errorf("Unexported(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestEnumConst(t *testing.T) {
	state := &model.Named{Name: "State", Base: model.String}
	priority := &model.Named{Name: "Priority", Base: model.Int}
	tests := []struct {
		in    *model.Named
		value model.EnumValue
		want  string
	}{
		{state, model.EnumValue{Text: "up"}, "StateUp"},
		{state, model.EnumValue{Text: "2xx"}, "State2xx"},
		{state, model.EnumValue{Text: ""}, ""},
		{state, model.EnumValue{Key: "none", Text: ""}, "StateNone"},
		{priority, model.EnumValue{Int: 3}, "Priority3"},
		{priority, model.EnumValue{Int: -3}, "PriorityMinus3"},
		{priority, model.EnumValue{Key: "failed", Int: 1}, "PriorityFailed"},
	}
	for _, test := range tests {
		if got := naming.EnumConst(test.in, test.value); got != test.want {
			t.Errorf("EnumConst(%s, %+v) = %q, want %q", test.in.Name, test.value, got, test.want)
		}
	}
}

func TestTypeScript(t *testing.T) {
	service := func(name string) *model.Service { return &model.Service{Name: name} }
	for wire, want := range map[string]string{"user": "user", "App": "app", "HTTPServer": "httpServer", "batch": "batchService", "Notify": "notifyService", "then": "thenService"} {
		if got := naming.TSService(service(wire)); got != want {
			t.Errorf("TSService(%q) = %q, want %q", wire, got, want)
		}
	}
	tests := []struct{ service, short, method, full string }{
		{"user", "register", "register", "userRegister"},
		{"user", "signOutEverywhere", "signOutEverywhere", "userSignOutEverywhere"},
		{"App", "hello", "hello", "appHello"},
		{naming.Root, "get_data", "getData", "getData"},
		{naming.Root, "GET_INFO", "getInfo", "getInfo"},
		{"user", "getUserId", "getUserId", "userGetUserId"},
		{"user", "then", "thenMethod", "userThen"},
		{"user", "constructor", "constructorMethod", "userConstructor"},
		{"user", "delete", "delete", "userDelete"},
		{naming.Root, "sha256sum", "sha256sum", "sha256sum"},
	}
	for _, test := range tests {
		m := &model.Method{Service: service(test.service), Short: test.short}
		if method, full := naming.TSMethod(m), naming.TSFullMethod(m); method != test.method || full != test.full {
			t.Errorf("%s.%s is %s and %s, want %s and %s", test.service, test.short, method, full, test.method, test.full)
		}
	}
}
