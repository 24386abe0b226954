package rpc

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

func TestIntegers(t *testing.T) {
	const type53, range53 = "must be an integer", "must be an integer from -9007199254740991 to 9007199254740991"
	const range32 = "must be an integer from -2147483648 to 2147483647"
	const type64, range64 = "must be a string of digits or an integer", "must be an integer from -9223372036854775808 to 9223372036854775807"
	reads := map[string]func(*Decoder) int64{
		"int":   func(d *Decoder) int64 { return d.Int(nil) },
		"int32": func(d *Decoder) int64 { return int64(d.Int32(nil)) },
		"int64": func(d *Decoder) int64 { return d.Int64(nil) },
	}
	tests := []struct {
		kind, text string
		want       int64
		rule       string
		message    string
	}{
		{"int", "0", 0, "", ""}, {"int", "-0", 0, "", ""}, {"int", "7", 7, "", ""}, {"int", "-12", -12, "", ""},
		{"int", "9007199254740991", maxInt, "", ""}, {"int", "-9007199254740991", -maxInt, "", ""},
		{"int", "9007199254740992", 0, "range", range53}, {"int", "-9007199254740992", 0, "range", range53},
		{"int", "4944355908000000000000000000000", 0, "range", range53}, {"int", "18446744073709551617", 0, "range", range53},
		{"int", "1.0", 0, "type", type53}, {"int", "1e3", 0, "type", type53}, {"int", "1E0", 0, "type", type53}, {"int", "-0.0", 0, "type", type53},
		{"int", `"1"`, 0, "type", type53}, {"int", "null", 0, "type", type53}, {"int", "true", 0, "type", type53}, {"int", "[1]", 0, "type", type53},
		{"int32", "2147483647", math.MaxInt32, "", ""}, {"int32", "-2147483648", math.MinInt32, "", ""},
		{"int32", "2147483648", 0, "range", range32}, {"int32", "-2147483649", 0, "range", range32}, {"int32", "4944355908", 0, "range", range32}, {"int32", "4294967296", 0, "range", range32},
		{"int64", `"9223372036854775807"`, math.MaxInt64, "", ""}, {"int64", `"-9223372036854775808"`, math.MinInt64, "", ""},
		{"int64", `9223372036854775807`, math.MaxInt64, "", ""}, {"int64", `-9223372036854775808`, math.MinInt64, "", ""}, {"int64", `"-0"`, 0, "", ""}, {"int64", `"0"`, 0, "", ""},
		{"int64", `"\u0031"`, 1, "", ""},
		{"int64", `"9223372036854775808"`, 0, "range", range64}, {"int64", `-9223372036854775809`, 0, "range", range64}, {"int64", `"18446744073709551616"`, 0, "range", range64},
		{"int64", `"01"`, 0, "type", type64}, {"int64", `"-01"`, 0, "type", type64}, {"int64", `"00"`, 0, "type", type64}, {"int64", `"+1"`, 0, "type", type64}, {"int64", `" 1"`, 0, "type", type64},
		{"int64", `"1 "`, 0, "type", type64}, {"int64", `""`, 0, "type", type64}, {"int64", `"-"`, 0, "type", type64}, {"int64", `"1.0"`, 0, "type", type64}, {"int64", `"1e3"`, 0, "type", type64},
		{"int64", `"1_0"`, 0, "type", type64}, {"int64", `"0x1"`, 0, "type", type64}, {"int64", `1.0`, 0, "type", type64}, {"int64", `1e3`, 0, "type", type64}, {"int64", `"１"`, 0, "type", type64},
	}
	for _, test := range tests {
		var got int64
		violations := decodeText(t, test.text, decodeOptions{}, func(d *Decoder) { got = reads[test.kind](d) })
		if test.rule == "" && (got != test.want || violations != nil) {
			t.Errorf("%s %s: %d %v", test.kind, test.text, got, violations)
		}
		if test.rule != "" && (len(violations) != 1 || violations[0] != one("", test.rule, test.message)[0]) {
			t.Errorf("%s %s: %v", test.kind, test.text, violations)
		}
	}
}

func TestFloats(t *testing.T) {
	texts := []string{
		"0", "-0", "-0.0", "0e5", "1", "-1", "0.1", "0.3", "1e0", "1e22", "1e23", "123456789012345", "1234567890123456", "9007199254740993", "0.000000000000001",
		"196237157667276644.33", "1.7976931348623157e308", "5e-324", "2.4703282292062327e-324", "2.47e-324", "1e-400", "2.2250738585072014e-308", "2.2250738585072011e-308",
		"0.500000000000000166533453693773481063544750213623046875", "3.518437208883201171875e13", "100000000000000016777215", "100000000000000016777216", "1.00000000000000011102230246251565404",
		strings.Repeat("9", 300), "0." + strings.Repeat("0", 300) + "1", "123456789012345.6", "12345678901234.5", "-12345678901234.5", "0.12345678901234", "0.123456789012345", "99999999999999.9",
	}
	for _, text := range texts {
		want, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		var got float64
		if violations := decodeText(t, text, decodeOptions{}, func(d *Decoder) { got = d.Float(nil) }); violations != nil {
			t.Errorf("%s: %v", text, violations)
		}
		if math.Float64bits(got) != math.Float64bits(want) {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
	for _, text := range []string{"1e309", "-1e309", "1.7976931348623159e308", "1e999999999999999999999", strings.Repeat("9", 400)} {
		violations := decodeText(t, text, decodeOptions{}, func(d *Decoder) { d.Float(nil) })
		if len(violations) != 1 || violations[0] != one("", "range", "must be a number of 64 bits")[0] {
			t.Errorf("%.20s: %v", text, violations)
		}
	}
	for _, text := range []string{`"1"`, "null", "true", "[]", "{}"} {
		violations := decodeText(t, text, decodeOptions{}, func(d *Decoder) { d.Float(nil) })
		if len(violations) != 1 || violations[0] != one("", "type", "must be a number")[0] {
			t.Errorf("%s: %v", text, violations)
		}
	}
}

// TestNumbersAgainstStrconv compares the fast paths with strconv on a lot of random numbers.
func TestNumbersAgainstStrconv(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 300_000 {
		checkFloat(t, randomNumber(random))
		checkAppendFloat(t, math.Float64frombits(random.Uint64()))
		checkAppendFloat(t, float64(random.IntN(2_000_000_000)-1_000_000_000)/[]float64{1, 10, 100, 1000, 10000, 100000}[random.IntN(6)])
		checkAppendFloat(t, random.NormFloat64()*math.Pow(10, float64(random.IntN(40)-20)))
	}
	for _, f := range []float64{0, math.Copysign(0, -1), 1e11, -1e11, 1e11 - 0.0001, 99999999999.9999, 0.0001, 0.00005, 1e-6, 9.99e-7, 1e20, 1e21, 5e-324, math.MaxFloat64, 0.1, 0.30000000000000004, 1e15, 123456.78901} {
		checkAppendFloat(t, f)
	}
}

func randomNumber(random *rand.Rand) string {
	var b strings.Builder
	if random.IntN(2) == 0 {
		b.WriteByte('-')
	}
	digits := func(n int) {
		for range n {
			b.WriteByte('0' + byte(random.IntN(10)))
		}
	}
	if random.IntN(4) == 0 {
		b.WriteByte('0')
	} else {
		b.WriteByte('1' + byte(random.IntN(9)))
		digits(random.IntN(18))
	}
	if random.IntN(3) > 0 {
		b.WriteByte('.')
		digits(1 + random.IntN(18))
	}
	if random.IntN(6) == 0 {
		b.WriteString([]string{"e", "E+", "e-"}[random.IntN(3)])
		digits(1 + random.IntN(2))
	}
	return b.String()
}

func checkFloat(t *testing.T, text string) {
	t.Helper()
	want, err := strconv.ParseFloat(text, 64)
	got, ok := parseFloat([]byte(text))
	if ok != (err == nil) || ok && math.Float64bits(got) != math.Float64bits(want) {
		t.Fatalf("%s: %v, want %v", text, got, want)
	}
}

func checkAppendFloat(t *testing.T, f float64) {
	t.Helper()
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return
	}
	text := string(appendFloat(nil, f))
	back, err := strconv.ParseFloat(text, 64)
	if err != nil || math.Float64bits(back) != math.Float64bits(f) {
		t.Fatalf("%v: %s", f, text)
	}
	form := byte('f')
	if size := math.Abs(f); size != 0 && (size < 1e-6 || size >= 1e21) {
		form = 'e'
	}
	if want := strconv.FormatFloat(f, form, -1, 64); text != want {
		t.Fatalf("%v: %s, want %s", f, text, want)
	}
	if parse([]byte(text)) != nil {
		t.Fatalf("%v: %s is not JSON", f, text)
	}
}
