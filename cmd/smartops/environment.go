package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/trunkline-rpc/trunkline/internal/diag"
	"github.com/trunkline-rpc/trunkline/internal/smartops/config"
)

const prefix = "SMARTOPS_"

// mistyped refuses a variable that is none of ours and is spelled much like one that is: what it was meant to
// set would be ignored. Others pass, as platforms set variables by the name of a service.
func mistyped(app *kong.Application, environment []string) error {
	known := variables(app)
	for _, variable := range environment {
		name, _, _ := strings.Cut(variable, "=")
		short, ours := strings.CutPrefix(name, prefix)
		if !ours || slices.Contains(known, short) {
			continue
		}
		if hint := diag.Suggest(short, known); hint != "" {
			return &config.Error{Setting: name, Err: fmt.Errorf("there is no such variable%s", strings.Replace(hint, `"`, `"`+prefix, 1))}
		}
	}
	return nil
}

// variables are the settings of all commands, without the prefix.
func variables(app *kong.Application) []string {
	known := []string{strings.TrimPrefix(config.TokenKey, prefix), strings.TrimPrefix(config.PreviousKey, prefix)}
	for _, command := range app.Leaves(false) {
		for _, flag := range command.Flags {
			for _, name := range flag.Envs {
				known = append(known, strings.TrimPrefix(name, prefix))
			}
		}
	}
	return known
}
