// Package naming derives the names of Go from those of the wire, and lists what the generated code
// declares, so that the checker of a spec can refuse names that collide before anything is emitted.
package naming

import "strings"

// initialisms are written in capitals, as Go does.
var initialisms = map[string]bool{
	"acl": true, "api": true, "ascii": true, "cidr": true, "cpu": true, "css": true, "dns": true, "eof": true,
	"gid": true, "html": true, "http": true, "https": true, "id": true, "ip": true, "json": true, "jwt": true,
	"mac": true, "os": true, "ram": true, "rpc": true, "sla": true, "smtp": true, "sql": true, "ssh": true,
	"tcp": true, "tls": true, "ttl": true, "udp": true, "ui": true, "uid": true, "uri": true, "url": true,
	"utf8": true, "uuid": true, "vm": true, "xml": true, "yaml": true,
}

// Go derives an exported Go name: "userId" becomes UserID, "cache-hits" CacheHits. It returns ""
// where none can be derived: nothing is left, or a digit comes first.
func Go(wire string) string {
	name := suffix(wire)
	if name == "" || isDigit(name[0]) {
		return ""
	}
	return name
}

// suffix derives what can stand behind another name, where a digit may come first.
func suffix(wire string) string {
	shout := strings.ToUpper(wire) == wire
	var b strings.Builder
	for _, word := range words(wire) {
		b.WriteString(capital(word, shout))
	}
	return b.String()
}

// words splits at everything that is no letter or digit, and before a capital that starts a word:
// HTTPServer is HTTP and Server.
func words(wire string) []string {
	var all []string
	start := 0
	flush := func(end int) {
		if end > start {
			all = append(all, wire[start:end])
		}
		start = end
	}
	for i := range len(wire) {
		switch {
		case !isLetter(wire[i]) && !isDigit(wire[i]):
			flush(i)
			start = i + 1
		case startsWord(wire, i):
			flush(i)
		}
	}
	flush(len(wire))
	return all
}

func startsWord(s string, i int) bool {
	if i == 0 || !isUpper(s[i]) {
		return false
	}
	beforeLower := i+1 < len(s) && isLower(s[i+1]) && !pluralAt(s, i)
	return isLower(s[i-1]) || isDigit(s[i-1]) || beforeLower
}

// pluralAt reports whether the capital at i ends an initialism in the plural: the D of userIDs.
func pluralAt(s string, i int) bool {
	return s[i+1] == 's' && (i+2 == len(s) || !isLower(s[i+2])) && isUpper(s[i-1])
}

func capital(word string, shout bool) string {
	lower := strings.ToLower(word)
	if initialisms[lower] {
		return strings.ToUpper(word)
	}
	if single, plural := strings.CutSuffix(lower, "s"); plural && initialisms[single] {
		return strings.ToUpper(single) + "s"
	}
	if shout {
		word = lower
	}
	return strings.ToUpper(word[:1]) + word[1:]
}

// Unexported turns an exported name into an unexported one: UserID becomes userID, HTTPServer
// httpServer, IDs ids.
func Unexported(name string) string {
	all := words(name)
	if len(all) == 0 {
		return ""
	}
	return strings.ToLower(all[0]) + name[len(all[0]):]
}

func isUpper(c byte) bool  { return 'A' <= c && c <= 'Z' }
func isLower(c byte) bool  { return 'a' <= c && c <= 'z' }
func isLetter(c byte) bool { return isUpper(c) || isLower(c) }
func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
