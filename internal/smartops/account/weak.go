package account

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/trunkline-rpc/trunkline/gen/api"
	"github.com/trunkline-rpc/trunkline/rpc"
)

//go:embed common.txt
var commonText string

// common are passwords that everybody tries first, in lower case.
var common = strings.Fields(commonText)

// refuseWeak returns the declared error for a password that is on every attacker's list, or is the
// name of the account. How long it has to be is in api.yaml; of what it is made is nobody's business
// (NIST SP 800-63B, section 3.1.1.2).
func refuseWeak(username string, secret rpc.Secret) error {
	lower := strings.ToLower(norm.NFC.String(secret.Reveal()))
	switch {
	case lower == strings.ToLower(norm.NFC.String(username)):
		return &api.PasswordRefusedError{Reason: api.PasswordWeaknessUsername}
	case slices.Contains(common, lower):
		return &api.PasswordRefusedError{Reason: api.PasswordWeaknessCommon}
	}
	return nil
}
