package rpc

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"
)

const canary = "canary-4711"

// TestSecretIsNotShown shows a secret in every way that comes to mind.
func TestSecretIsNotShown(t *testing.T) {
	type params struct {
		Name     string
		Password Secret
		Pointer  *Secret
		Either   Nullable[Secret]
		Maybe    Option[Secret]
		List     []Secret
		Map      map[string]Secret
	}
	secret := Secret(canary)
	all := params{"jack", secret, &secret, Value(secret), Some(secret), []Secret{secret}, map[string]Secret{"k": secret}}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%5.2s", "%T"} {
		for _, value := range []any{secret, &secret, all, &all, all.Either, all.Maybe, []any{secret}} {
			if got := fmt.Sprintf(verb, value); strings.Contains(got, canary) || strings.Contains(got, fmt.Sprintf("%x", canary)) {
				t.Errorf("%s of %T: %s", verb, value, got)
			}
		}
		if got := fmt.Sprintf(verb, secret); verb != "%T" && got != "[redacted]" {
			t.Errorf("%s: %s", verb, got)
		}
	}
	if got := fmt.Sprint(secret, secret.String(), secret.GoString(), fmt.Errorf("x: %w", fmt.Errorf("%v", secret))); strings.Contains(got, canary) {
		t.Error(got)
	}
	encoded, err := json.Marshal(all)
	if err != nil || strings.Contains(string(encoded), canary) || !strings.Contains(string(encoded), `"Password":"[redacted]"`) {
		t.Errorf("%s %v", encoded, err)
	}
	text, err := secret.MarshalText()
	if err != nil || string(text) != "[redacted]" {
		t.Errorf("%s %v", text, err)
	}
	var log bytes.Buffer
	for _, handler := range []slog.Handler{slog.NewTextHandler(&log, nil), slog.NewJSONHandler(&log, nil)} {
		logger := slog.New(handler).With("with", secret)
		logger.Info("x", "secret", secret, "pointer", &secret, "params", all, "pointers", &all, slog.Group("g", "s", secret), "list", all.List)
	}
	if strings.Contains(log.String(), canary) || !strings.Contains(log.String(), "secret=[redacted]") || !strings.Contains(log.String(), `"secret":"[redacted]"`) {
		t.Error(log.String())
	}
	if secret.Reveal() != canary {
		t.Error("Reveal does not reveal")
	}
}

// TestViolationsKeepSecrets has values that break every kind of rule: none of them is told.
func TestViolationsKeepSecrets(t *testing.T) {
	rules := Strings().MinLength(100).MaxLength(1).Pattern("^[0-9]{3}$").Format("email").Enum("a")
	for _, text := range []string{`"` + canary + `"`, `["` + canary + `"]`, `{"a":"` + canary + `"}`, `"` + canary + `\u0000"`} {
		for _, read := range []func(*Decoder){
			func(d *Decoder) { d.Secret(rules) }, func(d *Decoder) { d.Int(nil) }, func(d *Decoder) { d.Int64(nil) }, func(d *Decoder) { d.Float(nil) }, func(d *Decoder) { d.Time() },
			func(d *Decoder) { d.Date() }, func(d *Decoder) { d.Decimal() }, func(d *Decoder) { d.Base64(nil) }, func(d *Decoder) { d.Hex(nil) }, func(d *Decoder) { d.Bool() },
			func(d *Decoder) { d.Enum(NewEnum("a")) }, func(d *Decoder) { d.Tag("kind", NewEnum("a")) },
		} {
			violations := decodeText(t, text, decodeOptions{}, read)
			if len(violations) == 0 || strings.Contains(fmt.Sprint(violations), canary) {
				t.Errorf("%s: %v", text, violations)
			}
		}
	}
}

func TestNullable(t *testing.T) {
	var absent Nullable[string]
	if _, ok := absent.Get(); ok || !absent.IsAbsent() || absent.IsNull() || fmt.Sprint(absent) != "absent" {
		t.Error("absent")
	}
	null := NullValue[string]()
	if _, ok := null.Get(); ok || null.IsAbsent() || !null.IsNull() || fmt.Sprint(null) != "null" {
		t.Error("null")
	}
	value := Value("x")
	if v, ok := value.Get(); !ok || v != "x" || value.IsAbsent() || value.IsNull() || fmt.Sprintf("%q", value) != `"x"` {
		t.Error("value")
	}
	var none Option[int]
	if _, ok := none.Get(); ok || fmt.Sprint(none) != "none" {
		t.Error("none")
	}
	if v, ok := Some(7).Get(); !ok || v != 7 || fmt.Sprintf("%03d", Some(7)) != "007" {
		t.Error("some")
	}
}

func TestDate(t *testing.T) {
	for _, text := range []string{"2026-11-03", "0000-01-01", "9999-12-31", "0987-06-05"} {
		date, err := ParseDate(text)
		if err != nil || date.String() != text {
			t.Errorf("%s: %s %v", text, date, err)
		}
		if DateOf(date.Time()) != date {
			t.Errorf("%s: %v", text, date.Time())
		}
		if encoded, err := json.Marshal(date); err != nil || string(encoded) != `"`+text+`"` {
			t.Errorf("%s: %s %v", text, encoded, err)
		}
	}
	_, err := ParseDate("2026-02-29")
	if err == nil || err.Error() != `parse date "2026-02-29": not a day written as YYYY-MM-DD` {
		t.Error(err)
	}
	if got := DateOf(time.Date(2026, 1, 2, 23, 0, 0, 0, time.FixedZone("", -3600))); got != (Date{2026, 1, 2}) {
		t.Error(got)
	}
}

func TestJSONMarshals(t *testing.T) {
	encoded, err := json.Marshal(map[string]JSON{"a": JSON(`[1]`), "b": nil})
	if err != nil || string(encoded) != `{"a":[1],"b":null}` {
		t.Errorf("%s %v", encoded, err)
	}
}
