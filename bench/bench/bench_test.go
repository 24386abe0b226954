package bench

import (
	"testing"

	_ "github.com/trunkline-rpc/trunkline/bench/all"
	"github.com/trunkline-rpc/trunkline/bench/peer"
)

func BenchmarkPeers(b *testing.B) { peer.Bench(b) }
