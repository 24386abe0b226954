//go:build goexperiment.jsonv2

package codec

import (
	"encoding/json/v2"

	"github.com/trunkline-rpc/trunkline/bench/work"
)

func init() {
	codecs = append(codecs, codec{"encoding/json/v2", func(b []byte, p *work.CreateParams) error { return json.Unmarshal(b, p) }, marshal(func(v any) ([]byte, error) { return json.Marshal(v) })})
}
