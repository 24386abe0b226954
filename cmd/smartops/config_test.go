package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

func TestConfig(t *testing.T) {
	env := []string{"SMARTOPS_DATABASE=postgres://me:canary@host/db", "SMARTOPS_TOKEN_KEY=canary canary canary canary canary", "SMARTOPS_DRAIN_DELAY=3s"}
	status, out, errs := runToEnd(t, env, "config", "--json", "--drain-delay=5s", "--log-level=warn")
	var settings []setting
	if err := json.Unmarshal([]byte(out), &settings); err != nil || status != 0 || errs != "" {
		t.Fatalf("%v: %d, %s%s", err, status, out, errs)
	}
	found := map[setting]bool{}
	for _, s := range settings {
		found[s] = true
	}
	for _, want := range []setting{
		{"--listen", "SMARTOPS_LISTEN", "127.0.0.1:2001", "default"},
		{"--database", "SMARTOPS_DATABASE", "postgres://me:[redacted]@host/db", "environment"},
		{"--drain-delay", "SMARTOPS_DRAIN_DELAY", "5s", "flag"},
		{"--log-level", "SMARTOPS_LOG_LEVEL", "warn", "flag"},
		{"", "SMARTOPS_TOKEN_KEY", "[redacted]", "environment"},
	} {
		if !found[want] {
			t.Errorf("%+v is not there: %s", want, out)
		}
	}
	if _, table, _ := runToEnd(t, env, "config"); strings.Contains(out+table, "canary") || !strings.Contains(table, "--listen ") {
		t.Errorf("got\n%s", table)
	}
}

// TestSettingsAreDocumented compares the page with the flags.
func TestSettingsAreDocumented(t *testing.T) {
	page, err := os.ReadFile("../../docs/smartops.md")
	if err != nil {
		t.Fatal(err)
	}
	_, out, _ := runToEnd(t, nil, "config", "--json")
	var settings []setting
	if err := json.Unmarshal([]byte(out), &settings); err != nil || len(settings) < 10 {
		t.Fatalf("%v: %s", err, out)
	}
	for _, s := range settings {
		name := strings.TrimPrefix(s.Flag, "--")
		if !strings.Contains(string(page), "`"+s.Variable+"`") || !strings.Contains(string(page), "`--"+name+"`") && !strings.Contains(string(page), "`--no-"+name+"`") {
			t.Errorf("%s, %s is not documented", s.Flag, s.Variable)
		}
	}
}
