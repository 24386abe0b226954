package codec

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/bytedance/sonic"
	exp "github.com/go-json-experiment/json"

	"github.com/trunkline-rpc/trunkline/bench/codec/ejc"
	"github.com/trunkline-rpc/trunkline/bench/codec/jtc"
	"github.com/trunkline-rpc/trunkline/bench/codec/jxc"
	"github.com/trunkline-rpc/trunkline/bench/codec/rtc"
	"github.com/trunkline-rpc/trunkline/bench/work"
)

type codec struct {
	name string
	dec  func([]byte, *work.CreateParams) error
	enc  func([]byte, *work.OrderResult) []byte
}

func marshal(f func(any) ([]byte, error)) func([]byte, *work.OrderResult) []byte {
	return func(dst []byte, r *work.OrderResult) []byte {
		b, err := f(r)
		if err != nil {
			panic(err)
		}
		return b
	}
}

var codecs = []codec{
	{"cursor", rtc.Params, rtc.Result},
	{"cursor-1copy", rtc.ParamsShared, rtc.Result},
	{"jx", jxc.Params, jxc.Result},
	{"easyjson", ejc.Params, ejc.Result},
	{"jsontext", jtc.Params, jtc.Result},
	{"gojsonexp-v2", func(b []byte, p *work.CreateParams) error { return exp.Unmarshal(b, p) }, marshal(func(v any) ([]byte, error) { return exp.Marshal(v) })},
	{"encoding/json", func(b []byte, p *work.CreateParams) error { return json.Unmarshal(b, p) }, marshal(json.Marshal)},
	{"sonic-default", func(b []byte, p *work.CreateParams) error { return sonic.ConfigDefault.Unmarshal(b, p) }, marshal(sonic.ConfigDefault.Marshal)},
	{"sonic-std", func(b []byte, p *work.CreateParams) error { return sonic.ConfigStd.Unmarshal(b, p) }, marshal(sonic.ConfigStd.Marshal)},
}

func TestRoundTrip(t *testing.T) {
	want := work.SampleOrder(10)
	for _, c := range codecs {
		var p work.CreateParams
		if err := c.dec(work.CreateJSON, &p); err != nil {
			t.Fatal(c.name, err)
		}
		if !reflect.DeepEqual(p.Order, want) {
			t.Errorf("%s: decode differs", c.name)
		}
		b := c.enc(nil, &work.OrderResult{ID: "x", Order: p.Order, Total: 1.5})
		var r work.OrderResult
		if err := json.Unmarshal(b, &r); err != nil || !reflect.DeepEqual(r.Order, want) {
			t.Errorf("%s: encode differs: %v %s", c.name, err, b)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	for _, c := range codecs {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(work.CreateJSON)))
			for b.Loop() {
				var p work.CreateParams
				if err := c.dec(work.CreateJSON, &p); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkEncode(b *testing.B) {
	r := &work.OrderResult{ID: "ord-1", Order: work.SampleOrder(10), Total: 1234.5}
	for _, c := range codecs {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			buf := make([]byte, 0, 4096)
			n := 0
			for b.Loop() {
				n = len(c.enc(buf[:0], r))
			}
			b.SetBytes(int64(n))
		})
	}
}

// TestStrictness prints what each codec does with input a strict server
// should refuse. STRICT=1 go test -run Strictness -v
func TestStrictness(t *testing.T) {
	if os.Getenv("STRICT") == "" {
		t.Skip("set STRICT=1")
	}
	good := string(work.CreateJSON)
	item := `{"sku":"a","qty":1,"price":1,"tags":[]}`
	mk := func(cust, items, attrs, at, extra string) string {
		return `{"order":{"customer":` + cust + `,"items":[` + items + `],"attributes":` + attrs + `,"placed_at":` + at + extra + `}}`
	}
	cust := `{"id":"c","name":"n","email":"a@b.cd"}`
	at := `"2026-11-03T14:05:09Z"`
	deep := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	cases := []struct{ name, in string }{
		{"good", good},
		{"dup struct key", mk(cust, item, `{}`, at, `,"placed_at":`+at)},
		{"dup map key", mk(cust, item, `{"k":"1","k":"2"}`, at, "")},
		{"dup in skipped", mk(cust, item, `{}`, at, `,"zz":{"a":1,"a":2}`)},
		{"wrong-case key", strings.Replace(good, `"customer"`, `"CUSTOMER"`, 1)},
		{"invalid utf8", mk("{\"id\":\"c\",\"name\":\"\xff\xfe\",\"email\":\"a@b.cd\"}", item, `{}`, at, "")},
		{"utf8 overlong", mk("{\"id\":\"c\",\"name\":\"\xc0\xaf\",\"email\":\"a@b.cd\"}", item, `{}`, at, "")},
		{"bad utf8 skipped", mk(cust, item, `{}`, at, ",\"zz\":\"\xff\"")},
		{"lone surrogate", mk(`{"id":"c","name":"\ud800","email":"a@b.cd"}`, item, `{}`, at, "")},
		{"control char", mk("{\"id\":\"c\",\"name\":\"a\x01b\",\"email\":\"a@b.cd\"}", item, `{}`, at, "")},
		{"trailing junk", good + " x"},
		{"second value", good + good},
		{"trailing comma", mk(cust, item+",", `{}`, at, "")},
		{"leading zero", mk(cust, `{"sku":"a","qty":01,"price":1,"tags":[]}`, `{}`, at, "")},
		{"qty 2^63", mk(cust, `{"sku":"a","qty":9223372036854775808,"price":1,"tags":[]}`, `{}`, at, "")},
		{"qty 1.0", mk(cust, `{"sku":"a","qty":1.0,"price":1,"tags":[]}`, `{}`, at, "")},
		{"qty 1e2", mk(cust, `{"sku":"a","qty":1e2,"price":1,"tags":[]}`, `{}`, at, "")},
		{"qty string", mk(cust, `{"sku":"a","qty":"1","price":1,"tags":[]}`, `{}`, at, "")},
		{"price 1e400", mk(cust, `{"sku":"a","qty":1,"price":1e400,"tags":[]}`, `{}`, at, "")},
		{"price 1.", mk(cust, `{"sku":"a","qty":1,"price":1.,"tags":[]}`, `{}`, at, "")},
		{"null for string", mk(`{"id":null,"name":"n","email":"a@b.cd"}`, item, `{}`, at, "")},
		{"depth 200 skipped", mk(cust, item, `{}`, at, `,"zz":`+deep(200))},
		{"depth 5000 skipped", mk(cust, item, `{}`, at, `,"zz":`+deep(5000))},
		{"depth 100k skipped", mk(cust, item, `{}`, at, `,"zz":`+deep(100000))},
		{"bad skipped num", mk(cust, item, `{}`, at, `,"zz":1.2.3`)},
		{"BOM", "\xef\xbb\xbf" + good},
	}
	fmt.Printf("| input |")
	for _, c := range codecs {
		fmt.Printf(" %s |", c.name)
	}
	fmt.Println()
	for _, k := range cases {
		fmt.Printf("| %s |", k.name)
		for _, c := range codecs {
			func() {
				defer func() {
					if r := recover(); r != nil {
						fmt.Printf(" PANIC |")
					}
				}()
				var p work.CreateParams
				if err := c.dec([]byte(k.in), &p); err != nil {
					fmt.Printf(" refuse |")
				} else {
					fmt.Printf(" ACCEPT |")
				}
			}()
		}
		fmt.Println()
	}
	bad := &work.OrderResult{ID: "a\xffb<>&\u2028", Order: work.SampleOrder(0)}
	for _, c := range codecs {
		func() {
			defer func() {
				if r := recover(); r != nil {
					fmt.Printf("encode invalid UTF-8 %-14s error: %v\n", c.name, r)
				}
			}()
			fmt.Printf("encode invalid UTF-8 %-14s %.40q\n", c.name, c.enc(nil, bad))
		}()
	}
}
