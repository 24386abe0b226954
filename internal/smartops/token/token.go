// Package token makes and reads the tokens that callers authenticate with: JSON Web Tokens
// (RFC 7519), signed with HMAC-SHA256, that name a user and the moment they expire.
package token

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

var (
	// ErrExpired says that a token was good once.
	ErrExpired = errors.New("token expired")
	// ErrInvalid says that a token was not made with this key, or not for this purpose.
	ErrInvalid = errors.New("token invalid")
)

// Issuer makes tokens and reads them. Its methods may be called at the same time.
type Issuer struct {
	key      Key
	lifetime time.Duration
	now      func() time.Time
	parser   *jwt.Parser
}

// NewIssuer returns an Issuer whose tokens live for the lifetime, in whole seconds. The clock is
// time.Now but in tests.
func NewIssuer(key Key, lifetime time.Duration, now func() time.Time) *Issuer {
	return &Issuer{key, lifetime, now, jwt.NewParser(
		jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}),
		jwt.WithExpirationRequired(),
		jwt.WithStrictDecoding(),
		jwt.WithLeeway(0),
		jwt.WithTimeFunc(now),
	)}
}

// Issue returns a token for the user.
func (i *Issuer) Issue(userID int64) (string, error) {
	now := i.now()
	unsigned := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{
		Subject:   strconv.FormatInt(userID, 10),
		IssuedAt:  jwt.NewNumericDate(now),
		ExpiresAt: jwt.NewNumericDate(now.Add(i.lifetime)),
	})
	unsigned.Header["kid"] = i.key.ID()
	signed, err := unsigned.SignedString(i.key.secret)
	if err != nil {
		return "", fmt.Errorf("sign token of user %d: %w", userID, err)
	}
	return signed, nil
}

// User returns the id of the user whom the token was made for; ErrExpired or ErrInvalid otherwise.
func (i *Issuer) User(token string) (int64, error) {
	var claims jwt.RegisteredClaims
	_, err := i.parser.ParseWithClaims(token, &claims, i.secretFor)
	if errors.Is(err, jwt.ErrTokenExpired) {
		return 0, ErrExpired // only after its signature was found to be good
	}
	if err != nil {
		return 0, ErrInvalid // why is the business of nobody but an attacker
	}
	id, err := strconv.ParseInt(claims.Subject, 10, 64)
	if err != nil || id <= 0 {
		return 0, ErrInvalid
	}
	return id, nil
}

// secretFor returns the key that the header of a token names. Extensions that a token calls critical
// have to be understood, and there are none (RFC 7515, section 4.1.11).
func (i *Issuer) secretFor(token *jwt.Token) (any, error) {
	if _, critical := token.Header["crit"]; critical || token.Header["kid"] != i.key.ID() {
		return nil, ErrInvalid
	}
	return i.key.secret, nil
}
