package check_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"runtime/debug"
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/check"
	"github.com/trunkline-rpc/trunkline/internal/diag"
	"github.com/trunkline-rpc/trunkline/internal/spec"
)

// TestMutatedSpecs breaks valid specs in many ways: whatever the parser hands over, half a spec
// included, is checked without a panic, and always with the same result.
func TestMutatedSpecs(t *testing.T) {
	files, _ := filepath.Glob("testdata/accepted/*.yaml")
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for seed := range uint64(150) {
			first, second := mutated(t, file, src, seed), mutated(t, file, src, seed)
			if first != second {
				t.Fatalf("%s, mutation %d: two runs tell different mistakes:\n%s\n%s", file, seed, first, second)
			}
		}
	}
}

func mutated(t *testing.T, file string, src []byte, seed uint64) string {
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("%s, mutation %d: %v\n%s", file, seed, r, debug.Stack())
		}
	}()
	f, _ := spec.Parse(src)
	m := mutator{rand.New(rand.NewPCG(seed, 0)), nil}
	m.collect(reflect.ValueOf(f).Elem(), false)
	for range 1 + m.IntN(4) {
		m.mutate(m.spots[m.IntN(len(m.spots))])
	}
	var diags diag.List
	check.Check(f, &diags)
	return diags.Render("api.yaml")
}

// mutator changes values anywhere in a spec.
type mutator struct {
	*rand.Rand
	spots []spot
}

// spot is a value that can be changed. An item of a list is never nil.
type spot struct {
	reflect.Value
	item bool
}

// collect finds everything in v that can be changed.
func (m *mutator) collect(v reflect.Value, item bool) {
	if v.Type() == reflect.TypeFor[diag.Pos]() {
		return
	}
	m.spots = append(m.spots, spot{v, item})
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			m.collect(v.Elem(), false)
		}
	case reflect.Slice:
		for i := range v.Len() {
			m.collect(v.Index(i), v.Type().Elem().Kind() == reflect.Pointer)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			m.collect(v.Field(i), false)
		}
	}
}

// mutate empties a value, or gives it that of another of its type.
func (m *mutator) mutate(s spot) {
	if m.IntN(3) == 0 && !s.item {
		s.SetZero()
		return
	}
	for range 50 {
		other := m.spots[m.IntN(len(m.spots))]
		if other.Type() == s.Type() && !contains(other, s) && !(s.item && other.IsNil()) {
			s.Set(other.Value)
			return
		}
	}
}

// contains reports whether s lies inside other: the parser makes no circles.
func contains(other, s spot) bool {
	m := mutator{}
	m.collect(other.Value, false)
	for _, inside := range m.spots {
		if inside.Addr() == s.Addr() {
			return true
		}
	}
	return false
}
