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

// Owner is whose token it is. A user's tokens are good only as long as the user's generation stays.
type Owner struct {
	User, Generation int64
}

// Issuer makes tokens and reads them. Its methods may be called at the same time.
type Issuer struct {
	key      Key
	previous []Key // whose tokens are good until they end
	lifetime time.Duration
	now      func() time.Time
	parser   *jwt.Parser
}

// NewIssuer returns an Issuer whose tokens live for the lifetime, in whole seconds. The clock is
// time.Now but in tests. Tokens that were made with a previous key are good as well.
func NewIssuer(key Key, lifetime time.Duration, now func() time.Time, previous ...Key) *Issuer {
	return &Issuer{key, previous, lifetime, now, jwt.NewParser(
		jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}),
		jwt.WithExpirationRequired(),
		jwt.WithStrictDecoding(),
		jwt.WithLeeway(0),
		jwt.WithTimeFunc(now),
	)}
}

// claims are what a token says.
type claims struct {
	jwt.RegisteredClaims
	Generation int64 `json:"gen,omitempty"`
}

// Issue returns a token for the owner, and when it expires.
func (i *Issuer) Issue(owner Owner) (signed string, expires time.Time, err error) {
	now := i.now()
	expiry := jwt.NewNumericDate(now.Add(i.lifetime))
	unsigned := jwt.NewWithClaims(jwt.SigningMethodHS256, claims{jwt.RegisteredClaims{
		Subject:   strconv.FormatInt(owner.User, 10),
		IssuedAt:  jwt.NewNumericDate(now),
		ExpiresAt: expiry,
	}, owner.Generation})
	unsigned.Header["kid"] = i.key.ID()
	if signed, err = unsigned.SignedString(i.key.secret); err != nil {
		return "", time.Time{}, fmt.Errorf("sign token of user %d: %w", owner.User, err)
	}
	return signed, expiry.Time, nil
}

// Owner returns whom the token was made for; ErrExpired or ErrInvalid otherwise.
func (i *Issuer) Owner(token string) (Owner, error) {
	var claims claims
	_, err := i.parser.ParseWithClaims(token, &claims, i.secretFor)
	if errors.Is(err, jwt.ErrTokenExpired) {
		return Owner{}, ErrExpired // only after its signature was found to be good
	}
	if err != nil {
		return Owner{}, ErrInvalid // why is the business of nobody but an attacker
	}
	id, err := strconv.ParseInt(claims.Subject, 10, 64)
	if err != nil || id <= 0 {
		return Owner{}, ErrInvalid
	}
	return Owner{id, claims.Generation}, nil
}

// secretFor returns the key that the header of a token names. Extensions that a token calls critical
// have to be understood, and there are none (RFC 7515, section 4.1.11).
func (i *Issuer) secretFor(token *jwt.Token) (any, error) {
	if _, critical := token.Header["crit"]; critical {
		return nil, ErrInvalid
	}
	for _, key := range append([]Key{i.key}, i.previous...) {
		if token.Header["kid"] == key.ID() {
			return key.secret, nil
		}
	}
	return nil, ErrInvalid
}
