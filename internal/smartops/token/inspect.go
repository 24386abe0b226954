package token

import (
	"errors"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// Said is what a token says of itself. Nothing of it was checked.
type Said struct {
	Header              map[string]any
	Subject             string
	Generation          int64
	IssuedAt, ExpiresAt time.Time // zero: it does not say
}

// Inspect reads what a token says, good or not. The error says nothing of the text.
func Inspect(token string) (*Said, error) {
	var c claims
	parsed, _, err := jwt.NewParser().ParseUnverified(token, &c)
	if err != nil {
		return nil, errors.New("this is no JSON Web Token: it has three parts with dots between them, and begins with eyJ")
	}
	return &Said{parsed.Header, c.Subject, c.Generation, moment(c.IssuedAt), moment(c.ExpiresAt)}, nil
}

func moment(date *jwt.NumericDate) time.Time {
	if date == nil {
		return time.Time{}
	}
	return date.Time
}
