package main

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"text/tabwriter"

	"github.com/alecthomas/kong"

	"github.com/trunkline-rpc/trunkline/internal/smartops/config"
	"github.com/trunkline-rpc/trunkline/internal/smartops/store"
)

type configCommand struct {
	config.Config
	JSON bool `name:"json" help:"Print JSON."`
}

// setting is one setting that is in force.
type setting struct {
	Flag     string `json:"flag,omitempty"`
	Variable string `json:"variable"`
	Value    string `json:"value"`
	From     string `json:"from"` // "flag", "environment" or "default"
}

// Run prints all settings of serve, with where each value came from. Secrets are not shown.
func (c *configCommand) Run(parsed *kong.Context) error {
	all := c.settings(parsed)
	if c.JSON {
		out := json.NewEncoder(os.Stdout)
		out.SetIndent("", "  ")
		return out.Encode(all)
	}
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	for _, s := range all {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", s.Flag, s.Variable, s.Value, s.From)
	}
	return table.Flush()
}

func (c *configCommand) settings(parsed *kong.Context) []setting {
	var all []setting
	for _, flag := range parsed.Selected().Flags {
		if len(flag.Envs) == 0 {
			continue // --json, which is no setting
		}
		s := setting{Flag: "--" + flag.Name, Variable: flag.Envs[0], From: source(parsed, flag)}
		s.Value = fmt.Sprint(parsed.FlagValue(flag))
		if s.Variable == "SMARTOPS_DATABASE" {
			s.Value = store.Redact(s.Value)
		}
		all = append(all, s)
	}
	for _, secret := range []string{config.TokenKey, config.PreviousKey} {
		if _, ok := os.LookupEnv(secret); ok {
			all = append(all, setting{Variable: secret, Value: "[redacted]", From: "environment"})
		}
	}
	return all
}

// source is where the value of a flag came from.
func source(parsed *kong.Context, flag *kong.Flag) string {
	given := slices.ContainsFunc(parsed.Path, func(p *kong.Path) bool { return p.Flag == flag })
	if given {
		return "flag"
	}
	if _, ok := os.LookupEnv(flag.Envs[0]); ok {
		return "environment"
	}
	return "default"
}
