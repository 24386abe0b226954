package config

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strings"
)

// checkDebug refuses to open all methods to others than those on this machine.
func (c *Config) checkDebug() error {
	if !c.Debug {
		return nil
	}
	for _, address := range []string{c.Listen, c.OpsListen} {
		if address != "" && !loopback(address) {
			return errors.New("every method would be open to everybody who can reach " + address + ": listen on a loopback address, such as 127.0.0.1:2001")
		}
	}
	return nil
}

func loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil || host == "localhost" {
		return err == nil
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}

func (c *Config) checkOpsListen() error {
	if c.OpsListen == "" {
		return nil
	}
	return checkAddress(c.OpsListen)
}

func (c *Config) checkTLS() error {
	if (c.TLSCert == "") != (c.TLSKey == "") {
		return errors.New("only one of them is given: both are needed")
	}
	return nil
}

func (c *Config) checkProxies() error {
	_, err := c.Proxies()
	return err
}

// Proxies returns the networks of the proxies that are trusted.
func (c *Config) Proxies() ([]netip.Prefix, error) {
	var all []netip.Prefix
	for _, text := range c.TrustedProxies {
		prefix, err := parseNetwork(strings.TrimSpace(text))
		if err != nil {
			return nil, fmt.Errorf("%q is neither an address nor a network: give 10.0.0.1 or 10.0.0.0/8", text)
		}
		all = append(all, prefix)
	}
	return all, nil
}

func parseNetwork(text string) (netip.Prefix, error) {
	if address, err := netip.ParseAddr(text); err == nil {
		return netip.PrefixFrom(address, address.BitLen()), nil
	}
	prefix, err := netip.ParsePrefix(text)
	return prefix.Masked(), err
}
