// Command report says what tests could not test on this machine: make test runs it at the end.
package main

import (
	"fmt"

	"github.com/trunkline-rpc/trunkline/internal/testneed"
)

func main() {
	for _, what := range testneed.Missing() {
		fmt.Println("NOT HERE:", what)
	}
}
