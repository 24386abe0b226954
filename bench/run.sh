#!/usr/bin/env bash
# Measures Trunkline and its peers: ./run.sh [inproc] [http] [codec] (default: these)
# and [layouts]: inproc with Trunkline at LAYOUTS (8) places in memory, one after the other.
# Needs Go, and wrk for http. Settings by environment: COUNT (5), BENCHTIME
# (0.5s), BENCH (a pattern, as of go test), and for http ROUNDS (1), DUR (10s),
# CONNS (64), PEERS (names; default all), WORKS ("W1 W2 W3 W4"); OUT (out).
# SERVER_BIN and BENCH_BIN name ready-made binaries with more peers in them.
set -euo pipefail
cd "$(dirname "$0")"
OUT=${OUT:-out}
mkdir -p "$OUT"
OUT=$(cd "$OUT" && pwd)
what=${*:-inproc codec http}
WORKS=${WORKS:-W1 W2 W3 W4}

inproc() {
	local bin=${BENCH_BIN:-$OUT/bench.test}
	[ -n "${BENCH_BIN:-}" ] || go test -c -o "$bin" ./bench
	: >"$OUT/inproc.txt"
	# Rounds are interleaved, so that a noisy minute hits every peer.
	for _ in $(seq "${COUNT:-5}"); do
		"$bin" -test.run '^$' -test.bench "${BENCH:-.}" -test.benchtime "${BENCHTIME:-0.5s}" -test.timeout 60m >>"$OUT/inproc.txt"
	done
	go run ./cmd/summary <"$OUT/inproc.txt" | tee "$OUT/inproc.md"
}

# pad prints a Go file with $1 bytes of machine code that never runs: 7 a line.
pad() {
	local i
	printf 'package format\n\nvar padding [600]int\n\nfunc init() {\n\tif padding[0] > 0 {\n\t\tpad()\n\t}\n}\n\n//go:noinline\nfunc pad() {\n'
	for i in $(seq $(($1 / 7))); do printf '\tpadding[%d]++\n' "$i"; done
	printf '}\n'
}

# Which functions share a set of the instruction cache is luck: it depends on where the code of rpc
# begins. So here it begins at several places, spread over 4 KiB.
layouts() {
	local n=${LAYOUTS:-8} i
	for i in $(seq 0 $((n - 1))); do
		pad $((i * 4096 / n)) >"$OUT/pad.go"
		printf '{"Replace": {"%s": "%s"}}' "$(dirname "$PWD")/rpc/format/pad.go" "$OUT/pad.go" >"$OUT/overlay.json"
		go test -c -overlay "$OUT/overlay.json" -o "$OUT/layout$i.test" ./bench
	done
	: >"$OUT/layouts.txt"
	for _ in $(seq "${COUNT:-5}"); do
		for i in $(seq 0 $((n - 1))); do
			"$OUT/layout$i.test" -test.run '^$' -test.bench "${BENCH:-.}" -test.benchtime "${BENCHTIME:-0.5s}" -test.timeout 60m >>"$OUT/layouts.txt"
		done
	done
	go run ./cmd/summary <"$OUT/layouts.txt" | tee "$OUT/layouts.md"
}

codec() {
	: >"$OUT/codec.txt"
	GOEXPERIMENT=jsonv2 go test -c -o "$OUT/codec2.test" ./codec
	go test -c -o "$OUT/codec1.test" ./codec
	for _ in $(seq "${COUNT:-5}"); do
		"$OUT/codec1.test" -test.run '^$' -test.bench "${BENCH:-.}" -test.benchtime "${BENCHTIME:-0.5s}" >>"$OUT/codec.txt"
		# Under GOEXPERIMENT=jsonv2 the v1 package runs on v2: its own row.
		"$OUT/codec2.test" -test.run '^$' -test.bench '/encoding/json' -test.benchtime "${BENCHTIME:-0.5s}" |
			sed 's,encoding/json-,encoding/json(v1-on-v2)-,' >>"$OUT/codec.txt"
	done
	go run ./cmd/summary <"$OUT/codec.txt" | tee "$OUT/codec.md"
	STRICT=1 "$OUT/codec2.test" -test.run Strictness -test.v | tee "$OUT/strict.md"
}

cpu() { awk '{print $14+$15}' "/proc/$1/stat"; }

http() {
	command -v wrk >/dev/null || { echo "http: wrk is not installed" >&2; return 1; }
	local bin=${SERVER_BIN:-$OUT/server} port=${PORT:-18099} pid
	[ -n "${SERVER_BIN:-}" ] || go build -o "$bin" ./cmd/server
	mkdir -p "$OUT/lua"
	"$bin" -lua "$OUT/lua" | sort >"$OUT/work.txt"
	[ -s "$OUT/http.tsv" ] || printf 'work\tpeer\treq_s\tp50\tp99\tcpu_us_req\trss_mb\terrors\n' >"$OUT/http.tsv"
	for _ in $(seq "${ROUNDS:-1}"); do
		for w in $WORKS; do
			while read -r pw p _; do
				[ "$pw" = "$w" ] || continue
				[ -z "${PEERS:-}" ] || [[ " $PEERS " == *" $p "* ]] || continue
				taskset -c 0 "$bin" "$p" "127.0.0.1:$port" 2>"$OUT/server.err" &
				pid=$!
				for _ in $(seq 50); do (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break; sleep 0.05; done
				taskset -c 1 wrk -t1 "-c${CONNS:-64}" -d1s -s "$OUT/lua/$p.$w.lua" "http://127.0.0.1:$port" >/dev/null
				local c0 c1 r
				c0=$(cpu $pid)
				r=$(taskset -c 1 wrk -t1 "-c${CONNS:-64}" "-d${DUR:-10s}" --latency -s "$OUT/lua/$p.$w.lua" "http://127.0.0.1:$port")
				c1=$(cpu $pid)
				awk -v w="$w" -v p="$p" -v c=$((c1 - c0)) -v rss="$(awk '/VmHWM/{print $2/1024}' /proc/$pid/status)" '
					/ 50%/{p50=$2} / 99%/{p99=$2} /requests in/{n=$1} /Requests\/sec/{rs=$2} /Non-2xx|Socket errors/{e=e $0}
					END{printf "%s\t%s\t%d\t%s\t%s\t%.1f\t%.0f\t%s\n", w,p,rs,p50,p99,c*1e4/n,rss,e}' <<<"$r" | tee -a "$OUT/http.tsv"
				kill "$pid"
				wait "$pid" 2>/dev/null || true
			done <"$OUT/work.txt"
		done
	done
}

for s in $what; do "$s"; done
