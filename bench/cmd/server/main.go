// Command server serves one peer on loopback.
package main

import (
	_ "github.com/trunkline-rpc/trunkline/bench/all"
	"github.com/trunkline-rpc/trunkline/bench/peer"
)

func main() { peer.Server() }
