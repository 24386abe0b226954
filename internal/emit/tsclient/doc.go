package tsclient

import (
	"strings"
	"unicode/utf8"

	"github.com/trunkline-rpc/trunkline/internal/emit/comment"
)

// docLines are the lines of a comment of paragraphs, which may hold text from the spec: Markdown of any
// kind and any length. Whatever it says stays a comment: characters that end a line, hide or reorder
// text are dropped, the end of a comment is broken up, and nothing reads as a tag of JSDoc. Paragraphs
// that begin with @ are tags of our own. Empty ones are left out.
func docLines(paragraphs []string) (lines []string) {
	for _, p := range paragraphs {
		tag, rest := ownTag(p)
		p = tag + untagged(comment.Clean(rest))
		if strings.TrimSpace(p) == "" {
			continue
		}
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		for line := range strings.SplitSeq(p, "\n") {
			lines = append(lines, wrap(line)...)
		}
	}
	return lines
}

// tags are those that the emitter writes itself.
var tags = []string{"@deprecated ", "@throws ", "@example "}

func ownTag(p string) (tag, rest string) {
	for _, tag := range tags {
		if rest, found := strings.CutPrefix(p, tag); found {
			return tag, rest
		}
	}
	return "", p
}

// untagged keeps text from being read as a tag, at the beginning of a line or in braces, and from
// ending the comment.
func untagged(text string) string {
	text = endings.Replace(text)
	if !strings.Contains(text, "@") {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if trimmed := strings.TrimLeft(line, " "); strings.HasPrefix(trimmed, "@") {
			lines[i] = line[:len(line)-len(trimmed)] + `\` + trimmed
		}
	}
	return strings.Join(lines, "\n")
}

var endings = strings.NewReplacer("*/", `*\/`, "{@", `{\@`)

// wrap breaks a line that is too long. Lists, code, tables and quotes keep their lines.
func wrap(line string) []string {
	if line == "" || strings.ContainsRune(" -*#>|`", rune(line[0])) {
		return []string{line}
	}
	var lines []string
	current := ""
	for word := range strings.FieldsSeq(line) {
		if current != "" && utf8.RuneCountInString(current)+1+utf8.RuneCountInString(word) > comment.Width {
			lines = append(lines, current)
			current = ""
		}
		if current != "" {
			current += " "
		}
		if current == "" && strings.HasPrefix(word, "@") && len(lines) > 0 {
			word = `\` + word
		}
		current += word
	}
	return append(lines, current)
}
