package format

import "time"

// ParseTime reads an RFC 3339 time, whose offset is required, and returns it in UTC. Digits beyond
// nanoseconds are dropped. Leap seconds and times whose UTC year is not 0 to 9999 are refused.
func ParseTime(s string) (time.Time, bool) {
	var none time.Time
	if len(s) < len("2006-01-02T15:04:05Z") || s[10]|0x20 != 't' || s[13] != ':' || s[16] != ':' {
		return none, false
	}
	year, month, day, ok := ParseDate(s[:10])
	hour, okHour := digits(s[11:13], 23)
	minute, okMinute := digits(s[14:16], 59)
	second, okSecond := digits(s[17:19], 59)
	nano, rest, okNano := fraction(s[19:])
	offset, okOffset := offset(rest)
	if !ok || !okHour || !okMinute || !okSecond || !okNano || !okOffset {
		return none, false
	}
	t := time.Date(year, month, day, hour, minute, second-offset, nano, time.UTC)
	return t, t.Year() >= 0 && t.Year() <= 9999
}

// fraction reads ".123" in nanoseconds, if it stands there, and returns what follows it.
func fraction(s string) (nano int, rest string, ok bool) {
	if s == "" || s[0] != '.' {
		return 0, s, true
	}
	scale, i := 100_000_000, 1
	for ; i < len(s) && isDigit(s[i]); i++ {
		nano += int(s[i]-'0') * scale
		scale /= 10
	}
	return nano, s[i:], i > 1
}

// offset reads "Z" or "+01:00" in seconds east of UTC.
func offset(s string) (seconds int, ok bool) {
	if len(s) == 1 && s[0]|0x20 == 'z' {
		return 0, true
	}
	if len(s) != len("+01:00") || s[0] != '+' && s[0] != '-' || s[3] != ':' {
		return 0, false
	}
	hours, okHours := digits(s[1:3], 23)
	minutes, okMinutes := digits(s[4:6], 59)
	seconds = hours*3600 + minutes*60
	if s[0] == '-' {
		seconds = -seconds
	}
	return seconds, okHours && okMinutes
}

// ParseDate reads a day as YYYY-MM-DD and holds it to the calendar.
func ParseDate(s string) (year int, month time.Month, day int, ok bool) {
	if len(s) != len("2006-01-02") || s[4] != '-' || s[7] != '-' {
		return 0, 0, 0, false
	}
	year, okYear := digits(s[:4], 9999)
	m, okMonth := digits(s[5:7], 12)
	day, okDay := digits(s[8:10], 31)
	month = time.Month(m)
	ok = okYear && okMonth && okDay && m > 0 && day > 0 && day <= daysIn(year, month)
	return year, month, day, ok
}

func daysIn(year int, month time.Month) int {
	switch month {
	case time.February:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case time.April, time.June, time.September, time.November:
		return 30
	}
	return 31
}

// digits reads decimal digits alone, up to limit.
func digits(s string, limit int) (n int, ok bool) {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, n <= limit
}
