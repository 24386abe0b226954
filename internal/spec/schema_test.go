package spec_test

import (
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/emit/specschema/verdict"
	"github.com/trunkline-rpc/trunkline/internal/model"
)

// TestSchemaAgrees holds the schema of the spec language to the verdicts of this package.
func TestSchemaAgrees(t *testing.T) {
	schema := verdict.Compile(t, &model.API{})
	agree := func(name, text string) {
		t.Run(name, func(t *testing.T) { verdict.Agree(t, schema, text) })
	}
	for _, test := range refused {
		agree(test.name, head+test.src)
	}
	for _, test := range recovered {
		agree(test.name, head+test.src)
	}
	for _, test := range whole {
		agree(test.name, test.src)
	}
}
