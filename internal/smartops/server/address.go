package server

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// fromProxies lets requests of proxies that are trusted come from where the proxy says. What stands in
// X-Forwarded-For is true only as far as trusted proxies wrote it: each adds one address at the end.
func fromProxies(trusted []netip.Prefix, next http.Handler) http.Handler {
	if len(trusted) == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		peer, err := netip.ParseAddrPort(r.RemoteAddr)
		if err == nil && among(trusted, peer.Addr()) {
			r.RemoteAddr = net.JoinHostPort(forwardedFor(r, trusted, peer.Addr()).String(), "0")
		}
		next.ServeHTTP(w, r)
	})
}

// forwardedFor is the last address that no trusted proxy has, or the first one there is.
func forwardedFor(r *http.Request, trusted []netip.Prefix, peer netip.Addr) netip.Addr {
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		address, err := netip.ParseAddr(strings.TrimSpace(hop))
		if err != nil {
			return peer
		}
		if peer = address; !among(trusted, address) {
			return peer
		}
	}
	return peer
}

func among(networks []netip.Prefix, address netip.Addr) bool {
	address = address.Unmap()
	return slices.ContainsFunc(networks, func(n netip.Prefix) bool { return n.Contains(address) })
}
