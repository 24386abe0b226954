package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"time"
)

type row struct{ name, value string }

type result struct {
	rows []row
	err  error
}

func (r *result) add(name, format string, args ...any) {
	r.rows = append(r.rows, row{name, fmt.Sprintf(format, args...)})
}

// server is a smartops process.
type server struct {
	process *exec.Cmd
	url     string
}

const callers = 16

var client = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: callers}}

func measureAll(binary, database string, duration time.Duration) (r result) {
	r.err = measure(&r, binary, database, duration)
	return r
}

func measure(r *result, binary, database string, duration time.Duration) error {
	env := append(os.Environ(), "SMARTOPS_DATABASE="+database, "SMARTOPS_TOKEN_KEY="+strings.Repeat("k", 32),
		"SMARTOPS_LOG_LEVEL=error", "SMARTOPS_ADDRESS_TRIES=1000000", "SMARTOPS_SIGN_IN_TRIES=1000000")
	migrate := exec.Command(binary, "migrate", "up")
	create := exec.Command(binary, "user", "create", "root", "--admin")
	create.Stdin = strings.NewReader("correct horse")
	for _, c := range []*exec.Cmd{migrate, create} {
		c.Env = env
		if out, err := c.CombinedOutput(); err != nil {
			return fmt.Errorf("%v: %w: %s", c.Args, err, out)
		}
	}
	begun := time.Now()
	s, err := start(binary, env)
	if err != nil {
		return err
	}
	defer s.stop()
	r.add("start until it answers, ms", "%.0f", millis(time.Since(begun)))
	r.add("memory at rest, MB", "%.0f", s.memory())
	return s.load(r, duration)
}

func (s *server) load(r *result, duration time.Duration) error {
	const verify = `"method":"user.verify","params":["root","correct horse"]`
	var session struct{ Result struct{ Token string } }
	if err := json.Unmarshal([]byte(s.call(verify, "")), &session); err != nil {
		return err
	}
	token := session.Result.Token
	s.call(`"method":"account.grant","params":[1,"operator"]`, token)
	for i := range 100 {
		s.call(fmt.Sprintf(`"method":"host.create","params":{"name":"host-%d","labels":{"role":"web","site":"north"},"ipv4":"192.0.2.%d"}`, i, i), token)
	}
	list := `"method":"host.list","params":{"limit":100}`
	if answer := s.call(list, token); strings.Count(answer, `"name"`) != 100 {
		return fmt.Errorf("list hosts: %.200s", answer)
	}
	times := s.hammer(list, token, duration)
	r.add("host.list of 100 rows, a second", "%.0f", float64(len(times))/duration.Seconds())
	r.add("its median and p99, ms", "%.1f, %.1f", millis(times[len(times)/2]), millis(times[len(times)*99/100]))
	r.add("memory under that load, MB", "%.0f", s.memory())
	times = s.hammer(verify, "", duration)
	r.add("sign-ins, a second", "%.0f", float64(len(times))/duration.Seconds())
	r.add("memory under that load, MB", "%.0f", s.memory())
	wrong, unknown := s.medians()
	r.add("wrong password, unknown user: medians of 200, ms", "%.2f, %.2f (%+.1f%%)", millis(wrong), millis(unknown), 100*(float64(unknown)/float64(wrong)-1))
	return nil
}

// hammer makes one call again and again, from several connections, and returns how long each took,
// sorted.
func (s *server) hammer(call, token string, duration time.Duration) (all []time.Duration) {
	ctx, cancel := context.WithTimeout(context.Background(), duration)
	defer cancel()
	var mu sync.Mutex
	var group sync.WaitGroup
	for range callers {
		group.Go(func() {
			var own []time.Duration
			for ctx.Err() == nil {
				begun := time.Now()
				if answer := s.call(call, token); !strings.Contains(answer, `"result"`) {
					panic(answer)
				}
				own = append(own, time.Since(begun))
			}
			mu.Lock()
			defer mu.Unlock()
			all = append(all, own...)
		})
	}
	group.Wait()
	slices.Sort(all)
	return all
}

// medians are how long it takes to refuse a wrong password, and a user who does not exist.
func (s *server) medians() (wrong, unknown time.Duration) {
	var times [2][]time.Duration
	for range 200 {
		for i, name := range []string{"root", "nobody"} {
			begun := time.Now()
			s.call(`"method":"user.verify","params":["`+name+`","battery staple"]`, "")
			times[i] = append(times[i], time.Since(begun))
		}
	}
	for i := range times {
		slices.Sort(times[i])
	}
	return times[0][100], times[1][100]
}

func start(binary string, env []string) (*server, error) {
	s := &server{process: exec.Command(binary, "serve", "--listen=127.0.0.1:0")}
	s.process.Env, s.process.Stderr = env, os.Stderr
	out, err := s.process.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.process.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("start smartops: %w", err)
	}
	s.url, _, _ = strings.Cut(strings.TrimPrefix(line, "SmartOps answers at "), ". ")
	go io.Copy(io.Discard, out)
	s.call(`"method":"App.index"`, "")
	return s, nil
}

func (s *server) stop() {
	_ = s.process.Process.Signal(os.Interrupt)
	_ = s.process.Wait()
}

// call makes a call, and returns the answer. It panics when there is none: then nothing is to be measured.
func (s *server) call(call, token string) string {
	request, err := http.NewRequest(http.MethodPost, s.url, strings.NewReader(`{"jsonrpc":"2.0","id":1,`+call+`}`))
	if err != nil {
		panic(err)
	}
	request.Header.Set("Content-Type", "application/json")
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := client.Do(request)
	if err != nil {
		panic(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// memory is what the process has in memory, in MB, where the system tells.
func (s *server) memory() float64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.process.Process.Pid))
	if err != nil {
		return 0
	}
	var kilobytes float64
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			fmt.Sscan(rest, &kilobytes)
		}
	}
	return kilobytes / 1000
}

func millis(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
