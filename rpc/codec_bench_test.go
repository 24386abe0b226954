package rpc_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/trunkline-rpc/trunkline/rpc"
)

func sampleOrder(items int) order {
	o := order{
		Customer:   customer{ID: "cus-000481", Name: "Zoë Müller", Email: "zoe.mueller@example.test", Phone: new("+44 20 7946 0000")},
		Attributes: map[string]string{"channel": "web", "campaign": "autumn-26", "locale": "de-DE", "ref": "0b7c3f4e"},
		PlacedAt:   time.Date(2026, 11, 3, 14, 5, 9, 0, time.UTC),
	}
	for i := range items {
		it := item{SKU: fmt.Sprintf("SKU-%06d", i*7919), Qty: int64(1 + i%5), Price: float64(995+i*1250) / 100, Tags: []string{"gift", "eu-west"}}
		if i%3 == 0 {
			it.Note = new(`leave at the "front" desk`)
		}
		o.Items = append(o.Items, it)
	}
	return o
}

func sampleList(n int) *listResult {
	list := &listResult{Orders: make([]orderResult, n)}
	for i := range list.Orders {
		list.Orders[i] = orderResult{ID: fmt.Sprintf("ord-%06d", i), Order: sampleOrder(4), Total: 1234.56}
	}
	return list
}

func BenchmarkUnmarshalSmall(b *testing.B) {
	text := []byte(`{"name":"jack"}`)
	b.ReportAllocs()
	for b.Loop() {
		var p helloParams
		if err := rpc.Unmarshal(text, &p); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUnmarshalOrder(b *testing.B) {
	text, err := rpc.Marshal(&createParams{sampleOrder(10)})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		var p createParams
		if err := rpc.Unmarshal(text, &p); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMarshalOrder(b *testing.B) { benchmarkMarshal(b, &createParams{sampleOrder(10)}) }

func BenchmarkMarshalList(b *testing.B) { benchmarkMarshal(b, sampleList(100)) }

func benchmarkMarshal(b *testing.B, v rpc.Encodable) {
	b.ReportAllocs()
	for b.Loop() {
		text, err := rpc.Marshal(v)
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(text)))
	}
}
