package rpc

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trunkline-rpc/trunkline/internal/grammar"
)

// TestManyMembers has more members than one word of bits.
func TestManyMembers(t *testing.T) {
	var declared []Member
	for i := range 200 {
		declared = append(declared, Required(fmt.Sprintf("m%d", i)))
	}
	members := NewMembers(declared...)
	decode := func(d *Decoder) {
		d.Object(members)
		next := 0
		for d.Next() {
			if got := d.Int(nil); got != int64(d.Member()) {
				t.Errorf("member %d is %d", d.Member(), got)
			}
			next++
		}
	}
	var all, odd []string
	for i := range 200 {
		all = append(all, fmt.Sprintf(`"m%d":%d`, i, i))
		if i != 70 && i != 199 {
			odd = append(odd, all[i])
		}
	}
	if got := decodeText(t, "{"+strings.Join(all, ",")+"}", decodeOptions{}, decode); got != nil {
		t.Error(got)
	}
	want := []Violation{{"/m70", "required", "is required", ""}, {"/m199", "required", "is required", ""}}
	if diff := cmp.Diff(want, decodeText(t, "{"+strings.Join(odd, ",")+"}", decodeOptions{}, decode)); diff != "" {
		t.Error(diff)
	}
	got := decodeText(t, "{"+strings.Join(all, ",")+`,"m150":150,"m3":3}`, decodeOptions{}, decode)
	want = []Violation{{"/m150", "duplicate", "is given more than once", ""}, {"/m3", "duplicate", "is given more than once", ""}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestManyKeys has objects with more names than are compared one by one.
func TestManyKeys(t *testing.T) {
	var entries []string
	for i := range 5000 {
		entries = append(entries, fmt.Sprintf(`"k%d":"v"`, i))
	}
	text := "{" + strings.Join(entries, ",") + "}"
	again := "{" + strings.Join(entries, ",") + `,"k17":"w"}`
	if got := decodeText(t, text, decodeOptions{}, (*Decoder).Skip); got != nil {
		t.Error(got)
	}
	want := one("/k17", "duplicate", "is given more than once")
	if diff := cmp.Diff(want, decodeText(t, again, decodeOptions{}, (*Decoder).Skip)); diff != "" {
		t.Error(diff)
	}
	decode := func(d *Decoder) {
		entries := map[string]string{}
		d.Map(nil)
		for d.NextEntry(len(entries)) {
			key := d.Key(nil)
			entries[key] = d.String(nil)
		}
	}
	if diff := cmp.Diff(want, decodeText(t, again, decodeOptions{}, decode)); diff != "" {
		t.Error(diff)
	}
	nested := `{"x":{"y":` + again + `,"y":1},"z":[` + again + `]}`
	wantNested := []Violation{
		{"/x/y/k17", "duplicate", "is given more than once", ""},
		{"/x/y", "duplicate", "is given more than once", ""},
		{"/z/0/k17", "duplicate", "is given more than once", ""},
	}
	if diff := cmp.Diff(wantNested, decodeText(t, nested, decodeOptions{}, (*Decoder).Skip)); diff != "" {
		t.Error(diff)
	}
}

func TestAtMostTwenty(t *testing.T) {
	reads := 0
	decode := func(d *Decoder) {
		d.Array(nil)
		for d.NextItem() {
			d.String(nil)
			reads++
		}
	}
	got := decodeText(t, "["+strings.Repeat("1,", 10_000)+"1]", decodeOptions{}, decode)
	if len(got) != MaxViolations || got[19].Path != "/19" || reads != MaxViolations {
		t.Errorf("%d violations after %d reads", len(got), reads)
	}
	// Every method is harmless from then on.
	d := new(Decoder)
	d.reset([]byte(`[1]`))
	d.stopped = true
	useAll(d)
	if len(d.found) != 0 {
		t.Error(d.found)
	}
}

// useAll calls every method that reads.
func useAll(d *Decoder) {
	d.Object(shapeMembers)
	for d.Next() {
		_ = d.Member()
	}
	d.Array(nil)
	for d.NextItem() {
	}
	d.Map(nil)
	for d.NextEntry(0) {
		_ = d.Key(nil)
	}
	for range 3 {
		_, _, _, _ = d.String(nil), d.Secret(nil), d.Bool(), d.Null()
		_, _, _, _ = d.Int(nil), d.Int32(nil), d.Int64(nil), d.Float(nil)
		_, _, _, _ = d.Decimal(), d.Base64(nil), d.Hex(nil), d.JSON()
		_, _, _, _ = d.Time(), d.Date(), d.Enum(NewEnum("a")), d.IntEnum(NewIntEnum(1))
		_, _ = d.Kind(), d.Tag("kind", NewEnum("a"))
		CheckUnique(d, []int{1, 1})
		d.WrongKind("a dog")
		d.Skip()
	}
}

// TestMisuse reads values more than once, or not at all: that may give nonsense, never a panic.
func TestMisuse(t *testing.T) {
	for _, text := range grammar.Good {
		d := new(Decoder)
		d.reset([]byte(text))
		useAll(d)
		useAll(d)
	}
	lazy := func(d *Decoder) {
		d.Object(NewMembers(Optional("a"), Optional("b")))
		for d.Next() {
			if d.Member() == 0 {
				d.Array(nil)
				for d.NextItem() {
				}
			}
		}
	}
	if got := decodeText(t, `{"a":[1,[2],{"x":3}],"b":{"y":"z"}}`, decodeOptions{}, lazy); got != nil {
		t.Error(got)
	}
}

// TestLongNamesAreCut has names that would come back with every violation.
func TestLongNamesAreCut(t *testing.T) {
	name := strings.Repeat("é", 100_000)
	text := `{"` + name + `":{"` + name + `":[` + strings.Repeat(`"\u0000",`, 30) + `0]}}`
	violations := decodeText(t, text, decodeOptions{}, (*Decoder).Skip)
	shown := "/" + strings.Repeat("é", pathNameBytes/2) + "…"
	if len(violations) != MaxViolations || violations[3].Path != shown+shown+"/3" {
		t.Errorf("%d violations, the first at %s", len(violations), violations[0].Path)
	}
}

// TestRoom makes room for items only where there are some: empty lists take up to three bytes each.
func TestRoom(t *testing.T) {
	for text, want := range map[string]int{"[]": 0, " [ ] ": 0, "[1]": firstItems, "[ [] ]": firstItems, "{}": 0, "null": 0} {
		decodeText(t, text, decodeOptions{}, func(d *Decoder) {
			d.Array(nil)
			if got := d.Room(); got != want {
				t.Errorf("%s: got %d, want %d", text, got, want)
			}
			for d.NextItem() {
			}
		})
	}
}

// TestMembersAreShared reads objects of the same members by several goroutines, all of them for the
// first time. It is meant for the race detector.
func TestMembersAreShared(t *testing.T) {
	declared := []Member{Required("a"), OptionalNullable("b")}
	for i := range 500 { // it takes a while to prepare them
		declared = append(declared, Optional(fmt.Sprint(i)))
	}
	for range 20 {
		members := NewMembers(declared...)
		start := make(chan struct{})
		var wait sync.WaitGroup
		for range 4 {
			wait.Go(func() {
				<-start
				readPair(t, members)
			})
		}
		close(start)
		wait.Wait()
	}
}

func readPair(t *testing.T, members *Members) {
	var d Decoder
	d.reset([]byte(`{"a":1,"b":2}`))
	d.Object(members)
	sum := int64(0)
	for d.Next() {
		sum += d.Int(nil)
	}
	if found := d.violations(); sum != 3 || found != nil {
		t.Errorf("got %d, %v", sum, found)
	}
}
