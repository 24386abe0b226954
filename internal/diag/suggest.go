package diag

import "strings"

// suggestBytes is up to which length words are compared: beyond, nobody mistyped a known word.
const suggestBytes = 64

// Suggest returns ` (did you mean "x"?)` for the one of known that is most like word, and "" when
// none is like it.
func Suggest(word string, known []string) string {
	best, found := 1+max(1, min(len(word)/3, 3)), ""
	for _, candidate := range known {
		if n := distance(strings.ToLower(word), strings.ToLower(candidate), best); n < best {
			best, found = n, candidate
		}
	}
	if found == "" {
		return ""
	}
	return ` (did you mean "` + found + `"?)`
}

// distance counts the bytes to insert, delete, replace or swap with their neighbour to make b of a.
// It returns enough where it is sure that there are at least so many.
func distance(a, b string, enough int) int {
	if len(a) > suggestBytes || len(b) > suggestBytes || max(len(a)-len(b), len(b)-len(a)) >= enough {
		return enough
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
