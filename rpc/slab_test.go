package rpc

import "testing"

// TestNew gives every call params of its own, zeroed, in a batch of several methods too.
func TestNew(t *testing.T) {
	type a struct{ n int }
	type b struct{ s string }
	seenA, seenB := map[*a]bool{}, map[*b]bool{}
	for _, size := range []int{0, 1, 2, 3, slabItems, 3*slabItems + 1} {
		call := new(Call)
		for i := range max(1, size) {
			call.index, call.size = i, size
			x := New[a](call)
			if x.n != 0 || seenA[x] {
				t.Fatalf("size %d, call %d: params that were given out before", size, i)
			}
			x.n = 1
			seenA[x] = true
			if i%3 > 0 {
				continue
			}
			y := New[b](call)
			if y.s != "" || seenB[y] {
				t.Fatalf("size %d, call %d: params that were given out before", size, i)
			}
			y.s = "x"
			seenB[y] = true
		}
	}
}
