package server

import (
	"errors"
	"fmt"
	"net"
	"syscall"

	"github.com/trunkline-rpc/trunkline/internal/smartops/config"
)

// Listen opens the address. The error is a *config.Error when another address has to be set, but
// not when the address is in use: then it may be that another process has to be stopped.
func Listen(address string) (net.Listener, error) { return listen(address, config.Listen) }

// ListenOps opens the address for operations, or returns nil when there is none.
func ListenOps(address string) (net.Listener, error) {
	if address == "" {
		return nil, nil
	}
	return listen(address, config.OpsListen)
}

func listen(address, setting string) (net.Listener, error) {
	listener, err := net.Listen("tcp", address)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("listen on %s: another process does already: stop it, or set another address by %s",
			address, setting)
	}
	if err != nil {
		return nil, &config.Error{Setting: setting, Err: cause(err)}
	}
	return listener, nil
}

// cause makes net's errors readable for those who do not program.
func cause(err error) error {
	if unknown, ok := errors.AsType[*net.DNSError](err); ok {
		return fmt.Errorf("host %q is not known: give an address of this machine", unknown.Name)
	}
	if errors.Is(err, syscall.EADDRNOTAVAIL) {
		return fmt.Errorf("%w: give an address of this machine, or 0.0.0.0 for all", err)
	}
	if errors.Is(err, syscall.EACCES) {
		return fmt.Errorf("%w: give a port from 1024 on", err)
	}
	return err
}
