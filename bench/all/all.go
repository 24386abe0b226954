// Package all links every peer.
package all

import (
	_ "github.com/trunkline-rpc/trunkline/bench/goapeer"
	_ "github.com/trunkline-rpc/trunkline/bench/jsonrpcpeers"
	_ "github.com/trunkline-rpc/trunkline/bench/limit"
	_ "github.com/trunkline-rpc/trunkline/bench/oapipeer"
	_ "github.com/trunkline-rpc/trunkline/bench/protopeers"
	_ "github.com/trunkline-rpc/trunkline/bench/stdjson"
	_ "github.com/trunkline-rpc/trunkline/bench/trunkline"
)
