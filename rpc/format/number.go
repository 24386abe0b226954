package format

// Integer reports whether s is an integer as JSON writes it: -?(0|[1-9][0-9]*).
func Integer(s string) bool {
	end, ok := integer(s)
	return ok && end == len(s)
}

// Decimal reports whether s is a number as JSON writes it (RFC 8259, section 6).
func Decimal(s string) bool {
	i, ok := integer(s)
	if !ok {
		return false
	}
	if i < len(s) && s[i] == '.' {
		if i, ok = run(s, i+1); !ok {
			return false
		}
	}
	if i < len(s) && s[i]|0x20 == 'e' {
		i++
		if i < len(s) && (s[i] == '+' || s[i] == '-') {
			i++
		}
		if i, ok = run(s, i); !ok {
			return false
		}
	}
	return i == len(s)
}

func integer(s string) (end int, ok bool) {
	i := 0
	if i < len(s) && s[i] == '-' {
		i++
	}
	if i < len(s) && s[i] == '0' {
		return i + 1, true
	}
	return run(s, i)
}

// run passes over one or more digits from i on.
func run(s string, i int) (end int, ok bool) {
	start := i
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	return i, i > start
}
