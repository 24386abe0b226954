package rpc

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

type encodeFunc func(*Encoder)

func (f encodeFunc) EncodeRPC(e *Encoder) { f(e) }

func TestEncoder(t *testing.T) {
	enum, open, ints := NewEnum("up", "down"), NewEnum("up").Open(), NewIntEnum(0, 1)
	tests := []struct {
		encode func(*Encoder)
		want   string // begins with "!": the mistake
	}{
		{func(e *Encoder) { e.Null() }, `null`},
		{func(e *Encoder) { e.Bool(true); e.Raw(" "); e.Bool(false) }, `true false`},
		{func(e *Encoder) { e.String("a\"\x00é\xff") }, `"a\"\u0000é` + "\ufffd" + `"`},
		{func(e *Encoder) { e.Secret(canary) }, `"` + canary + `"`},
		{func(e *Encoder) { e.Int(-maxInt) }, `-9007199254740991`},
		{func(e *Encoder) { e.Int(maxInt + 1) }, `!encode JSON: integer 9007199254740992 is beyond 2^53-1`},
		{func(e *Encoder) { e.Int(-maxInt - 1) }, `!encode JSON: integer -9007199254740992 is beyond 2^53-1`},
		{func(e *Encoder) { e.Int64(math.MinInt64) }, `"-9223372036854775808"`},
		{func(e *Encoder) { e.Float(1.5) }, `1.5`},
		{func(e *Encoder) { e.Float(1e21) }, `1e+21`},
		{func(e *Encoder) { e.Float(math.Copysign(0, -1)) }, `-0`},
		{func(e *Encoder) { e.Float(math.NaN()) }, `!encode JSON: float NaN is not finite`},
		{func(e *Encoder) { e.Float(math.Inf(-1)) }, `!encode JSON: float -Inf is not finite`},
		{func(e *Encoder) { e.Decimal("10.00") }, `"10.00"`},
		{func(e *Encoder) { e.Decimal("") }, `!encode JSON: decimal is not the text of a number`},
		{func(e *Encoder) { e.Decimal(`1","x":"`) }, `!encode JSON: decimal is not the text of a number`},
		{func(e *Encoder) { e.Base64([]byte{0, 255, 1, 2}) }, `"AP8BAg=="`},
		{func(e *Encoder) { e.Base64(nil) }, `""`},
		{func(e *Encoder) { e.Hex([]byte{0, 255}) }, `"00ff"`},
		{func(e *Encoder) { e.Time(time.Date(2026, 11, 3, 14, 5, 9, 500, time.FixedZone("", 3600))) }, `"2026-11-03T13:05:09.0000005Z"`},
		{func(e *Encoder) { e.Time(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)) }, `!encode JSON: year 10000 of a time is not 0 to 9999`},
		{func(e *Encoder) { e.Time(time.Date(9999, 12, 31, 23, 30, 0, 0, time.FixedZone("", -3600))) }, `!encode JSON: year 10000 of a time is not 0 to 9999`},
		{func(e *Encoder) { e.Time(time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC)) }, `!encode JSON: year -1 of a time is not 0 to 9999`},
		{func(e *Encoder) { e.Date(Date{2026, 2, 28}) }, `"2026-02-28"`},
		{func(e *Encoder) { e.Date(Date{2026, 2, 29}) }, `!encode JSON: date is not a day of the calendar`},
		{func(e *Encoder) { e.Date(Date{}) }, `!encode JSON: date is not a day of the calendar`},
		{func(e *Encoder) { e.Date(Date{10000, 1, 1}) }, `!encode JSON: date is not a day of the calendar`},
		{func(e *Encoder) { e.Date(Date{-1, 1, 1}) }, `!encode JSON: date is not a day of the calendar`},
		{func(e *Encoder) { e.JSON(JSON(` {"a":[1]} `)) }, ` {"a":[1]} `},
		{func(e *Encoder) { e.JSON(nil) }, `null`},
		{func(e *Encoder) { e.JSON(JSON(`{"a"`)) }, `!encode JSON: json value: parse JSON: not valid JSON at byte 4`},
		{func(e *Encoder) { e.JSON(JSON(`1,2`)) }, `!encode JSON: json value: parse JSON: more follows after the value at byte 1`},
		{func(e *Encoder) { e.JSON(JSON("\"\xff\"")) }, `!encode JSON: json value: parse JSON: not valid UTF-8 at byte 1`},
		{func(e *Encoder) { e.Enum("down", enum) }, `"down"`},
		{func(e *Encoder) { e.Enum("other", open) }, `"other"`},
		{func(e *Encoder) { e.Enum("other", enum) }, `!encode JSON: value is not one of the enum`},
		{func(e *Encoder) { e.IntEnum(1, ints) }, `1`},
		{func(e *Encoder) { e.IntEnum(2, ints) }, `!encode JSON: value is not one of the enum`},
		{func(e *Encoder) { e.Fail("union Event has no member set"); e.Fail("second") }, `!encode JSON: union Event has no member set`},
		{func(e *Encoder) {
			e.Raw("[")
			e.Comma()
			e.Int(1)
			e.Comma()
			e.Int(2)
			e.Raw("]")
		}, `[1,2]`},
		{func(e *Encoder) {
			e.Raw("{")
			e.Key("a")
			e.String("{")
			e.Key("b\n")
			e.String("[")
			e.Raw("}")
		}, `{"a":"{","b\n":"["}`},
		{func(e *Encoder) { m := e.Mark(); e.Raw(`{}`); e.InsertTag(m, `"kind":"a"`) }, `{"kind":"a"}`},
		{func(e *Encoder) {
			e.Raw("[")
			m := e.Mark()
			e.Raw(`{"x":1,"y":[2]}`)
			e.InsertTag(m, `"kind":"a"`)
			e.Raw("]")
		}, `[{"kind":"a","x":1,"y":[2]}]`},
		{func(e *Encoder) { m := e.Mark(); e.Raw(`1`); e.InsertTag(m, `"kind":"a"`) }, `!encode JSON: member of a union is not an object`},
		{func(e *Encoder) { e.InsertTag(e.Mark(), `"kind":"a"`) }, `!encode JSON: member of a union is not an object`},
	}
	for i, test := range tests {
		text, err := Marshal(encodeFunc(test.encode))
		if want, bad := strings.CutPrefix(test.want, "!"); bad {
			if err == nil || err.Error() != want {
				t.Errorf("%d: %v, want %s", i, err, want)
			}
		} else if err != nil || string(text) != test.want {
			t.Errorf("%d: %s %v, want %s", i, text, err, test.want)
		}
	}
}

func TestViolationRoundTrip(t *testing.T) {
	for _, want := range []Violation{{"/a~1b", "minLength", "must \"have\"", "6"}, {"", "enum", "m", `["a","b"]`}, {"/x", "required", "is required", ""}} {
		text, err := Marshal(&want)
		if err != nil {
			t.Fatal(err)
		}
		var got Violation
		if err := Unmarshal(text, &got); err != nil || got != want {
			t.Errorf("%s: %v", text, cmp.Diff(want, got))
		}
	}
	text, _ := Marshal(&Violation{"/x", "minimum", "must be at least 1", "1"})
	if string(text) != `{"path":"/x","rule":"minimum","message":"must be at least 1","limit":1}` {
		t.Errorf("%s", text)
	}
}
