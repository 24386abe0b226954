package store

import (
	"encoding/base64"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/uptrace/bun"
)

// ErrBadCursor says that a cursor is none that a page had.
var ErrBadCursor = errors.New("this is not the cursor of a page")

// Page is what of a list is wanted.
type Page struct {
	Limit      int
	Descending bool
	After      string // the cursor of the page before; empty: the first page
}

// order is what a list is sorted by: a column of texts that are unique, or else the ids, which are
// given in the order in which rows are made.
type order struct{ column string }

func (o order) name() string {
	if o.column == "" {
		return "id"
	}
	return o.column
}

// apply sorts a query, lets it begin behind the cursor, and asks for one row more than the page has.
func (o order) apply(query *bun.SelectQuery, p Page) error {
	direction, beyond := " ASC", " > ?"
	if p.Descending {
		direction, beyond = " DESC", " < ?"
	}
	query.OrderExpr(o.name() + direction).Limit(int64(p.Limit) + 1)
	if p.After == "" {
		return nil
	}
	value, err := o.position(p.After)
	if err != nil {
		return err
	}
	query.Where(o.name()+beyond, value)
	return nil
}

// cursor names the place behind a row.
func (o order) cursor(id int64, text string) string {
	if o.column == "" {
		text = strconv.FormatInt(id, 10)
	}
	return base64.RawURLEncoding.EncodeToString([]byte(o.name()[:1] + text))
}

func (o order) position(cursor string) (any, error) {
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	value, ofThisOrder := strings.CutPrefix(string(text), o.name()[:1])
	if err != nil || !ofThisOrder || !utf8.Valid(text) || strings.Contains(value, "\x00") {
		return nil, ErrBadCursor
	}
	if o.column != "" {
		return value, nil
	}
	id, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		return nil, ErrBadCursor
	}
	return id, nil
}

// cut takes the row beyond the page away, and tells whether there was one.
func cut[T any](rows []T, p Page) (page []T, more bool) {
	if len(rows) <= p.Limit {
		return rows, false
	}
	return rows[:p.Limit], true
}
