// Command smartops is the backend of an operations platform, and the reference application of
// Trunkline.
package main

import (
	"errors"
	"fmt"
	"os"
	"reflect"
	"time"

	"github.com/alecthomas/kong"

	"github.com/trunkline-rpc/trunkline/internal/smartops/config"
)

// Exit statuses.
const (
	exitFault       = 1
	exitMisuse      = 2   // arguments or settings have to be changed
	exitInterrupted = 130 // told to stop twice, or at a prompt
)

const commandName = "smartops"

// commands are the subcommands; kong calls the method Run of the one that was chosen.
type commands struct {
	Serve   serveCommand   `cmd:"" help:"Serve the API."`
	Migrate migrateCommand `cmd:"" help:"Change the schema of the database, or show it."`
	Copy    copyCommand    `cmd:"" help:"Copy everything from one database to another, from SQLite to PostgreSQL for instance."`
	User    userCommand    `cmd:"" help:"Manage accounts past the API."`
	Config  configCommand  `cmd:"" help:"Show the settings that serve would use, and where each value comes from."`
	Token   tokenCommand   `cmd:"" help:"Look at tokens."`
	Version versionCommand `cmd:"" help:"Print the version."`
}

func main() {
	os.Exit(run(os.Args[1:]))
}

func run(args []string) int {
	var c commands
	parser := kong.Must(&c,
		kong.Name(commandName),
		kong.Description("SmartOps, the backend of an operations platform: JSON-RPC 2.0 at one address."),
		kong.ConfigureHelp(kong.HelpOptions{WrapUpperBound: 100}),
		kong.TypeMapper(reflect.TypeFor[time.Duration](), kong.MapperFunc(readDuration)),
	)
	command, err := parser.Parse(args)
	if err != nil {
		return fail(exitMisuse, fmt.Errorf("%w\nsee %s --help", err, misused(err)))
	}
	if err := mistyped(parser.Model, os.Environ()); err != nil {
		return fail(exitMisuse, err)
	}
	err = command.Run(command)
	if _, bad := errors.AsType[*config.Error](err); bad {
		return fail(exitMisuse, err)
	}
	if errors.Is(err, errStopped) {
		return fail(exitInterrupted, err)
	}
	if err != nil {
		return fail(exitFault, err)
	}
	return 0
}

// misused names the command whose help is of use after a mistake.
func misused(err error) string {
	if wrong, ok := errors.AsType[*kong.ParseError](err); ok && wrong.Context.Selected() != nil {
		return commandName + " " + wrong.Context.Selected().Path()
	}
	return commandName
}

// readDuration reads the value of a flag; kong's own way says no more than "missing unit".
func readDuration(ctx *kong.DecodeContext, target reflect.Value) error {
	var text string
	if err := ctx.Scan.PopValueInto("duration", &text); err != nil {
		return err
	}
	d, err := time.ParseDuration(text)
	if err != nil {
		return fmt.Errorf("%q is no duration: give a number with a unit, such as 600s or 10m", text)
	}
	target.SetInt(int64(d))
	return nil
}

func fail(status int, err error) int {
	fmt.Fprintf(os.Stderr, "%s: %v\n", commandName, err)
	return status
}
