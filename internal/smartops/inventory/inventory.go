// Package inventory is about the machines that SmartOps operates.
package inventory

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/trunkline-rpc/trunkline/gen/api"
	"github.com/trunkline-rpc/trunkline/internal/smartops/account"
	"github.com/trunkline-rpc/trunkline/internal/smartops/store"
	"github.com/trunkline-rpc/trunkline/rpc"
)

// Service implements the methods of the service "host".
type Service struct {
	store *store.Store
	now   func() time.Time
}

// NewService returns the service. The clock is time.Now but in tests.
func NewService(s *store.Store, now func() time.Time) *Service { return &Service{s, now} }

var _ api.HostService[*account.User] = (*Service)(nil)

// Create adds a host.
func (s *Service) Create(ctx context.Context, _ *account.User, p *api.HostCreateParams) (*api.Host, error) {
	h := &store.Host{
		Name:   string(p.Name),
		State:  string(p.State),
		IPv4:   p.Ipv4,
		IPv6:   p.Ipv6,
		Note:   p.Note,
		Labels: labels(p.Labels),
	}
	if err := s.store.CreateHost(ctx, h); err != nil {
		return nil, s.declared(ctx, 0, h.Name, err)
	}
	return host(h)
}

// Get answers a host.
func (s *Service) Get(ctx context.Context, _ *account.User, p *api.HostGetParams) (*api.Host, error) {
	h, err := s.store.Host(ctx, p.ID)
	if err != nil {
		return nil, s.declared(ctx, p.ID, "", err)
	}
	return host(h)
}

// List answers a page of hosts.
func (s *Service) List(ctx context.Context, _ *account.User, p *api.HostListParams) (*api.HostPage, error) {
	filter := store.HostFilter{Labels: labels(p.Labels), ByName: p.Sort == api.HostOrderName}
	page := store.Page{Limit: int(p.Limit), Descending: p.Descending}
	if p.State != nil {
		filter.State = string(*p.State)
	}
	if p.After != nil {
		page.After = *p.After
	}
	hosts, next, err := s.store.Hosts(ctx, filter, page)
	if errors.Is(err, store.ErrBadCursor) {
		return nil, rpc.InvalidParams(rpc.Violation{Path: "/after", Rule: "cursor", Message: "must be the next of a page with the same sort"})
	}
	if err != nil {
		return nil, err
	}
	return hostPage(hosts, next)
}

// Update changes a host: what is absent stays, and null takes away.
func (s *Service) Update(ctx context.Context, _ *account.User, p *api.HostUpdateParams) (*api.Host, error) {
	var name string
	h, err := s.store.UpdateHost(ctx, p.ID, func(h *store.Host) {
		if p.Name != nil {
			h.Name = string(*p.Name)
		}
		if p.State != nil {
			h.State = string(*p.State)
		}
		if p.Labels != nil {
			h.Labels = labels(p.Labels)
		}
		set(&h.IPv4, p.Ipv4)
		set(&h.IPv6, p.Ipv6)
		set(&h.Note, p.Note)
		name = h.Name
	})
	if err != nil {
		return nil, s.declared(ctx, p.ID, name, err)
	}
	return host(h)
}

// set changes a column as a param says that may be absent, null, or a value.
func set(column **string, param rpc.Nullable[string]) {
	if value, ok := param.Get(); ok {
		*column = &value
	} else if param.IsNull() {
		*column = nil
	}
}

// Delete removes a host.
func (s *Service) Delete(ctx context.Context, _ *account.User, p *api.HostDeleteParams) error {
	return s.declared(ctx, p.ID, "", s.store.DeleteHost(ctx, p.ID))
}

// ahead is how far a clock may be ahead of that of the server.
const ahead = 5 * time.Minute

// Report keeps the result of a check.
func (s *Service) Report(ctx context.Context, _ *account.User, p *api.HostReportParams) error {
	row, err := checkRow(p.ID, &p.Check)
	if err != nil {
		return err
	}
	if row.At > s.now().Add(ahead).UnixMilli() {
		return rpc.InvalidParams(rpc.Violation{Path: "/check/at", Rule: "future", Message: "must not be in the future"})
	}
	return s.declared(ctx, p.ID, "", s.store.SaveCheck(ctx, row))
}

// declared turns the store's errors into those of the API.
func (s *Service) declared(ctx context.Context, id int64, name string, err error) error {
	switch {
	case errors.Is(err, store.ErrNotFound):
		return &api.HostNotFoundError{ID: id}
	case errors.Is(err, store.ErrTaken):
		other, findErr := s.store.HostByName(ctx, name)
		if findErr != nil {
			return fmt.Errorf("find host in the way: %w", findErr)
		}
		return &api.HostExistsError{ID: other.ID}
	}
	return err
}
