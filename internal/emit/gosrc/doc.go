package gosrc

import (
	"strings"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"

	"github.com/trunkline-rpc/trunkline/internal/emit/comment"
)

// Doc is a comment of paragraphs, which may hold text from the spec: Markdown of any kind and any
// length. Whatever it says stays a comment: characters that end a line, hide or reorder text are
// dropped, every line begins with "// ", and no line reads as a directive or a build constraint.
// Empty paragraphs are left out; it renders nothing when nothing is left.
func Doc(paragraphs ...string) *jen.Statement {
	text := docText(paragraphs)
	if text == "" {
		return jen.Null()
	}
	return jen.Comment(text)
}

func docText(paragraphs []string) string {
	var lines []string
	for _, p := range paragraphs {
		p = comment.Clean(p)
		if p == "" {
			continue
		}
		if len(lines) > 0 {
			lines = append(lines, "//")
		}
		for line := range strings.SplitSeq(p, "\n") {
			lines = append(lines, docLines(line)...)
		}
	}
	return strings.Join(lines, "\n")
}

// docLines makes comment lines of one line of text. Lists, code and quotes keep their lines.
func docLines(line string) []string {
	switch {
	case line == "":
		return []string{"//"}
	case strings.HasPrefix(strings.TrimSpace(line), "+build"):
		return []string{"// \\" + strings.TrimSpace(line)}
	case strings.ContainsRune(" -*#>|`", rune(line[0])):
		return []string{"// " + line}
	}
	return wrap(line)
}

func wrap(line string) []string {
	var lines []string
	current := "//"
	for word := range strings.FieldsSeq(line) {
		if len(current) > 2 && utf8.RuneCountInString(current)+1+utf8.RuneCountInString(word) > comment.Width {
			lines = append(lines, current)
			current = "//"
		}
		if current == "//" && strings.HasPrefix(word, "+build") {
			word = `\` + word
		}
		current += " " + word
	}
	return append(lines, current)
}
