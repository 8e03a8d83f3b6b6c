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
# shellcheck source=scripts/service.sh
source scripts/service.sh

database=sqlite
if [[ ${1:-} == --postgres ]]; then
    database=postgres
    shift
    service_postgres "$@"
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
service_scratch
attackers=()
clean_up() {
    local pid
    for pid in "${attackers[@]}"; do stop_process "$pid" 5; done
    service_clean_up
}
trap clean_up EXIT

# attack ROLE ADDRESS: the fuzzer itself, as a process of its own; its exit status is the verdict.
# It runs among the reports, where it leaves what `schemathesis replay` needs.
attack() {
    local role=$1 address=$2
    mkdir -p "$reports/$role" && cd "$reports/$role"
    exec env FUZZ_LOGIN="test-$role" FUZZ_PASSWORD="$(<"$scratch/password")" \
        "$schemathesis" --config-file "$ROOT/tests/tools/schemathesis.toml" --no-color run "http://$address/openapi.json" \
        --phases "$phases" --max-time "$seconds" --seed "$seed" --workers 1 \
        --report junit --report-junit-path "$reports/$role.junit.xml" >"$reports/$role.log" 2>&1
}

say "fuzzing on $database for $seconds s, seed $seed, as ${roles[*]}"
prepare_template "${roles[@]}"
for role in "${roles[@]}"; do
    start_server "$role"
    # Without a caller every answer would be 401, and that would look like success.
    login "$role" "$address" >/dev/null
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
