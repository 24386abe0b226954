package webtest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/trunkline-rpc/trunkline/gen/api"
)

func TestHosts(t *testing.T) {
	s := open(t)
	s.account("tester", "operator")
	b := browse(t, s)
	b.signIn("tester", secret)
	b.Sees("Add the first one, and it appears here.")

	b.click("Add host")
	b.click("Add host") // that of the dialog
	b.wrong("Name", "Must be a host name.")
	b.fill("Name", "web-1")
	b.fill("IPv4", "192.0.2")
	b.fill("Labels", "Role=web")
	b.click("Add host")
	b.wrong("IPv4", "Must be an IPv4 address.")
	b.wrong("Labels", "Role: Must be of small letters, digits and hyphens.")
	b.Is(`document.activeElement.name`, "ipv4") // the first that is wrong
	if sent := s.params("host.create"); sent != "not called" {
		t.Errorf("sent, though it is wrong: %s", sent)
	}
	b.fill("IPv4", "192.0.2.10")
	b.fill("Labels", "role=web\nsite=fra")
	b.click("Add host")
	b.Sees("web-1 was added.")
	b.Sees("192.0.2.10")
	b.Is(`document.activeElement.textContent.trim()`, "Add host")
	if got, want := s.params("host.create"), `{"name":"web-1","state":"active","labels":{"role":"web","site":"fra"},"ipv4":"192.0.2.10"}`; got != want {
		t.Errorf("created with %s, want %s", got, want)
	}

	b.click("Add host")
	b.fill("Name", "WEB-1")
	b.click("Add host")
	b.wrong("Name", "Another host has this name.") // which only the server knows
	b.fill("Name", "db-1")
	b.choose("State", "Maintenance")
	b.click("Add host")
	b.Sees("db-1 was added.")

	b.click("Edit web-1")
	b.fill("IPv4", "")
	b.fill("Note", "rack 7")
	b.click("Save")
	b.Sees("web-1 was saved.")
	b.Sees("rack 7")
	b.Misses("192.0.2.10")
	b.Is(`document.activeElement.ariaLabel`, "Edit web-1")
	if got, want := s.params("host.update"), `{"id":1,"ipv4":null,"note":"rack 7"}`; got != want {
		t.Errorf("changed with %s, want %s", got, want)
	}

	b.click("Maintenance")
	b.Misses("web-1")
	b.Sees("1 host")
	b.click("All")
	b.Sees("web-1")
	b.click("roleweb") // the label, as it is on the host
	b.Misses("db-1")
	b.Is(control("Labels")+`.value`, "role=web")
	b.fill("Labels", "role=db\r")
	b.Sees("Nothing matches")
	b.fill("Labels", "role\r")
	b.wrong("Labels", "role: Must have at least 1 character.")
	b.click("Show all hosts")
	b.Sees("db-1")

	b.click("Delete web-1")
	b.click("Cancel")
	b.Sees("web-1")
	b.Is(`document.activeElement.ariaLabel`, "Delete web-1")
	b.click("Delete web-1")
	b.click("Delete")
	b.Sees("web-1 was deleted.")
	b.Is(`document.querySelectorAll(".hosts li").length`, "1")
	b.Is(`document.activeElement.textContent`, "Hosts")
}

// TestHostsOfOthers sees what the server says when others were faster.
func TestHostsOfOthers(t *testing.T) {
	s := open(t)
	s.account("tester", "operator")
	s.inventory()
	b := browse(t, s)
	b.signIn("tester", secret)
	b.Sees("web-2")
	if err := s.client("tester").Host.Delete(t.Context(), &api.HostDeleteParams{ID: 4}); err != nil {
		t.Fatal(err)
	}
	b.click("Edit web-2")
	b.fill("Note", "too late")
	b.click("Save")
	b.Sees("This host was deleted meanwhile.")
	b.click("Cancel")
	b.click("Delete web-2")
	b.click("Delete")
	b.Sees("This host was deleted meanwhile.")
	b.click("Cancel")
}

func TestPages(t *testing.T) {
	s := open(t)
	s.account("tester", "operator")
	hosts := s.client("tester").Host
	for i := range 45 {
		if _, err := hosts.Create(t.Context(), &api.HostCreateParams{Name: api.HostName(fmt.Sprintf("host-%02d", i)), State: api.HostStateActive}); err != nil {
			t.Fatal(err)
		}
	}
	b := browse(t, s)
	b.signIn("tester", secret)
	b.Sees("20 shown, there are more")
	b.Is(`document.querySelector(".hosts h2").textContent`, "host-44")
	b.click("Show more")
	b.Sees("40 shown, there are more")
	b.click("Show more")
	b.Sees("45 hosts")
	b.Is(`document.querySelector(".end button")`, "null")
	b.Is(`new Set([...document.querySelectorAll(".hosts h2")].map((e) => e.textContent)).size`, "45")
	b.choose("Sort by", "Oldest first")
	b.Sees("20 shown, there are more")
	b.Is(`document.querySelector(".hosts h2").textContent`, "host-00")
}

// TestSlowAnswers sees what is said while nothing is known, and that an answer which comes after that to
// a later question is not shown.
func TestSlowAnswers(t *testing.T) {
	s := open(t)
	s.account("tester", "operator")
	s.inventory()
	b := browse(t, s)
	b.signIn("tester", secret)
	b.Sees("5 hosts")
	release := s.hold()
	b.click("Maintenance")
	b.Sees("Loading…")
	b.click("Retired")
	b.Sees("1 host")
	b.Sees("backup.example.com")
	release()
	b.Until(`fetch("/").then(() => true)`) // which is behind the late answer
	b.Is(`[...document.querySelectorAll(".hosts h2")].map((e) => e.textContent).join()`, "backup.example.com")
	b.click("All")
	b.Sees("5 hosts")
}

// TestHostileTexts shows what others have written: as text, whatever it is.
func TestHostileTexts(t *testing.T) {
	const evil = `<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>${1}`
	s := open(t)
	s.account(`"><script>window.hacked=1</script>`)
	s.account("tester", "operator")
	note := evil
	if _, err := s.client("tester").Host.Create(t.Context(), &api.HostCreateParams{Name: "web-1", State: api.HostStateActive, Note: &note, Labels: api.Labels{"role": evil}}); err != nil {
		t.Fatal(err)
	}
	b := browse(t, s)
	b.signIn(`"><script>window.hacked=1</script>`, secret)
	b.Sees(evil)
	b.Is(`document.querySelector(".hosts .chip").textContent`, "role"+evil)
	b.Sees(`"><script>window.hacked=1</script>`)
	b.click("Account")
	b.Sees("Change password")
	b.Is(`window.hacked`, "undefined")
}

// TestOffline takes the server away, and brings it back.
func TestOffline(t *testing.T) {
	s := open(t)
	s.account("tester")
	b := browse(t, s)
	s.down.Store(true)
	b.signIn("tester", secret)
	b.Sees("No connection to the server.")
	b.Sees("The server was not reached.")
	s.down.Store(false)
	b.click("Sign in")
	b.Sees("No hosts yet")
	b.Misses("No connection")

	s.down.Store(true)
	b.choose("Sort by", "Name")
	b.Sees("No connection to the server.")
	b.Sees("The server was not reached.")
	if strings.Contains(b.Text(`document.body.innerText`), "No hosts yet") {
		t.Error("what is not known is said to be empty")
	}
	s.down.Store(false)
	b.click("Try again")
	b.Misses("No connection")
	b.click("Try again") // that of the list
	b.Sees("No hosts yet")
	b.Misses("The server was not reached.")
}
