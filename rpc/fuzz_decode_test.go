package rpc

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// record has a member of most kinds.
type record struct {
	Name   string
	Count  int64
	Ratio  *float64
	Flags  []bool
	Labels map[string]string
	Note   *string
	Big    *int64
	Any    string
	Inner  *record
}

var (
	recordMembers = NewMembers(Required("name"), Required("count"), Optional("ratio"), Optional("flags"), Optional("labels"),
		OptionalNullable("note"), Optional("big"), Optional("any"), Optional("inner"))
	recordName  = Strings().MinLength(1).MaxLength(8)
	recordCount = Integers().Minimum(0)
)

func (r *record) DecodeRPC(d *Decoder) {
	d.Object(recordMembers)
	for d.Next() {
		switch d.Member() {
		case 0:
			r.Name = d.String(recordName)
		case 1:
			r.Count = d.Int(recordCount)
		case 2:
			r.Ratio = new(d.Float(nil))
		case 3:
			d.Array(nil)
			r.Flags = []bool{}
			for d.NextItem() {
				r.Flags = append(r.Flags, d.Bool())
			}
		case 4:
			d.Map(nil)
			r.Labels = map[string]string{}
			for d.NextEntry(len(r.Labels)) {
				key := d.Key(nil)
				r.Labels[key] = d.String(nil)
			}
		case 5:
			if !d.Null() {
				r.Note = new(d.String(nil))
			}
		case 6:
			r.Big = new(d.Int64(nil))
		case 7:
			r.Any = string(d.JSON())
		case 8:
			r.Inner = new(record)
			r.Inner.DecodeRPC(d)
		}
	}
}

func (r *record) EncodeRPC(e *Encoder) {
	e.Raw(`{"name":`)
	e.String(r.Name)
	e.Raw(`,"count":`)
	e.Int(r.Count)
	if r.Ratio != nil {
		e.Raw(`,"ratio":`)
		e.Float(*r.Ratio)
	}
	if r.Flags != nil {
		e.Raw(`,"flags":[`)
		for _, flag := range r.Flags {
			e.Comma()
			e.Bool(flag)
		}
		e.Raw(`]`)
	}
	if r.Labels != nil {
		e.Raw(`,"labels":{`)
		for key, value := range r.Labels {
			e.Key(key)
			e.String(value)
		}
		e.Raw(`}`)
	}
	if r.Note != nil {
		e.Raw(`,"note":`)
		e.String(*r.Note)
	}
	if r.Big != nil {
		e.Raw(`,"big":`)
		e.Int64(*r.Big)
	}
	if r.Any != "" {
		e.Raw(`,"any":`)
		e.JSON(JSON(r.Any))
	}
	if r.Inner != nil {
		e.Raw(`,"inner":`)
		r.Inner.EncodeRPC(e)
	}
	e.Raw(`}`)
}

// tree is a JSON value as encoding/json reads it, with its own search for names given twice.
// Objects are map[string]any.
func tree(text []byte) (value any, err error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if value, err = branch(d); err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("more than one value")
	}
	return value, nil
}

var errTwice = errors.New("name given twice")

func branch(d *json.Decoder) (any, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('['):
		list := []any{}
		for d.More() {
			item, err := branch(d)
			if err != nil {
				return nil, err
			}
			list = append(list, item)
		}
		_, err := d.Token()
		return list, err
	case json.Delim('{'):
		object := map[string]any{}
		for d.More() {
			key, err := d.Token()
			if err != nil {
				return nil, err
			}
			value, err := branch(d)
			if err != nil {
				return nil, err
			}
			if _, twice := object[key.(string)]; twice {
				return nil, errTwice
			}
			object[key.(string)] = value
		}
		_, err := d.Token()
		return object, err
	}
	return token, nil
}

// recordOf is what a record has to be read as, or ok is false.
func recordOf(value any) (r *record, ok bool) {
	object, ok := value.(map[string]any)
	if !ok || object["name"] == nil || object["count"] == nil {
		return nil, false
	}
	r = new(record)
	for name, value := range object {
		ok := false
		switch name {
		case "name":
			r.Name, ok = value.(string)
			n := utf8.RuneCountInString(r.Name)
			ok = ok && n >= 1 && n <= 8
		case "count":
			number, _ := value.(json.Number)
			n, err := strconv.ParseInt(string(number), 10, 64)
			r.Count, ok = n, err == nil && n >= 0 && n < 1<<53
		case "ratio":
			number, isNumber := value.(json.Number)
			f, err := strconv.ParseFloat(string(number), 64)
			r.Ratio, ok = &f, isNumber && err == nil
		case "note":
			text, isString := value.(string)
			if ok = isString || value == nil; isString {
				r.Note = &text
			}
		case "big":
			r.Big, ok = bigOf(value)
		case "any":
			ok = true
		case "inner":
			r.Inner, ok = recordOf(value)
		case "flags":
			ok = flagsOf(r, value)
		case "labels":
			ok = labelsOf(r, value)
		}
		if !ok {
			return nil, false
		}
	}
	return r, true
}

func bigOf(value any) (*int64, bool) {
	text, isString := value.(string)
	if number, isNumber := value.(json.Number); isNumber {
		text, isString = string(number), true
	}
	n, err := strconv.ParseInt(text, 10, 64)
	written := strconv.FormatInt(n, 10)
	return &n, isString && err == nil && (text == written || text == "-0")
}

func flagsOf(r *record, value any) bool {
	list, ok := value.([]any)
	r.Flags = []bool{}
	for _, item := range list {
		flag, isBool := item.(bool)
		r.Flags = append(r.Flags, flag)
		ok = ok && isBool
	}
	return ok
}

func labelsOf(r *record, value any) bool {
	object, ok := value.(map[string]any)
	r.Labels = map[string]string{}
	for key, item := range object {
		text, isString := item.(string)
		r.Labels[key] = text
		ok = ok && isString
	}
	return ok
}

// anyOut takes out the texts of json members, which are compared apart.
func anyOut(r *record) (texts []string) {
	for ; r != nil; r = r.Inner {
		if r.Any != "" {
			texts = append(texts, r.Any)
		}
		r.Any = ""
	}
	return texts
}

// FuzzDecode compares a generated-looking decoder with encoding/json: both accept the same, with
// the same values, and what was read comes back from what is written.
func FuzzDecode(f *testing.F) {
	for _, text := range []string{
		`{"name":"jack","count":1}`, `{"name":"","count":-1}`, `{"count":9007199254740992,"name":"äöüäöüäöü"}`,
		`{"name":"a","count":0,"ratio":1.5e3,"flags":[true,false],"labels":{"k":"v","l":""},"note":null,"big":"-9223372036854775808","any":{"x":[null]}}`,
		`{"name":"a","count":0,"inner":{"name":"b","count":2,"inner":{"name":"c","count":3,"note":"n"}}}`, `{"name":"a","count":0,"any":{"x":1,"x":2}}`,
		`{"n\u0061me":"a","count":0,"nam":1}`, `{"name":"\ud83d\ude00","count":0}`, `{"name":"\ud83d","count":0}`, ` { "name" : "a" , "count" : 0 , "labels" : { "a" : "b" , "\u0061" : "c" } } `,
		`{"name":"a","count":0,"big":01}`, `{"name":"a","count":0,"big":"007","ratio":1e999}`, `["a",1]`, `null`, `{"name":"a","name":"b","count":0}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var got record
		err := Unmarshal(text, &got)
		var invalid *Error
		if errors.As(err, &invalid) {
			if n := len(invalid.Violations()); n == 0 || n > MaxViolations {
				t.Fatalf("%q: %d violations", text, n)
			}
		} else if err != nil {
			return // FuzzScan's
		}
		value, treeErr := tree(text)
		want, ok := recordOf(value)
		if lower := strings.ToLower(string(text)); strings.Contains(lower, `\ud`) || strings.Contains(lower, `\u0000`) {
			ok = ok && err == nil // FuzzString's
		}
		if (treeErr == nil && ok) != (err == nil) {
			t.Fatalf("%q: %v; encoding/json: %v, %v", text, err, treeErr, ok)
		}
		if err == nil {
			checkRecord(t, text, want, &got)
		}
	})
}

func checkRecord(t *testing.T, text []byte, want, got *record) {
	t.Helper()
	encoded, err := Marshal(got)
	if err != nil || !json.Valid(encoded) {
		t.Fatalf("%q: written as %s, %v", text, encoded, err)
	}
	var again record
	if err := Unmarshal(encoded, &again); err != nil {
		t.Fatalf("%q: written as %s: %v", text, encoded, err)
	}
	if diff := cmp.Diff(got, &again); diff != "" {
		t.Fatalf("%q: written as %s\n%s", text, encoded, diff)
	}
	for _, text := range anyOut(got) {
		if !json.Valid([]byte(text)) {
			t.Fatalf("%q is not JSON", text)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("%q\n%s", text, diff)
	}
}
