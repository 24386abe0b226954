package webtest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"github.com/trunkline-rpc/trunkline/internal/browsertest"
)

func TestSignIn(t *testing.T) {
	s := open(t)
	s.account("tester")
	b := browse(t, s)

	b.signIn("tester", "wrong password")
	b.Sees("密码错误")
	b.Is(`document.querySelector("[role=alert] [lang=zh]").textContent`, "密码错误")
	b.signIn("nobody", secret)
	b.Sees("用户名不存在")
	before := len(s.sent())
	b.signIn("tester", "12345")
	b.wrong("Password", "Must have at least 6 characters.")
	b.Misses("用户名不存在")
	b.Is(`document.activeElement.name`, "password")
	if sent := s.sent()[before:]; len(sent) > 0 {
		t.Errorf("sent, though it is wrong: %v", sent)
	}

	b.signIn("tester", secret)
	b.Sees("No hosts yet")
	want := []string{"user.verify", "[user.me user.refresh host.list]"}
	if sent := s.sent()[before:]; !slices.Equal(sent, want) {
		t.Errorf("sent %v, want %v", sent, want)
	}
	b.Is(`document.activeElement.textContent`, "Hosts")
	b.Is(`document.title`, "Hosts · SmartOps")
	b.Sees("your account needs the scope operator")
	b.Is(`document.body.innerText.includes("Add host")`, "false")

	b.click("Sign out")
	b.Sees("Welcome back")
	b.Is(`document.body.innerText.includes("tester")`, "false")
	b.Reload()
	b.Sees("Welcome back")
}

func TestSignUp(t *testing.T) {
	s := open(t)
	s.account("taken")
	b := browse(t, s)
	b.click("Sign up")
	b.Sees("Make an account")

	b.signIn("new name", "12345")
	b.wrong("Name", "Must be without spaces.")
	b.wrong("Password", "Must have at least 6 characters.")
	if sent := s.sent(); len(sent) > 0 {
		t.Errorf("sent, though it is wrong: %v", sent)
	}
	b.signIn("Taken", secret)
	b.Sees("用户已存在")
	b.signIn("jack", secret)
	b.Sees("No hosts yet")
	want := []string{"user.register", "user.register", "user.verify", "[user.me user.refresh host.list]"}
	if sent := s.sent(); !slices.Equal(sent, want) {
		t.Errorf("sent %v, want %v", sent, want)
	}
	b.click("Account")
	b.Until(`document.querySelector(".who h2")?.textContent === "jack"`)
}

// TestKeyboard signs up, looks around, and signs out, by keys alone.
func TestKeyboard(t *testing.T) {
	s := open(t)
	b := browse(t, s)
	press := func(keys ...string) { b.Press(strings.Join(keys, "")) }
	at := func(text string) {
		t.Helper()
		b.Until(`(document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent).trim() === ` + browsertest.Quote(text))
	}
	press(kb.Tab)
	at("中文")
	press(kb.Tab, kb.Tab, kb.Tab, kb.Tab)
	at("Sign up")
	press(kb.Enter)
	at("Make an account")
	press(kb.Tab, "jack", kb.Tab, secret, kb.Enter)
	at("Hosts")
	b.Visit(s.url)
	press(kb.Tab, kb.Tab, "jack", kb.Tab, secret, kb.Enter)
	at("Hosts")
	b.Run(`document.querySelector(".skip").focus()`)
	press(kb.Enter)
	at("Hosts")
	b.Run(`document.querySelector(".skip").focus()`)
	press(kb.Tab, kb.Tab)
	at("Account")
	press(kb.Enter)
	b.Sees("Change password")
	at("Account")
	press(kb.Tab, "wrong1", kb.Tab, secret, kb.Enter)
	b.wrong("Present", "This is not your password.")
	b.Is(`document.activeElement.name`, "password")
}

func TestAccount(t *testing.T) {
	s := open(t)
	s.account("tester", "operator")
	b := browse(t, s)
	b.signIn("tester", secret)
	b.click("Account")
	b.Sees("operator")
	for _, test := range []struct{ present, next, field, wrong string }{
		{"wrong password", "another secret", "Present password", "This is not your password."},
		{secret, "password", "New password", "Everybody tries this one first. Choose another."},
		{secret, "Tester", "New password", "Your own name is easy to guess. Choose another."},
		{secret, "12345", "New password", "Must have at least 6 characters."},
	} {
		b.fill("Present password", test.present)
		b.fill("New password", test.next)
		b.click("Change password")
		b.wrong(test.field, test.wrong)
	}
	other := s.client("tester")
	b.fill("New password", "another secret")
	b.click("Change password")
	b.Sees("Your password was changed.")
	b.Is(`[...document.querySelectorAll("input")].filter((i) => i.type === "password").map((i) => i.value).join()`, ",")
	if _, err := other.User.Me(t.Context()); err == nil {
		t.Error("a token from before is still good")
	}
	b.click("Hosts") // with the new token
	b.choose("Sort by", "Name")
	b.Sees("No hosts yet")

	b.click("Account")
	b.click("Sign out everywhere")
	b.Sees("Welcome back")
	b.signIn("tester", "another secret")
	b.Sees("Account")
}

// TestChinese sees the interface change its language, with what is wrong in a form.
func TestChinese(t *testing.T) {
	b := browse(t, open(t))
	b.click("中文")
	b.Sees("欢迎回来")
	b.Is(`document.documentElement.lang`, "zh")
	b.click("注册")
	b.fill("用户名", "a b")
	b.fill("密码", "12345")
	b.Press("\r")
	b.wrong("用户名", "不能包含空格。")
	b.wrong("密码", "至少 6 个字符。")
	b.click("English")
	b.Sees("Make an account")
}

// hasten makes a page wait a 200th of the time for what is minutes away, and keep how long it meant
// to wait.
const hasten = `window.waits = [];
	const wait = window.setTimeout;
	window.setTimeout = (then, ms) => ms < 60_000 ? wait(then, ms) : (waits.push(ms), wait(then, ms / 200))`

// TestRenewal sees that a token is exchanged before it ends, again and again.
func TestRenewal(t *testing.T) {
	const life = 200 * time.Second
	s := open(t, life)
	s.account("tester")
	b := browse(t, s)
	b.Everywhere(hasten)
	b.Visit(s.url)
	b.signIn("tester", secret)
	b.Sees("No hosts yet")
	b.Until(`waits.at(-1) > 80_000 && waits.at(-1) <= 160_000`) // four fifths, but for what the way takes
	for range 2 {
		s.ahead.Add(int64(life) * 2 / 3)
		have := len(browsertest.Value[[]float64](b.Tab, `waits`))
		b.Until(fmt.Sprintf(`waits.length > %d`, have+1)) // the first of them may have been on its way
	}
	b.choose("Sort by", "Name") // the first token has ended
	b.Until(`document.querySelector("[aria-busy=false] .empty")`)
	b.Is(`document.querySelector("dialog") === null`, "true")
}

// TestSignInAgain lets the token end while a host is edited: the change waits for the password, and is
// made.
func TestSignInAgain(t *testing.T) {
	s := open(t)
	s.account("tester", "operator")
	s.inventory()
	b := browse(t, s)
	b.signIn("tester", secret)
	b.click("Edit web-2")
	b.fill("Note", "written by hand")
	s.ahead.Add(int64(time.Hour))
	before := len(s.sent())
	b.click("Save")
	b.Sees("Your session has ended")
	b.fill("Password", "wrong password")
	b.click("Go on")
	b.Sees("密码错误")
	b.fill("Password", secret)
	b.click("Go on")
	b.Sees("web-2 was saved.")
	b.Sees("written by hand")
	b.Is(`document.querySelector("dialog") === null`, "true")
	want := []string{"host.update", "user.verify", "user.verify", "user.refresh", "host.update"}
	if sent := s.sent()[before:]; !slices.Equal(sent, want) {
		t.Errorf("sent %v, want %v", sent, want)
	}

	s.ahead.Add(int64(time.Hour))
	b.click("Delete web-2")
	b.click("Delete")
	b.Sees("Your session has ended")
	b.Press(kb.Escape)
	b.Sees("That takes your password.")
	b.click("Delete")
	b.Sees("Your session has ended")
	b.click("Sign out")
	b.Sees("Welcome back")
	b.Is(`document.querySelector("dialog") === null`, "true")
	b.signIn("tester", secret)
	b.Sees("web-2")
}
