// Package greeting says hello: to everybody, and by name to those who are signed in.
package greeting

import (
	"context"

	"github.com/trunkline-rpc/trunkline/gen/api"
	"github.com/trunkline-rpc/trunkline/internal/smartops/account"
)

// Service implements the methods of the service "App".
type Service struct{}

var _ api.AppService[*account.User] = Service{}

// Index greets everybody.
func (Service) Index(context.Context) (string, error) {
	return "Hello World!", nil
}

// Hello greets somebody by name. Only callers with a good token get here.
func (Service) Hello(_ context.Context, _ *account.User, p *api.AppHelloParams) (string, error) {
	return "Hello " + p.Name + "!", nil
}
