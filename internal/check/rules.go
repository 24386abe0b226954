package check

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/spec"
	"github.com/trunkline-rpc/trunkline/rpc/format"
)

// keyword is a constraint: the kinds of types that it holds for, and how its value is read.
type keyword struct {
	kinds []model.Kind
	read  func(r *ruleReader, into *model.Rules)
}

var (
	texts   = []model.Kind{model.String}
	lengths = []model.Kind{model.String, model.Bytes}
	numbers = []model.Kind{model.Int, model.Int32, model.Int64, model.Float}
	lists   = []model.Kind{model.List}
	maps    = []model.Kind{model.Map}
)

var keywords = map[string]keyword{
	"minLength":        {lengths, func(r *ruleReader, into *model.Rules) { into.MinLength = r.count() }},
	"maxLength":        {lengths, func(r *ruleReader, into *model.Rules) { into.MaxLength = r.count() }},
	"pattern":          {texts, func(r *ruleReader, into *model.Rules) { into.Patterns = r.pattern() }},
	"format":           {texts, func(r *ruleReader, into *model.Rules) { into.Formats = r.format() }},
	"minimum":          {numbers, func(r *ruleReader, into *model.Rules) { into.Minimum = r.number() }},
	"maximum":          {numbers, func(r *ruleReader, into *model.Rules) { into.Maximum = r.number() }},
	"exclusiveMinimum": {numbers, func(r *ruleReader, into *model.Rules) { into.ExclusiveMinimum = r.number() }},
	"exclusiveMaximum": {numbers, func(r *ruleReader, into *model.Rules) { into.ExclusiveMaximum = r.number() }},
	"multipleOf":       {numbers, func(r *ruleReader, into *model.Rules) { into.MultipleOf = r.positive() }},
	"minItems":         {lists, func(r *ruleReader, into *model.Rules) { into.MinItems = r.count() }},
	"maxItems":         {lists, func(r *ruleReader, into *model.Rules) { into.MaxItems = r.count() }},
	"uniqueItems":      {lists, func(r *ruleReader, into *model.Rules) { into.UniqueItems = r.flag() }},
	"minProperties":    {maps, func(r *ruleReader, into *model.Rules) { into.MinProperties = r.count() }},
	"maxProperties":    {maps, func(r *ruleReader, into *model.Rules) { into.MaxProperties = r.count() }},
}

var keywordNames = []string{
	"minLength", "maxLength", "pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
	"multipleOf", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "enum",
}

// ruleReader reads the value of one constraint.
type ruleReader struct {
	c    *checker
	at   place
	name string
	v    *spec.Value
	kind model.Kind
}

// rules reads the constraints that stand at a use, and merges them with those of the named type.
func (c *checker) rules(u use) {
	if len(u.src.Rules) == 0 || u.src.Enum != nil {
		return
	}
	var own model.Rules
	for _, rule := range u.src.Rules {
		c.rule(u, rule, &own)
	}
	u.merge(own)
}

func (c *checker) rule(u use, rule spec.Rule, own *model.Rules) {
	k, known := keywords[rule.Keyword.Value]
	kind := core(u.out).Kind
	switch {
	case !known:
		u.at.Refuse(rule.Keyword.Pos, "unknown constraint %q%s", rule.Keyword.Value, suggest(rule.Keyword.Value, keywordNames...))
	case kind == 0 || rule.Value == nil:
	case !slices.Contains(k.kinds, kind):
		u.at.Refuse(rule.Keyword.Pos, "%s does not fit %s: it holds for %s%s",
			rule.Keyword.Value, describe(u.out), kindNames(k.kinds), insideHint(u.out, k.kinds))
	default:
		k.read(&ruleReader{c, u.at, rule.Keyword.Value, rule.Value, kind}, own)
	}
}

func kindNames(kinds []model.Kind) string {
	all := make([]string, len(kinds))
	for i, k := range kinds {
		all[i] = kindName(k)
	}
	return and(all)
}

func (r *ruleReader) refuse(format string, args ...any) {
	r.at.Refuse(r.v.Pos, r.name+" "+format, args...)
}

// count reads a length.
func (r *ruleReader) count() *int {
	n, err := strconv.ParseInt(r.v.Text, 10, 32)
	switch {
	case r.v.Kind != spec.NumberValue || !format.Integer(r.v.Text):
		r.refuse("must be an integer")
	case strings.HasPrefix(r.v.Text, "-"):
		r.refuse("must not be negative")
	case err != nil:
		r.refuse("must be at most %d", math.MaxInt32)
	default:
		return new(int(n))
	}
	return nil
}

func (r *ruleReader) flag() bool {
	if r.v.Kind != spec.BoolValue {
		r.refuse("must be true or false")
	}
	return r.v.Text == "true"
}

// number reads a limit of the kind of number that it limits.
func (r *ruleReader) number() *model.Number {
	if r.v.Kind != spec.NumberValue || !format.Decimal(r.v.Text) {
		r.refuse("must be a number")
		return nil
	}
	if r.kind == model.Float {
		f, err := strconv.ParseFloat(r.v.Text, 64)
		if err != nil {
			r.refuse("is too large for a float")
			return nil
		}
		return &model.Number{Text: r.v.Text, Float: f}
	}
	if !format.Integer(r.v.Text) {
		r.refuse("must be an integer, as the type is %s", kindName(r.kind))
		return nil
	}
	n, ok := integer(r.v.Text, r.kind)
	if !ok {
		r.refuse("is outside the range of %s", kindName(r.kind))
		return nil
	}
	return &model.Number{Text: r.v.Text, Int: n}
}

func (r *ruleReader) positive() *model.Number {
	n := r.number()
	if n != nil && cmp.Compare(n.Int, 0)+cmp.Compare(n.Float, 0) <= 0 {
		r.refuse("must be greater than 0")
		return nil
	}
	return n
}

func (r *ruleReader) pattern() []string {
	if r.v.Kind != spec.StringValue {
		r.refuse("must be a string: quote it")
		return nil
	}
	compiled, err := regexp.Compile(r.v.Text)
	if err != nil {
		r.refuse("is no RE2 expression: %s", strings.TrimPrefix(err.Error(), "error parsing regexp: "))
		return nil
	}
	r.c.regexps[r.v.Text] = compiled
	return []string{r.v.Text}
}

func (r *ruleReader) format() []string {
	if r.v.Kind == spec.StringValue && format.Lookup(r.v.Text) != nil {
		return []string{r.v.Text}
	}
	r.at.Refuse(r.v.Pos, "unknown format %q%s: it is %s", r.v.Text, suggest(r.v.Text, format.Names()...), or(format.Names()))
	return nil
}

const maxSafe = 1<<53 - 1 // the integers that JavaScript holds exactly

// integer reads an integer of a kind, and reports whether the kind can hold it.
func integer(text string, kind model.Kind) (n int64, ok bool) {
	n, err := strconv.ParseInt(text, 10, 64)
	switch kind {
	case model.Int:
		ok = -maxSafe <= n && n <= maxSafe
	case model.Int32:
		ok = math.MinInt32 <= n && n <= math.MaxInt32
	default:
		ok = true
	}
	return n, ok && err == nil
}
