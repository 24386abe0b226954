package password

import (
	"strings"
	"testing"
)

// werkzeugHashes were made by Python's hashlib, as werkzeug makes them.
var werkzeugHashes = []struct{ password, hash string }{
	{"123456", "pbkdf2:sha256:1000$saltsalt$549d84e27904972e53eb78686afafe3c97b380b8dd562a3c9f2eedb488a2fe98"},
	{"密码测试🔑", "pbkdf2:sha256:260000$Zk3qT1vY8sPxWm2c$89d4edd4743b6d5781a5bd9e21551b6319e2475cc2c3bf500df76b16e460c4c0"},
	{"pässwörd 测试", "pbkdf2:sha512:2000$x9$9f78557436380a10152e46c3c42e4ef7450dcf6505d1ecc57af5892e0c6e16b3945d1e6ec38d3040a15b2001e5b04c22e201640f6f57dd0ac2f9b6f5e4ad5144"},
	{"123456", "pbkdf2:sha1:1000$old$1e02f30485a7840d0e202451b4882e31d845f3c7"},
	{"pässwörd 测试", "scrypt:1024:8:1$salty$3d20399b57428f93ae72c6b5a5c122ffe29791d1538e657443db40fbe38c2bafe4840cc86fdaf3d80d709d7c4da951f4e169b5b42053e9abc3e0506aef6827b1"},
	{"123456", "scrypt:32768:8:1$salty$ca42f643f895462dc2102074f903ede63e676f80127c6e2971534f8547ddf9ea2acb2d8fc075c525ff77d5ac2551b189c3f4d642ebcf2a5584c08e81a3082dd1"},
}

func TestWerkzeug(t *testing.T) {
	h := New(2)
	for _, test := range werkzeugHashes {
		for password, want := range map[string]bool{test.password: true, test.password + " ": false, "": false} {
			if got, err := h.Verify(t.Context(), test.hash, password); err != nil || got != want {
				t.Errorf("%q against %s: %v, %v", password, test.hash, got, err)
			}
		}
		if err := Check(test.hash); err != nil || !Outdated(test.hash) {
			t.Errorf("%s: %v", test.hash, err)
		}
	}
}

func TestOutdated(t *testing.T) {
	made, err := New(1).Hash(t.Context(), "123456")
	if err != nil || Outdated(made) {
		t.Errorf("%s is outdated: %v", made, err)
	}
	if weaker := strings.Replace(made, "t=2", "t=1", 1); Check(weaker) != nil || !Outdated(weaker) {
		t.Errorf("%s is not outdated", weaker)
	}
}

var key32, key64 = strings.Repeat("00", 32), strings.Repeat("00", 64)

// TestHostileHashes must not cost more than a look.
func TestHostileHashes(t *testing.T) {
	for hash, want := range map[string]string{
		"":                                  "this is no hash that is known",
		"123456":                            "this is no hash that is known",
		"pbkdf2:":                           "this is no hash of werkzeug",
		"pbkdf2:$":                          "this is no hash of werkzeug",
		"pbkdf2:sha256$salt$" + key32:       "this is no hash of werkzeug",
		"pbkdf2:sha256:1000$$" + key32:      "this is no hash of werkzeug",
		"pbkdf2:sha256:1000$salt$":          "the hash has 0 bytes behind its salt instead of 32",
		"pbkdf2:sha256:1000$salt$00":        "the hash has 1 bytes behind its salt instead of 32",
		"pbkdf2:sha256:1000$salt$" + key64:  "the hash has 64 bytes behind its salt instead of 32",
		"scrypt:32768:8:1$salt$" + key32:    "the hash has 32 bytes behind its salt instead of 64",
		"pbkdf2:sha256:1000$salt$xyz":       "this is no hash of werkzeug",
		"pbkdf2:sha256:1000:1$salt$00":      "this is no hash of werkzeug",
		"pbkdf2:md5:1000$salt$00":           `the digest "md5" of pbkdf2 is not known`,
		"pbkdf2:sha256:0$salt$" + key32:     `the number "0" of the hash is not from 1 to`,
		"pbkdf2:sha256:-5$salt$00":          `the number "-5" of the hash is not from 1 to`,
		"pbkdf2:sha256:99999999999$salt$00": `the number "99999999999" of the hash is not from 1 to`,
		"scrypt:32768:8$salt$00":            "this is no hash of werkzeug",
		"scrypt:32768:1000:1$salt$" + key64: "scrypt:32768:1000:1 takes more memory or time than a server should give",
		"scrypt:262144:8:2$salt$" + key64:   "scrypt:262144:8:2 takes more memory or time than a server should give",
		"scrypt:1000:8:1$salt$" + key64:     "the first number of scrypt is a power of two, and not 1000",
		"scrypt:1073741824:8:1$salt$00":     `the number "1073741824" of the hash is not from 1 to`,
		"scrypt:x:8:1$salt$00":              `the number "x" of the hash is not from 1 to`,
		"sha256$salt$0123":                  "this is no hash that is known",
	} {
		if err := Check(hash); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %s", hash, err, want)
		}
	}
}
