package spec

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/trunkline-rpc/trunkline/internal/diag"
)

// complaint is what the library says of a text that is not YAML, and what is said here instead.
type complaint struct {
	library string // how its text begins
	at      string // the last of these, before where it stopped reading, is the place
	text    string
}

const (
	controlCharacter = "control characters are not allowed"
	unclosedQuote    = "found unexpected end of stream"
	misplacedColon   = "mapping values are not allowed"
	endedQuote       = "found unexpected document indicator"
)

var complaints = []complaint{
	{misplacedColon, ":", `a ": " stands where none can: quote the text that holds it, or check the indentation`},
	{"mapping keys are not allowed", "?", "a ? stands where none can: quote the text that begins with it"},
	{"block sequence entries are not allowed", "-", "a list begins on the line below its key, or is written [a, b]"},
	{"found character that cannot start any token", "@`%", "a text that begins with @, ` or % has to be quoted"},
	{"found character that cannot start any token", "\t", "a tab cannot indent: use spaces"},
	{"found a tab character", "\t", "a tab cannot indent: use spaces"},
	{"found unknown escape character", `\`, `unknown escape: in double quotes \ begins one; use single quotes`},
	{"did not find expected hexdecimal number", `\`, "an escape lacks hexadecimal digits; use single quotes where none is meant"},
	{"found invalid Unicode character escape code", `\`, "an escape is of no Unicode character"},
	{unclosedQuote, "", "a quote is opened here and never closed"},
	{endedQuote, "", "a quote is opened here and not closed before the document ends"},
	{"could not find expected ':'", "", `a key wants ": " and a value`},
	{"did not find expected key", "", "the indentation fits no line above, or something follows the end of a quoted text, a } or a ]"},
	{"did not find expected '-'", "", "the list goes on here without a -"},
	{"did not find expected node content", "", "a value is missing, or a } or ] stands where none can"},
	{"did not find expected alphabetic or numeric", "&*", "a text that begins with & or * has to be quoted"},
	{"did not find expected comment or line break", "|>", "| and > begin a text on the lines below: quote a text that begins with one"},
	{"found an indentation indicator equal to 0", "|>", "| and > begin a text on the lines below: quote a text that begins with one"},
	{"found undefined tag handle", "", "a text that begins with ! has to be quoted"},
	{"did not find expected '!'", "!", "a text that begins with ! has to be quoted"},
	{"did not find the expected '>'", "!", "a text that begins with ! has to be quoted"},
	{"did not find expected tag URI", "!", "a text that begins with ! has to be quoted"},
	{"did not find expected whitespace or line break", "!", "a text that begins with ! has to be quoted"},
	{"found unknown directive name", "%", "a line cannot begin with %: quote the text that does"},
	{"did not find expected <document start>", "", "the document ended above, and a text follows it"},
	{controlCharacter, "", "a control character stands here: in double quotes it can be written as an escape"},
}

// refuseSyntax reports that src is not YAML. The library's line is wrong or missing as often as not:
// the place is where it stopped reading, or a little before.
func refuseSyntax(src *source, err error, top diag.Place) {
	text := problem(err)
	read := stopped(src.text)
	switch {
	case strings.HasPrefix(text, "unknown anchor '"):
		_, name, _ := strings.Cut(text, "'")
		name, _, _ = strings.Cut(name, "'")
		pos := src.position(max(0, strings.LastIndex(src.text[:read], "*"+name)))
		top.Refuse(pos, "the alias *%s is not part of the spec language: write the value out", clip(name))
	case strings.HasPrefix(text, "exceeded max depth"):
		top.Refuse(src.position(read), "the spec nests more than %d deep here", maxNesting)
	case strings.HasPrefix(text, "did not find expected ','"):
		refuseFlow(src, read, text, top)
	default:
		pos, explained := explain(src, read, text)
		top.Refuse(pos, "not YAML: %s", explained)
	}
}

// problem is what the library says, without the line.
func problem(err error) string {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	if claimed(err) > 0 {
		_, text, _ = strings.Cut(text, ": ")
	}
	return text
}

// claimed is the line that the library says, or 0.
func claimed(err error) (line int) {
	fmt.Sscanf(err.Error(), "yaml: line %d:", &line)
	return line
}

// meter counts what the library has read: it reads no further than it has to.
type meter struct {
	text string
	read int
}

func (m *meter) Read(p []byte) (int, error) {
	if m.read == len(m.text) {
		return 0, io.EOF
	}
	p[0] = m.text[m.read]
	m.read++
	return 1, nil
}

// stopped is where the library stopped reading a text that is not YAML.
func stopped(text string) int {
	m := &meter{text: text}
	for documents := yaml.NewDecoder(m); ; {
		if _, err := decode(documents); err != nil {
			return m.read
		}
	}
}

// begun is the line on which began what the library could not read to its end. It knows, but for
// what begins on the first line, which here is none of the spec's.
func begun(text string) int {
	for documents := yaml.NewDecoder(strings.NewReader("\n" + text)); ; {
		if _, err := decode(documents); err != nil {
			return max(claimed(err), 1)
		}
	}
}

// explain says where src stops being YAML, and what to do about it.
func explain(src *source, read int, text string) (diag.Pos, string) {
	at, found := -1, complaint{text: "this line, or one above, is not well-formed"}
	for _, c := range complaints {
		if i := strings.LastIndexAny(src.text[:read], c.at); strings.HasPrefix(text, c.library) && i >= at {
			at, found = i, c
		}
	}
	switch {
	case found.library == controlCharacter:
		return src.position(controlAt(src.text, read)), found.text
	case found.library == unclosedQuote, found.library == endedQuote:
		return openQuote(src), found.text
	case found.library == misplacedColon && src.joined(at) != diag.Pos{}:
		return src.joined(at), "a space is missing behind the colon"
	case at >= 0:
		return src.position(at), found.text
	}
	return src.indented(faultyLine(src, read, text)), found.text
}

// controlAt is where the control character stands at which the library stopped: the first one, which
// need not be the last character that was read, as the library looks ahead.
func controlAt(text string, read int) int {
	at := strings.IndexFunc(text, func(r rune) bool { return unicode.IsControl(r) && !strings.ContainsRune("\t\n\r\u0085", r) })
	if at < 0 { // such as a byte order mark in the middle
		_, size := utf8.DecodeLastRuneInString(text[:read])
		at = read - size
	}
	return at
}

// joinedKey is a line that is all one text, of a key and its value with no space between them.
var joinedKey = regexp.MustCompile(`^ *[\w.-]+:[\w<>.|"'-]+\s*$`)

// joined is the place of a key without a space, on the line above the one of the byte at, or nowhere.
func (s *source) joined(at int) diag.Pos {
	line := s.position(at).Line - 1
	if line < 1 || !joinedKey.MatchString(s.line(line)) {
		return diag.Pos{}
	}
	return s.indented(line)
}

// openQuote is where the quote opens that is never closed.
func openQuote(src *source) diag.Pos {
	line := begun(src.text) - 1
	if line < 1 || line > len(src.starts) {
		return src.end
	}
	quotes := quote.FindAllStringSubmatchIndex(src.line(line), -1)
	if quotes == nil {
		return src.indented(line)
	}
	return src.position(src.starts[line-1] + quotes[len(quotes)-1][2])
}

// indented is the place of the first text of a line.
func (s *source) indented(line int) diag.Pos {
	text := s.line(line)
	return diag.Pos{Line: line, Col: 1 + len(text) - len(strings.TrimLeft(text, " "))}
}

// faultyLine returns the line where src stops being YAML.
func faultyLine(src *source, read int, text string) int {
	line := src.position(len(strings.TrimRight(src.text[:read], " \t\r\n"))).Line
	// A key is known by what follows it, so the library may have read into the line after.
	for back := 0; back < 2 && line > 1 && failsAlike(src.text[:src.starts[line-1]], text); back++ {
		line--
	}
	return line
}

// failsAlike reports whether a text fails for the same reason, and not only because it ends early.
func failsAlike(src, text string) bool {
	endings := []string{""}
	if strings.HasPrefix(text, "did not find expected ','") {
		endings = []string{"}", "]", "}}", "]}", "}]", "}}}"}
	}
	for _, ending := range endings {
		_, err := decode(yaml.NewDecoder(strings.NewReader(src + ending)))
		if err == nil || problem(err) != text {
			return false
		}
	}
	return true
}
