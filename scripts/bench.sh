#!/usr/bin/env bash
# Speed, latency and memory of the release build, on loopback, with ceilings measured in the same run.
#
#   scripts/bench.sh [--sqlite|--postgres] [--one-core] [SECONDS]
#                          SECONDS (default 10) for each line; default: SQLite, then PostgreSQL
#   --one-core             server and database on one core, the load tool on another, 32 connections
#   BENCH_PROJECTS=100000  made-up projects; a quarter as many enterprises, a tenth as many trips (1000000 takes long)
#   BENCH_ROWS=10000       rows of the ledgers that are imported and exported
#   BENCH_CONNECTIONS=16   BENCH_LINES=get,list,pages (only these)   CHENGFENG_BIN=…, BENCH_TOOL=… other binaries than the release
# First start, memory and two large imports on the demo city; on the made-up city a day's work (colours, slips, reminders,
# inboxes), then the lines of tests/tools/bench.py.
# Then the pages in Debian's Chromium on that city, each beside a yardstick (web/e2e/bench; not with --one-core).
# Tables: target/bench-<database>[-one-core]/whole.txt, table.txt and figures.json. Compare only runs of one machine.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=scripts/service.sh
source scripts/service.sh

binary=${CHENGFENG_BIN:-$TARGET_DIR/release/chengfeng}
tool=${BENCH_TOOL:-$TARGET_DIR/release/bench}
if [[ -z ${BENCH_PREPARED:-} ]]; then
    scripts/setup.sh bench
    [[ -n ${CHENGFENG_BIN:-} && -n ${BENCH_TOOL:-} ]] ||
        cargo build --release --locked --package chengfeng --package chengfeng-tests --bin chengfeng --bin bench
    (cd web && npm run --silent build >&2)
    export BENCH_PREPARED=1
fi

case ${1:-} in
--postgres)
    shift
    database=postgres
    # a large city, and figures as on a disk
    export POSTGRES_ON_DISK=1
    service_postgres "$@"
    ;;
--sqlite) shift && database=sqlite ;;
*)
    scripts/bench.sh --sqlite "$@"
    exec scripts/bench.sh --postgres "$@"
    ;;
esac
one_core=false
[[ ${1:-} != --one-core ]] || { shift && one_core=true; }
seconds=${1:-10}
[[ $seconds =~ ^[1-9][0-9]*$ ]] || die "usage: scripts/bench.sh [--sqlite|--postgres] [--one-core] [SECONDS]"
projects=${BENCH_PROJECTS:-100000}
connections=${BENCH_CONNECTIONS:-16}
pin_tool=()
postmaster=0
if [[ $database == postgres ]]; then
    postmaster=$(head -n 1 "$(psql --no-psqlrc -At "$CHENGFENG_TEST_POSTGRES_URL" --command 'SHOW data_directory')/postmaster.pid")
fi
if $one_core; then
    connections=${BENCH_CONNECTIONS:-32}
    pin=(taskset -c 0)
    pin_tool=(taskset -c 1)
    [[ $database == sqlite ]] || taskset -acp 0 "$postmaster" >/dev/null
fi

reports="$TARGET_DIR/bench-$database$($one_core && echo -one-core || true)"
rm -rf "$reports"
mkdir -p "$reports"
service_scratch
prepare_template bureau
whole=tests/tools/bench_whole.py
cp -a "$scratch/template" "$scratch/alone"
copy_database cf_template cf_alone
settings_of alone
alone=127.0.0.1:$(free_port)
lines=,${BENCH_LINES:-whole,day,pages},
if ! $one_core && [[ $lines == *,whole,* ]]; then
    env "${settings[@]}" CHENGFENG_LISTEN="$alone" python3 "$whole" start "$binary" "$alone" | tee "$reports/whole.txt"
    # A large ledger into the demo city, then another one into what is full already, while others read and write.
    rows=${BENCH_ROWS:-10000}
    start_server import
    for round in 0 1; do
        python3 tests/tools/make_ledger.py "$rows" "$scratch/ledger.xlsx" "$round"
        python3 "$whole" import "${servers[-1]}" "$address" "$scratch/ledger.xlsx" "$(login bureau "$address")" | tee -a "$reports/whole.txt"
    done
    stop_process "${servers[-1]}" 20
fi

cp -a "$scratch/template" "$scratch/big"
copy_database cf_template cf_big
service big demo seed --projects "$projects" --enterprises "$((projects / 4))" --trips "$((projects / 10))"
if ! $one_core && [[ $lines == *,day,* ]]; then
    settings_of big
    env "${settings[@]}" python3 "$whole" day "$binary" "$postmaster" | tee -a "$reports/whole.txt"
fi
# two processes on the same data: one is measured, the other says in its log which statements it runs
start_on big CHENGFENG_BENCH=true CHENGFENG_WEB="$ROOT/web/dist"
measured=$address measured_pid=${servers[-1]}
pin=()
start_on big CHENGFENG_LOG=warn,chengfeng::sql=trace CHENGFENG_LOG_JSON=true
export measured measured_pid address server_log reports scratch database seconds connections one_core postmaster tool
token=$(login bureau "$measured") pins="${pin_tool[*]}" python3 - >"$scratch/settings.json" <<'PYTHON'
import json, os, platform
e = os.environ
url = e.get("CHENGFENG_TEST_POSTGRES_URL", "")
with open("/proc/cpuinfo", encoding="utf-8") as info:
    model = next((line.split(":", 1)[1].strip() for line in info if line.startswith("model name")), platform.machine())
with open(e["scratch"] + "/password", encoding="utf-8") as file:
    password = file.read().strip()
print(json.dumps({
    "database": e["database"], "address": e["measured"], "pid": int(e["measured_pid"]), "token": e["token"],
    "sql_address": e["address"], "sql_log": e["server_log"], "file": e["scratch"] + "/big/chengfeng.db",
    "url": url.rsplit("/", 1)[0] + "/cf_big", "postmaster": int(e["postmaster"]), "seconds": int(e["seconds"]),
    "connections": int(e["connections"]), "one_core": e["one_core"] == "true", "reports": e["reports"],
    "scratch": e["scratch"], "tool": e["tool"], "pin_tool": e["pins"].split(), "username": "test-bureau",
    "password": password, "machine": f"{os.cpu_count()} x {model}",
}))
PYTHON
python3 tests/tools/bench.py "$scratch/settings.json"
if ! $one_core && [[ $lines == *,pages,* ]]; then
    cd web
    PAGES_ORIGIN="http://$measured" PAGES_USER=test-bureau PAGES_PASSWORD=$(<"$scratch/password") \
        PAGES_REPORT="$reports/pages.txt" npx --no-install playwright test --config playwright.bench.config.ts
fi
