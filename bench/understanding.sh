#!/usr/bin/env bash
# What reading a message costs and how much of it is right, beside chrono-node, which finds dates only: the same texts, the same core, the same run.
#   bench/understanding.sh [MESSAGES.jsonl] [CASES.jsonl]
# MESSAGES are labelled as tests/fixtures/messages.jsonl is (the default); CASES are dates, {"id", "text", "reference", "expect"} a line. DATES_SCORER, if
# it is set, is a script that scores the latter: node DATES_SCORER CASES PREDICTIONS. RUNS is how often each is measured (5): the median run is told.
set -euo pipefail
here=$PWD
full() { case "$1" in '' | /*) printf '%s' "$1" ;; *) printf '%s' "$here/$1" ;; esac; }
cd "$(dirname "$0")/.."
messages=$(full "${1:-$PWD/tests/fixtures/messages.jsonl}")
cases=$(full "${2:-}")
scorer=$(full "${DATES_SCORER:-}")
runs=${RUNS:-5}
source scripts/steps.sh
source scripts/web.sh

mkdir -p build
step "configure" configure-bench cmake --preset release
step "build what measures" build-bench cmake --build build/release --target bench_understanding bench_dates bench_score
step "fetch chrono-node" chrono-modules install_modules bench/chrono

alone=()
if command -v taskset >/dev/null && taskset -c 1 true 2>/dev/null; then alone=(taskset -c 1); fi
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
reading() { "${alone[@]}" build/release/bench_understanding config/lexicon "$messages"; }
dates() { "${alone[@]}" build/release/bench_dates config/lexicon "$messages"; }
chrono() { "${alone[@]}" node bench/chrono/chrono.mjs "$messages"; }
for ((i = 0; i < runs; ++i)); do
  for what in reading dates chrono; do $what >>"$out/$what"; done
done
# figure what word: the median run's
figure() { sed -n "s/.*$2 \([0-9.]*\) us.*/\1/p" "$out/$1" | sort -n | sed -n "$(((runs + 1) / 2))p"; }
row() {
  local median p99
  median=$(figure "$2" median) p99=$(figure "$2" p99)
  awk -v name="$1" -v m="$median" -v p="$p99" -v other="$(figure chrono median)" 'BEGIN { printf "%-36s %10.1f %10.1f %10.2f\n", name, m, p, m / other }'
}
say "" "$(sed -n '1s/ texts.*//p' "$out/reading") messages, the median of $runs runs${alone:+, one core}; load $(cut -d ' ' -f 1 /proc/loadavg)"
printf '%-36s %10s %10s %10s\n' "microseconds a message" median p99 "x chrono"
row "linli, the whole reading" reading
row "linli, dates only" dates
row "chrono-node zh.hans, dates only" chrono
# Each message once, one after the other, as messages come: nothing is warm from the same text.
"${alone[@]}" build/release/bench_understanding config/lexicon "$messages" --lines >"$out/understood"
sed -n 's/.*"us":\([0-9.]*\).*/\1/p' "$out/understood" | sort -n |
  awk '{ us[NR] = $1 } END { printf "%-36s %10.1f %10.1f\n", "linli, the whole reading, once each", us[int(NR * 0.5) + 1], us[int(NR * 0.99) + 1] }'
"${alone[@]}" build/release/bench_understanding config/lexicon --floods

say ""
build/release/bench_score "$messages" "$out/understood"
if [ -n "$cases" ]; then
  printf 'dates alone: '
  "${alone[@]}" build/release/bench_dates config/lexicon "$cases"
  build/release/bench_dates config/lexicon "$cases" --lines >"$out/dates"
  if [ -n "$scorer" ]; then node "$scorer" "$cases" "$out/dates"; fi
fi
