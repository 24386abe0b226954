package inventory

import (
	"fmt"

	"github.com/trunkline-rpc/trunkline/gen/api"
	"github.com/trunkline-rpc/trunkline/internal/smartops/store"
	"github.com/trunkline-rpc/trunkline/rpc"
)

// host is a row as callers see it.
func host(h *store.Host) (*api.Host, error) {
	seen := &api.Host{
		ID:        h.ID,
		Name:      api.HostName(h.Name),
		State:     api.HostState(h.State),
		Ipv4:      h.IPv4,
		Ipv6:      h.IPv6,
		Note:      h.Note,
		Labels:    make(api.Labels, len(h.Labels)),
		CreatedAt: h.CreatedAt,
	}
	for key, value := range h.Labels {
		seen.Labels[key] = api.LabelValue(value)
	}
	for _, row := range h.Checks {
		var check api.Check
		if err := rpc.Unmarshal([]byte(row.Result), &check); err != nil {
			return nil, fmt.Errorf("read check %q of host %d: %w", row.Kind, h.ID, err)
		}
		seen.Checks = append(seen.Checks, check)
	}
	return seen, nil
}

func hostPage(hosts []*store.Host, next string) (*api.HostPage, error) {
	page := new(api.HostPage)
	for _, row := range hosts {
		h, err := host(row)
		if err != nil {
			return nil, err
		}
		page.Hosts = append(page.Hosts, *h)
	}
	if next != "" {
		page.Next = &next
	}
	return page, nil
}

func labels(given api.Labels) map[string]string {
	all := make(map[string]string, len(given))
	for key, value := range given {
		all[key] = string(value)
	}
	return all
}

// checkRow is the row of a result. The result itself is kept as the JSON that callers send and see.
func checkRow(host int64, c *api.Check) (*store.HostCheck, error) {
	text, err := rpc.Marshal(c)
	if err != nil {
		return nil, fmt.Errorf("keep check of host %d: %w", host, err)
	}
	row := about(c)
	row.HostID, row.Result = host, string(text)
	return row, nil
}

// about says of what a result is, and of when.
func about(c *api.Check) *store.HostCheck {
	switch {
	case c.Ping != nil:
		return &store.HostCheck{Kind: "ping", At: c.Ping.At.UnixMilli()}
	case c.HTTP != nil:
		return &store.HostCheck{Kind: "http", Subject: c.HTTP.URL, At: c.HTTP.At.UnixMilli()}
	}
	return &store.HostCheck{Kind: "disk", Subject: c.Disk.Mount, At: c.Disk.At.UnixMilli()}
}
