#!/usr/bin/env bash
# Fuzzes every operation of the running service with schemathesis, as several roles at once.
#
#   scripts/fuzz.sh [--postgres] [SECONDS | full]
#
# SECONDS (default 60): a bounded run with a fixed seed, as the main business roles; what CI runs.
# full: an hour, all roles, a new seed each time, and with chains of requests (stateful).
#   FUZZ_SEED=…     repeat a run             FUZZ_ROLES="clerk leader"     only these
#   CHENGFENG_BIN=… another binary than target/debug/chengfeng
# Every role has a server and a database of its own, so that none can spoil another's accounts.
# Logs, JUnit reports and the servers' logs are kept in target/fuzz-<database>/.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

database=sqlite
if [[ ${1:-} == --postgres ]]; then
    database=postgres
    shift
    [[ -n ${CHENGFENG_TEST_POSTGRES_URL:-} ]] || exec scripts/postgres.sh with scripts/fuzz.sh --postgres "$@"
fi
seconds=${1:-60}
phases=examples,coverage,fuzzing
roles=(bureau clerk system_admin)
seed=${FUZZ_SEED:-20260101}
if [[ $seconds == full ]]; then
    seconds=3600
    phases+=,stateful
    roles=(bureau clerk leader system_admin security_admin audit_admin)
    seed=${FUZZ_SEED:-$((RANDOM * 32768 + RANDOM))}
fi
[[ $seconds =~ ^[1-9][0-9]*$ ]] || die "usage: scripts/fuzz.sh [--postgres] [SECONDS | full]"
[[ -z ${FUZZ_ROLES:-} ]] || read -ra roles <<<"$FUZZ_ROLES"

binary=${CHENGFENG_BIN:-$TARGET_DIR/debug/chengfeng}
[[ -x $binary ]] || die "找不到 $binary：请先执行 cargo build --package chengfeng。"
schemathesis="$MAKE_DIR/venv/bin/schemathesis"
[[ -x $schemathesis ]] || die "模糊测试工具未安装：请先运行 scripts/setup.sh。"

reports="$TARGET_DIR/fuzz-$database"
rm -rf "$reports"
mkdir -p "$reports"
scratch=$(mktemp -d)
servers=()      # process ids, by role
attackers=()
clean_up() {
    local pid
    for pid in "${attackers[@]}" "${servers[@]}"; do stop_process "$pid" 20; done
    rm -rf -- "$scratch"
}
trap clean_up EXIT
trap 'exit 143' TERM INT HUP

# --- what the service is told: the only part to touch when its commands change ----------------------
# settings_of FOLDER DATABASE: sets `settings`, the environment of a service with a data folder of its own.
settings_of() {
    settings=(CHENGFENG_DATA="$1" CHENGFENG_DATABASE_URL="$1/chengfeng.sqlite" RUST_LOG=warn)
    [[ $database == sqlite ]] || settings+=(CHENGFENG_DATABASE_URL="${CHENGFENG_TEST_POSTGRES_URL%/*}/$2")
    # The fuzzer asks faster than any person: limits on requests would hide the operations behind 429.
    settings+=(CHENGFENG_LIMITS_ENABLED=false)
}

template() {
    settings_of "$scratch/template" fuzz_template
    env "${settings[@]}" "$binary" "$@"
}

create_account() { template user create --login "fuzz-$1" --role "$1" --password-file "$scratch/password"; }
# ------------------------------------------------------------------------------------------------------

# copy_database FROM TO: PostgreSQL only; SQLite's database is a file in the data folder.
copy_database() {
    [[ $database == postgres ]] || return 0
    psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 "$CHENGFENG_TEST_POSTGRES_URL" --command "CREATE DATABASE \"$2\" TEMPLATE \"$1\""
}

# One template with demo data and an account for each role, then a copy for each role.
prepare() {
    local role
    python3 -c 'import secrets; print("Aa1-" + secrets.token_urlsafe(18))' >"$scratch/password"
    chmod 600 "$scratch/password"
    copy_database template1 fuzz_template
    template migrate
    template demo load
    for role in "${roles[@]}"; do create_account "$role"; done
    for role in "${roles[@]}"; do
        cp -a "$scratch/template" "$scratch/$role"
        copy_database fuzz_template "fuzz_$role"
    done
}

# start_server ROLE: sets `address`; the log is kept with the reports.
start_server() {
    local role=$1 pid
    address=127.0.0.1:$(free_port)
    settings_of "$scratch/$role" "fuzz_$role"
    env "${settings[@]}" CHENGFENG_LISTEN="$address" "$binary" serve >"$reports/$role.server.log" 2>&1 &
    pid=$!
    servers+=("$pid")
    wait_for_http "http://$address/readyz" 60 "$pid" || {
        tail -n 30 "$reports/$role.server.log" >&2
        die "服务（$role）没有就绪，日志见上。"
    }
}

# try_login ROLE ADDRESS: without a caller every answer would be 401, and that would look like success.
try_login() {
    local body
    body=$(printf '{"login":"fuzz-%s","password":"%s"}' "$1" "$(<"$scratch/password")")
    curl --silent --show-error --fail-with-body --noproxy '*' --header 'Content-Type: application/json' --data "$body" \
        "http://$2/api/v1/auth/login" >"$scratch/login.json" || die "fuzz-$1 登录失败：$(<"$scratch/login.json")"
    grep -q '"access_token"' "$scratch/login.json" || die "登录的答复里没有 access_token：$(<"$scratch/login.json")"
}

# attack ROLE ADDRESS: the fuzzer itself, as a process of its own; its exit status is the verdict.
# It runs among the reports, where it leaves what `schemathesis replay` needs.
attack() {
    local role=$1 address=$2
    mkdir -p "$reports/$role" && cd "$reports/$role"
    exec env FUZZ_LOGIN="fuzz-$role" FUZZ_PASSWORD="$(<"$scratch/password")" \
        "$schemathesis" --config-file "$ROOT/tests/tools/schemathesis.toml" --no-color run "http://$address/openapi.json" \
        --phases "$phases" --max-time "$seconds" --seed "$seed" --workers 2 \
        --report junit --report-junit-path "$reports/$role.junit.xml" >"$reports/$role.log" 2>&1
}

say "fuzzing on $database for $seconds s, seed $seed, as ${roles[*]}"
prepare
for role in "${roles[@]}"; do
    start_server "$role"
    try_login "$role" "$address"
    attack "$role" "$address" &
    attackers+=("$!")
done

failed=()
for i in "${!roles[@]}"; do
    wait "${attackers[$i]}" || failed+=("${roles[$i]}")
    # A server that is gone before it is asked to stop has crashed.
    kill -0 "${servers[$i]}" 2>/dev/null || failed+=("${roles[$i]}: the server ended by itself")
    stop_process "${servers[$i]}" 20
done

for role in "${roles[@]}"; do
    say "${BOLD}$role${PLAIN}"
    sed -n '/^=* SUMMARY =*$/,$p' "$reports/$role.log" >&2
    if grep -n -m 5 'panicked at' "$reports/$role.server.log" >&2; then failed+=("$role: the server panicked"); fi
    # Nothing but refusals would be no test at all.
    if grep -q 'Tested: 0$' "$reports/$role.log"; then failed+=("$role: no operation was tested"); fi
done

if ((${#failed[@]})); then
    for role in "${roles[@]}"; do
        [[ " ${failed[*]} " == *" $role "* ]] || continue
        say "${BOLD}what failed as $role${PLAIN} (whole log: $reports/$role.log)"
        sed -n '/^=* FAILURES =*$/,/^=* SUMMARY =*$/p' "$reports/$role.log" | head -n 150 >&2
    done
    die "fuzzing on $database found faults: ${failed[*]}. Repeat: FUZZ_SEED=$seed scripts/fuzz.sh $([[ $database == sqlite ]] || echo '--postgres ')$seconds"
fi
say "${GREEN}fuzzing on $database: no faults${PLAIN}"
