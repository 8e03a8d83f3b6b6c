#!/usr/bin/env bash
# Throughput and latency of the release build on demo data, on loopback, with a bounded number of connections.
#
#   scripts/bench.sh [--postgres] [SECONDS]     SECONDS (default 10) for each line; default: SQLite, then PostgreSQL
#   BENCH_CONNECTIONS=16   BENCH_ROLE=bureau   CHENGFENG_BIN=… another binary than target/release/chengfeng
#   BENCH_ROWS=10000       rows of the ledger that is imported
# First start and memory, then two large imports, then requests beside the ceiling of this run (a constant JSON answer).
# The table is also written to target/bench-<database>/table.txt. Compare only runs of one machine.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=scripts/service.sh
source scripts/service.sh

binary=${CHENGFENG_BIN:-$TARGET_DIR/release/chengfeng}
if [[ -z ${BENCH_PREPARED:-} ]]; then
    scripts/setup.sh bench
    [[ -n ${CHENGFENG_BIN:-} ]] || cargo build --release --locked --package chengfeng
    export BENCH_PREPARED=1
fi

case ${1:-} in
--postgres)
    shift
    database=postgres
    service_postgres "$@"
    ;;
--sqlite) shift && database=sqlite ;;
*)
    scripts/bench.sh --sqlite "$@"
    exec scripts/bench.sh --postgres "$@"
    ;;
esac
seconds=${1:-10}
connections=${BENCH_CONNECTIONS:-16}
role=${BENCH_ROLE:-bureau}
[[ $seconds =~ ^[1-9][0-9]*$ ]] || die "usage: scripts/bench.sh [--postgres] [SECONDS]"

reports="$TARGET_DIR/bench-$database"
rm -rf "$reports"
mkdir -p "$reports"
service_scratch
prepare_template "$role"
cp -a "$scratch/template" "$scratch/alone"
copy_database cf_template cf_alone
settings_of alone
whole=tests/tools/bench_whole.py
alone=127.0.0.1:$(free_port)
env "${settings[@]}" CHENGFENG_LISTEN="$alone" python3 "$whole" start "$binary" "$alone" | tee "$reports/whole.txt"

# A large ledger into the demo city, then another one into what is full already, while others read.
rows=${BENCH_ROWS:-10000}
start_server import
for round in 0 1; do
    python3 tests/tools/make_ledger.py "$rows" "$scratch/ledger.xlsx" "$round"
    python3 "$whole" import "${servers[-1]}" "$address" "$scratch/ledger.xlsx" "$(login "$role" "$address")" | tee -a "$reports/whole.txt"
done

start_server "$role"
BENCH_TOKEN=$(login "$role" "$address")
export BENCH_TOKEN

# The first project that this caller sees: what a page of one project asks for.
first=$(curl --silent --show-error --fail --noproxy '*' --header "Authorization: Bearer $BENCH_TOKEN" \
    "http://$address/api/v1/projects?per_page=1" | python3 -c 'import json, sys; print(json.load(sys.stdin)["items"][0]["id"])')

# name, then path: the ceiling (constant JSON), then what people ask for most, in the order of their day
requests=(
    "ceiling /healthz"
    "me /api/v1/me"
    "list /api/v1/projects?per_page=20"
    "page-200 /api/v1/projects?per_page=200"
    "search /api/v1/projects?q=%E9%87%91%E5%B7%9D"
    "one /api/v1/projects/$first"
    "create /api/v1/projects"
)
unit=$(curl --silent --show-error --fail --noproxy '*' --header "Authorization: Bearer $BENCH_TOKEN" \
    "http://$address/api/v1/me" | python3 -c 'import json, sys; print(json.load(sys.stdin)["user"]["unit_id"])')

faults=0
{
    printf '%s, %s connections, %s s each\n' "$database" "$connections" "$seconds"
    printf '%-10s %10s %9s %9s %9s %9s %8s %8s\n' request per-second p50-ms p95-ms p99-ms max-ms refused ceiling
} | tee "$reports/table.txt"
for request in "${requests[@]}"; do
    read -r name path <<<"$request"
    [[ $name != create ]] || export BENCH_CREATE=$unit
    wrk --threads 1 --connections "$connections" --duration "${seconds}s" --script tests/tools/bench.lua \
        "http://$address$path" >"$reports/$name.log" 2>&1 || { cat "$reports/$name.log" >&2 && die "wrk 失败：$path"; }
    read -r _ rate p50 p95 p99 most refused < <(grep '^FIGURES ' "$reports/$name.log")
    ceiling=${ceiling:-$rate}
    share=$(python3 -c 'import sys; print(f"{100 * float(sys.argv[1]) / float(sys.argv[2]):.0f}%")' "$rate" "$ceiling")
    printf '%-10s %10s %9s %9s %9s %9s %8s %8s\n' "$name" "$rate" "$p50" "$p95" "$p99" "$most" "$refused" "$share" | tee -a "$reports/table.txt"
    ((refused == 0)) || faults=$((faults + 1))
done
((faults == 0)) || die "$faults kinds of requests were refused: the figures above mean nothing for them."
python3 "$whole" memory "${servers[-1]}" | tee -a "$reports/whole.txt"
