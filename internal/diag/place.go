package diag

import (
	"fmt"
	"slices"
)

// maxName is how many runes of a name are shown: all of those that a spec may use. The words of a
// place stand before every mistake in it, so that longer ones would make the mistakes endless.
const maxName = 200

// Place says in words where in the spec a mistake is: `method "user.register": param "page"`. The
// zero words are the top of the spec.
type Place struct {
	list  *List
	words string
}

// At is the place that the words name.
func (l *List) At(format string, args ...any) Place {
	return Place{l, worded(format, args)}
}

// Top is the top of the spec, which needs no words.
func (l *List) Top() Place { return Place{list: l} }

// In is a place inside p.
func (p Place) In(format string, args ...any) Place {
	words := worded(format, args)
	if p.words != "" {
		words = p.words + ": " + words
	}
	return Place{p.list, words}
}

// Refuse records a mistake at pos, with the words of the place before it.
func (p Place) Refuse(pos Pos, format string, args ...any) {
	message := fmt.Sprintf(format, args...)
	if p.words != "" {
		message = p.words + ": " + message
	}
	p.list.Addf(pos, "%s", message)
}

func worded(format string, args []any) string {
	args = slices.Clone(args)
	for i, arg := range args {
		if text, ok := arg.(string); ok {
			args[i] = Clip(text, maxName)
		}
	}
	return fmt.Sprintf(format, args...)
}

// Clip shortens a text to so many runes, for a message.
func Clip(text string, runes int) string {
	if len(text) <= runes {
		return text
	}
	for i := range text {
		if runes == 0 {
			return text[:i] + "…"
		}
		runes--
	}
	return text
}
