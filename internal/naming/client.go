package naming

import (
	"slices"

	"github.com/trunkline-rpc/trunkline/internal/model"
)

// ClientService names a service as a field of the client's structs, as Service does. Where that is
// the name of something of theirs, "Service" follows it: "BatchService".
func ClientService(s *model.Service) string {
	return apart(Service(s), "Service", "Batch", "Notify", "Do", "Len")
}

// ServiceBatch names the type by which a service's calls are put into a batch: "UserBatch".
func ServiceBatch(s *model.Service) string { return Service(s) + "Batch" }

// ServiceNotifier names the type by which a service's notifications are sent: "UserNotifier".
func ServiceNotifier(s *model.Service) string { return Service(s) + "Notifier" }

// ClientScheme names a scheme as a field of the client's options, as Scheme does. Where that is the
// name of a field of theirs, "Scheme" follows it: "TransportScheme".
func ClientScheme(s *model.Scheme) string { return apart(Scheme(s), "Scheme", "Transport") }

// apart keeps a name from those that are taken.
func apart(name, suffix string, taken ...string) string {
	if slices.Contains(taken, name) {
		return name + suffix
	}
	return name
}

// clientSpaces lists the names of package client that come from the spec. Those of its types end
// differently for each kind, and are as different as the services are.
func clientSpaces(api *model.API) []Space {
	var services, options Space
	for _, s := range api.Services {
		services.add(ClientService(s), s, quote("service", s.Name))
	}
	for _, s := range UsedSchemes(api) {
		options.add(ClientScheme(s), s, quote("scheme", s.Name))
	}
	return []Space{services, options}
}
