package gosrc

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trunkline-rpc/trunkline/internal/emit/comment"
)

// TypeSentence begins the documentation of a type as Go does, with its name: "An account." becomes
// "User is an account.", and "Whether it worked." becomes "Outcome says whether it worked.". Text
// that continues no such sentence follows the name and a colon. Where there is no text, otherwise
// completes the sentence.
func TypeSentence(name, text, otherwise string) []string {
	text = comment.Clean(text)
	first, _, _ := strings.Cut(text, " ")
	predicate := predicate(text)
	switch {
	case text == "":
		return []string{name + " " + otherwise}
	case first == name:
		return []string{text}
	case predicate != "":
		return []string{name + " " + predicate}
	case startsWithWord(text):
		return []string{name + ": " + text}
	}
	return []string{name + " " + otherwise, text}
}

// predicate turns the description of a type into what can follow its name: "is an account.", "says
// whether it worked.", "holds the limits."; or it returns "".
func predicate(text string) string {
	sentence, _, _ := strings.Cut(text, ". ")
	first, _, _ := strings.Cut(sentence, " ")
	first = strings.TrimRight(first, ".,")
	switch {
	case slices.Contains(questions, first):
		return "says " + lowerFirst(text)
	case slices.Contains(nouns, first) && !hasVerb(sentence):
		return "is " + lowerFirst(text)
	case slices.Contains(verbsOfTypes, first):
		return lowerFirst(text)
	}
	return ""
}

var (
	nouns        = []string{"A", "An", "The", "One", "What", "Who", "Somebody", "Someone", "Something", "Every", "Everything", "Any", "Anything"}
	questions    = []string{"Whether", "Which", "How", "When", "Where", "Why"}
	verbsOfTypes = []string{"Contains", "Defines", "Describes", "Has", "Holds", "Identifies", "Is", "Represents", "Says", "Specifies", "Tells"}
)

// hasVerb reports whether what begins like a noun is a whole sentence: "A title is what a task is
// known by.", but not "A task that is done.".
func hasVerb(sentence string) bool {
	for word := range strings.FieldsSeq(sentence) {
		switch word {
		case "that", "which", "who", "whose", "where", "when", "as", "if", "What", "Who":
			return false
		case "is", "are", "was", "were", "has", "have", "can", "may", "must", "will", "holds", "stands":
			return true
		}
		if strings.HasSuffix(word, ",") {
			return false
		}
	}
	return false
}

var word = regexp.MustCompile("^[\\p{L}\\p{N}\"'`(]")

// startsWithWord tells text from the lists, headings and code of Markdown.
func startsWithWord(text string) bool {
	return word.MatchString(text) && !strings.HasPrefix(text, "```")
}

// MethodSentence does it for a method, whose summary is mostly what to do: "Create an account."
// becomes "Register creates an account.".
func MethodSentence(name, text, otherwise string) []string {
	text = comment.FullStop(text)
	first, rest, _ := strings.Cut(text, " ")
	if verb := thirdPerson(first); verb != "" && rest != "" {
		return []string{name + " " + verb + " " + rest + " It " + otherwise}
	}
	return []string{name + " " + otherwise, text}
}

func lowerFirst(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToLower(r)) + text[size:]
}

// thirdPerson conjugates a verb that is known to be one: "Create" and "Creates" are "creates".
func thirdPerson(word string) string {
	lower := strings.ToLower(word)
	for _, verb := range verbs {
		if s := conjugate(verb); lower == verb || lower == s {
			return s
		}
	}
	return ""
}

func conjugate(verb string) string {
	switch {
	case strings.HasSuffix(verb, "s"), strings.HasSuffix(verb, "sh"), strings.HasSuffix(verb, "ch"),
		strings.HasSuffix(verb, "x"), strings.HasSuffix(verb, "o"):
		return verb + "es"
	case strings.HasSuffix(verb, "y") && !strings.ContainsRune("aeiou", rune(verb[len(verb)-2])):
		return verb[:len(verb)-1] + "ies"
	}
	return verb + "s"
}

// verbs are those that begin the summaries of most APIs.
var verbs = strings.Fields(`
	abort accept acknowledge activate add allocate allow answer append apply approve archive ask assign attach authenticate
	authorize ban begin block book build buy calculate call cancel change check choose claim clear clone close
	collect commit compare complete compute configure confirm connect convert copy count create deactivate decline
	decode delete deliver deny deploy describe destroy detach detect disable disconnect discover download draw drop
	echo edit enable encode end enqueue enter erase estimate evaluate exchange execute exit expire explain export extend
	fail fetch fill filter find finish flush follow force forget format generate get give grant greet group handle hide
	import increase inform initialize insert inspect install invalidate invite invoke issue join keep kill leave
	link list load lock log look make manage mark match measure merge modify monitor mount move mute name notify
	observe offer open order pack parse pause pay perform ping pin place play poll post prepare preview print process
	promote propose provide publish pull purge push put query queue read receive record recover redeem refresh refund
	register reject release reload remove rename render renew reopen repeat replace reply report request require
	reserve reset resize resolve restart restore resume retrieve retry return revert review revoke rotate run save say scale
	scan schedule search select send set share show shut sign simulate sleep sort split start stop store stream
	submit subscribe suggest suspend switch sync tag take tell terminate test toggle track transfer transform
	translate trigger try turn unblock uninstall unlink unlock unmount unpin unregister unsubscribe update upgrade
	upload use validate verify view wait wake watch withdraw write`)
