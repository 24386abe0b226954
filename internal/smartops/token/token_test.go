package token

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

const secret = "a key for tests, of 32 or more bytes"

// clock is a clock that tests set.
type clock struct{ time.Time }

func (c *clock) now() time.Time { return c.Time }

func newIssuer(t *testing.T) (*Issuer, *clock) {
	t.Helper()
	key, err := NewKey(secret)
	if err != nil {
		t.Fatal(err)
	}
	c := &clock{time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)}
	return NewIssuer(key, 600*time.Second, c.now), c
}

func issue(t *testing.T, i *Issuer, user int64) string {
	t.Helper()
	signed, _, err := i.Issue(Owner{User: user})
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

func TestLifetime(t *testing.T) {
	i, clock := newIssuer(t)
	signed := issue(t, i, 7)
	for _, test := range []struct {
		after time.Duration
		want  error
	}{
		{0, nil},
		{599 * time.Second, nil},
		{600*time.Second - 1, nil},
		{600 * time.Second, ErrExpired},
		{601 * time.Second, ErrExpired},
	} {
		clock.Time = time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC).Add(test.after)
		owner, err := i.Owner(signed)
		if !errors.Is(err, test.want) || (err == nil && owner.User != 7) {
			t.Errorf("after %v: got %v, %v", test.after, owner, err)
		}
	}
}

func TestGenerationComesBack(t *testing.T) {
	i, _ := newIssuer(t)
	want := Owner{User: 7, Generation: 3}
	signed, expires, err := i.Issue(want)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := i.Owner(signed); err != nil || got != want {
		t.Errorf("got %v, %v", got, err)
	}
	if want := i.now().Add(600 * time.Second); !expires.Equal(want) {
		t.Errorf("expires at %v, want %v", expires, want)
	}
}

// TestRotation: tokens of the previous key are good until they end, and no longer made.
func TestRotation(t *testing.T) {
	before, clock := newIssuer(t)
	old := issue(t, before, 7)
	key, err := NewKey("the next key, of 32 or more bytes too")
	if err != nil {
		t.Fatal(err)
	}
	after := NewIssuer(key, 600*time.Second, clock.now, before.key)
	if owner, err := after.Owner(old); err != nil || owner.User != 7 {
		t.Errorf("a token of the previous key: %v, %v", owner, err)
	}
	if _, err := before.Owner(issue(t, after, 7)); !errors.Is(err, ErrInvalid) {
		t.Errorf("a token of the next key, where it is not known: %v", err)
	}
	if _, err := NewIssuer(key, 600*time.Second, clock.now).Owner(old); !errors.Is(err, ErrInvalid) {
		t.Errorf("a token of a key that was dropped: %v", err)
	}
	clock.Time = clock.Add(600 * time.Second)
	if _, err := after.Owner(old); !errors.Is(err, ErrExpired) {
		t.Errorf("an old token of the previous key: %v", err)
	}
}

func TestHeaderSaysKeyAndAlgorithm(t *testing.T) {
	i, _ := newIssuer(t)
	header, _, _ := strings.Cut(issue(t, i, 7), ".")
	text, err := base64.RawURLEncoding.DecodeString(header)
	if err != nil {
		t.Fatal(err)
	}
	want := fmt.Sprintf(`{"alg":"HS256","kid":"%s","typ":"JWT"}`, i.key.ID())
	if string(text) != want {
		t.Errorf("got %s, want %s", text, want)
	}
	if strings.Contains(i.key.ID(), secret[:4]) || len(i.key.ID()) != 16 {
		t.Errorf("key id %s", i.key.ID())
	}
}

// forge signs claims as somebody would who knows what the key's id is, and what is given.
func forge(t *testing.T, i *Issuer, method jwt.SigningMethod, key any, claims jwt.Claims, header map[string]any) string {
	t.Helper()
	unsigned := jwt.NewWithClaims(method, claims)
	unsigned.Header["kid"] = i.key.ID()
	for name, value := range header {
		unsigned.Header[name] = value
	}
	signed, err := unsigned.SignedString(key)
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

func TestForgedTokens(t *testing.T) {
	i, clock := newIssuer(t)
	good := jwt.RegisteredClaims{Subject: "7", ExpiresAt: jwt.NewNumericDate(clock.Add(time.Minute))}
	noExpiry := jwt.RegisteredClaims{Subject: "7"}
	key, other := []byte(secret), []byte("another key, of 32 or more bytes too")
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	subject := func(subject string) jwt.Claims {
		claims := good
		claims.Subject = subject
		return claims
	}
	if owner, err := i.Owner(forge(t, i, jwt.SigningMethodHS256, key, good, nil)); err != nil || owner.User != 7 {
		t.Fatalf("the token that the others differ from: %v, %v", owner, err)
	}
	for name, signed := range map[string]string{
		"alg none":           forge(t, i, jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, good, nil),
		"HS384":              forge(t, i, jwt.SigningMethodHS384, key, good, nil),
		"HS512":              forge(t, i, jwt.SigningMethodHS512, key, good, nil),
		"RS256":              forge(t, i, jwt.SigningMethodRS256, private, good, nil),
		"no expiry":          forge(t, i, jwt.SigningMethodHS256, key, noExpiry, nil),
		"another key":        forge(t, i, jwt.SigningMethodHS256, other, good, nil),
		"another key, stale": forge(t, i, jwt.SigningMethodHS256, other, jwt.RegisteredClaims{ExpiresAt: jwt.NewNumericDate(clock.Add(-time.Hour))}, nil),
		"another key id":     forge(t, i, jwt.SigningMethodHS256, key, good, map[string]any{"kid": "0123456789abcdef"}),
		"no key id":          forge(t, i, jwt.SigningMethodHS256, key, good, map[string]any{"kid": nil}),
		"critical extension": forge(t, i, jwt.SigningMethodHS256, key, good, map[string]any{"crit": []string{"x"}, "x": 1}),
		"no subject":         forge(t, i, jwt.SigningMethodHS256, key, subject(""), nil),
		"subject of text":    forge(t, i, jwt.SigningMethodHS256, key, subject("admin"), nil),
		"subject zero":       forge(t, i, jwt.SigningMethodHS256, key, subject("0"), nil),
		"garbage":            "garbage",
		"dots":               "..",
		"nothing":            "",
	} {
		if owner, err := i.Owner(signed); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: got %v, %v", name, owner, err)
		}
	}
}

// TestEveryCharacterCounts changes a good token at every place. The last character of the signature
// has bits that mean nothing, and padding may be added: a lax decoder would accept both.
func TestEveryCharacterCounts(t *testing.T) {
	i, _ := newIssuer(t)
	signed := issue(t, i, 7)
	changed := []string{signed + "=", signed + "==", signed + "A", signed + " ", signed + ".", signed[:len(signed)-1]}
	for at := range len(signed) {
		for _, c := range "ABCDEFGHabcdefgh01234567-_.=" {
			if other := signed[:at] + string(c) + signed[at+1:]; other != signed {
				changed = append(changed, other)
			}
		}
	}
	for _, other := range changed {
		if owner, err := i.Owner(other); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s\nin place of\n%s: got %v, %v", other, signed, owner, err)
		}
	}
}
