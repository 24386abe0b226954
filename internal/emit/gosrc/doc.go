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
		lines = append(lines, paragraph(strings.Split(p, "\n"))...)
	}
	return strings.Join(lines, "\n")
}

// paragraph makes comment lines of lines of text. What does not fit into a line begins the next one, so that
// no word stands alone where the text was wrapped already.
func paragraph(text []string) []string {
	var lines []string
	carry := ""
	for i, line := range text {
		if !plain(line) {
			lines = append(lines, docLine(line))
			continue
		}
		wrapped := wrap(carry + line)
		carry = ""
		if last := len(wrapped) - 1; last > 0 && i+1 < len(text) && plain(text[i+1]) {
			carry = strings.TrimPrefix(wrapped[last], "// ") + " "
			wrapped = wrapped[:last]
		}
		lines = append(lines, wrapped...)
	}
	return lines
}

// plain tells text from lists, code and quotes, which keep their lines.
func plain(line string) bool {
	return line != "" && !strings.HasPrefix(strings.TrimSpace(line), "+build") && !strings.ContainsRune(" -*#>|`", rune(line[0]))
}

// docLine makes a comment line of a line that stays as it is.
func docLine(line string) string {
	switch {
	case line == "":
		return "//"
	case strings.HasPrefix(strings.TrimSpace(line), "+build"):
		return "// \\" + strings.TrimSpace(line)
	}
	return "// " + line
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
