package markdown

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

func itoa(n int) string { return strconv.Itoa(n) }

// visible drops what cannot be seen, or reorders what can.
func visible(text string) string {
	if plain(text) {
		return text
	}
	text = lineBreaks.Replace(text)
	return strings.Map(func(r rune) rune {
		hidden := unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs) && r != '\n' && r != '\t'
		if hidden || r == utf8.RuneError {
			return -1
		}
		return r
	}, text)
}

var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n")

// plain reports whether a text is ASCII that can be seen, as nearly all are.
func plain(text string) bool {
	for i := range len(text) {
		if c := text[i]; (c < ' ' || c >= 0x7f) && c != '\n' {
			return false
		}
	}
	return true
}

var special = regexp.MustCompile("[\\\\`*\\[\\]<>|~$]|&(?:[a-zA-Z#])|_")

// escape writes text so that it stays text.
func escape(text string) string {
	if !strings.ContainsAny(text, "\\`*[]<>|~$&_") {
		return text
	}
	var b strings.Builder
	last := 0
	for _, at := range special.FindAllStringIndex(text, -1) {
		b.WriteString(text[last:at[0]])
		if !(text[at[0]] == '_' && insideWord(text, at[0])) {
			b.WriteByte('\\')
		}
		last = at[0]
	}
	b.WriteString(text[last:])
	return b.String()
}

// insideWord reports whether letters or digits stand on both sides: there, _ means nothing.
func insideWord(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at+1:])
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return word(before) && word(after)
}

// line is text of one line, as it stands in a heading or a cell.
func line(text string) string {
	return escape(strings.Join(strings.Fields(visible(text)), " "))
}

var startsBlock = regexp.MustCompile(`(?m)^[ \t]*([#+=:>-]|[0-9]{1,9}[.)])`)

// startOfLines escapes what would begin a block.
func startOfLines(text string) string {
	return startsBlock.ReplaceAllStringFunc(text, func(start string) string {
		start = strings.TrimLeft(start, " \t")
		last := len(start) - 1
		return start[:last] + "\\" + start[last:]
	})
}

// code is a code span.
func code(text string) string {
	if text = strings.ReplaceAll(visible(text), "\n", " "); strings.TrimSpace(text) == "" {
		return ""
	}
	marks := strings.Repeat("`", longestRun(text)+1)
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") || text[0] == ' ' && text[len(text)-1] == ' ' {
		text = " " + text + " "
	}
	return marks + text + marks
}

// fence is a block of code.
func fence(language, text string) string {
	marks := strings.Repeat("`", max(3, longestRun(text)+1))
	return marks + language + "\n" + strings.TrimRight(visible(text), "\n") + "\n" + marks
}

func longestRun(text string) (longest int) {
	run := 0
	for _, r := range text {
		if r != '`' {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// words reports whether a text is one paragraph of words, in which Markdown means nothing.
func words(text string) bool {
	for i := range len(text) {
		switch c := text[i]; {
		case 'a' <= c|0x20 && c|0x20 <= 'z', c == ',', c == '\'', i > 0 && '0' <= c && c <= '9':
		case c == ' ' && i > 0 && text[i-1] != ' ':
		case c == '.' && (i+1 == len(text) || text[i+1] == ' '):
		default:
			return false
		}
	}
	return true
}

// language keeps what names a language.
func language(name string) string {
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) || strings.ContainsRune("+#-_", r) {
			return r
		}
		return -1
	}, name)
}

// inCell escapes the bars that would end a cell. That comes before all other escapes are read, and
// takes away one \, so that it is right in code as well.
func inCell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

// indent puts a mark before the first line and others before the rest.
func indent(text, first, rest string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		switch {
		case i == 0:
			lines[i] = first + line
		case line != "" || strings.TrimSpace(rest) != "":
			lines[i] = rest + line
		}
	}
	return strings.Join(lines, "\n")
}
