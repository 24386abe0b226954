package comment

import "regexp"

// FullStop ends a sentence that ends in a letter or digit of English, in a bracket or in a quote.
func FullStop(text string) string {
	text = Clean(text)
	if endless.MatchString(text) {
		return text + "."
	}
	return text
}

var endless = regexp.MustCompile("[A-Za-z0-9)\"'`]$")

// Deprecation is the paragraph that marks what is deprecated, by the mark of the language, or "". The
// spec says what to use instead, or "true".
func Deprecation(mark, text string) string {
	text = Clean(text)
	switch text {
	case "":
		return ""
	case "true":
		return mark + " do not use it in new code."
	}
	return mark + " " + FullStop(text)
}

// Title names an API by its title, which may be empty, and its version.
func Title(title, version string) string {
	title, version = Clean(title), Clean(version)
	switch {
	case title == "":
		return "the API"
	case version == "":
		return title
	}
	return title + ", version " + version
}
