#!/usr/bin/env bash
# Everything that CI runs, step by step, with a summary at the end. A failed step does not hide the later ones.
# usage: scripts/test.sh [STEP…]      only these steps, in their usual order; default: all
#   FUZZ_SECONDS=60   how long the fuzzer runs on each database
# Logs are kept in target/test-logs.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

STEPS=(setup repository scripts deploy format clippy build web tests-sqlite tests-postgres journeys openapi fuzz-sqlite fuzz-postgres)
LOGS="$TARGET_DIR/test-logs"
FUZZ_SECONDS=${FUZZ_SECONDS:-60}

# One process for all tests and not one for each: an unoptimized program takes 0.9 s to write down its contract, which every
# process does anew (52 tests of two rooms: 12 s in one process, 43 s in one each).
runner=(cargo test --locked --tests)
# What hangs is ended where nobody sees it; at a terminal `timeout` would keep Ctrl-C from the tests.
[[ ${CI:-} != true ]] || runner=(timeout 1800 "${runner[@]}")
# The pages need nothing of Rust, and the compiler often has a core to spare: they begin with the first compilation.
BESIDE=web

# Each step is a command that fails when something is wrong; it runs in a subshell of its own.
step_setup() { scripts/setup.sh test; }
step_repository() { scripts/doctor-repo.sh; }
step_scripts() { "$MAKE_DIR/venv/bin/shellcheck" --external-sources scripts/*.sh .ci/run; }
step_deploy() { scripts/check-deploy.sh; }
step_format() { cargo fmt --all --check; }
step_clippy() {
    if [[ -n ${RUSTC_WORKSPACE_WRAPPER:-} ]]; then
        cargo build --workspace --all-targets --locked
    else
        cargo clippy --workspace --all-targets --locked -- --deny warnings
    fi
}
step_build() { "${runner[@]}" --workspace --no-run && cargo build --locked --package chengfeng; }
step_web() { (cd web && npm run --silent check && npm run --silent build && npm run --silent sizes && npm run --silent test); }
# The pages in a real browser, against the binary that step_build made and the pages that step_web built.
step_journeys() { (cd web && npm run --silent e2e); }
step_tests-sqlite() { env -u CHENGFENG_TEST_POSTGRES_URL "${runner[@]}" --no-fail-fast --workspace; }
step_tests-postgres() { scripts/postgres.sh with "${runner[@]}" --no-fail-fast --package chengfeng-tests; }
step_openapi() {
    node --test --test-reporter=spec tests/tools/ && scripts/lint-openapi.sh &&
        "$TARGET_DIR/debug/chengfeng" openapi --check openapi/openapi.json
}
step_fuzz-sqlite() { scripts/fuzz.sh "$FUZZ_SECONDS"; }
step_fuzz-postgres() { scripts/fuzz.sh --postgres "$FUZZ_SECONDS"; }

# "passed failed skipped" of the test runners' own summary lines in a log; nothing when it has none.
count_tests() {
    sed 's/\x1b\[[0-9;]*m//g' "$1" | awk '
        /^ *Summary \[.*tests? run:/ || /^test result:/ {
            seen = 1
            for (i = 2; i <= NF; i++) {
                if ($i ~ /^passed/) passed += $(i - 1)
                if ($i ~ /^(failed|timed)/) failed += $(i - 1)
                if ($i ~ /^(skipped|ignored)/) skipped += $(i - 1)
            }
        }
        /^ *[0-9]+ (passed|failed|skipped)( \(|$)/ { # playwright
            seen = 1
            if ($2 == "passed") passed += $1
            if ($2 == "failed") failed += $1
            if ($2 == "skipped") skipped += $1
        }
        /^ *Tests .*(passed|failed)/ { # vitest
            seen = 1
            for (i = 2; i <= NF; i++) {
                if ($i ~ /^passed/) passed += $(i - 1)
                if ($i ~ /^failed/) failed += $(i - 1)
                if ($i ~ /^(skipped|todo)/) skipped += $(i - 1)
            }
        }
        END { if (seen) print passed + 0, failed + 0, skipped + 0 }'
}

passed=0 failed=0 skipped=0
summary=()
declare -A ahead=()
end_ahead() {
    local child
    for child in "${ahead[@]}"; do kill -- "-$child" 2>/dev/null || true; done
}
trap end_ahead EXIT

# ahead STEP: begins it in the background, in a process group that can be ended whole; `run` waits for it in its turn.
ahead() {
    local begun=$SECONDS status=0
    set -m
    {
        ("step_$1") >"$LOGS/$1.log" 2>&1 || status=$?
        echo $((SECONDS - begun)) >"$LOGS/$1.seconds"
        exit "$status"
    } &
    set +m
    ahead[$1]=$!
}

# run STEP: its output goes to its log; a person sees it pass by, a log reader sees only what failed.
run() {
    local step=$1 log="$LOGS/$1.log" begun=$SECONDS status=0 counts p=0 f=0 s=0
    say "${BOLD}▶ $step${PLAIN}"
    if [[ -n ${ahead[$step]:-} ]]; then
        wait "${ahead[$step]}" || status=$?
        begun=$((SECONDS - $(<"$LOGS/$step.seconds")))
        ((status == 0)) || tail -n 80 "$log" >&2
    elif [[ -t 2 ]]; then
        ("step_$step") 2>&1 | tee "$log" >&2 || status=$?
    else
        ("step_$step") >"$log" 2>&1 || status=$?
        ((status == 0)) || tail -n 80 "$log" >&2
    fi
    counts=$(count_tests "$log")
    if [[ -n $counts ]]; then
        read -r p f s <<<"$counts"
        ((status == 0 || f > 0)) || f=1
        counts="$p passed, $f failed, $s skipped"
    elif ((status == 0)); then
        p=1
    else
        f=1
    fi
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    if ((status == 0)); then
        summary+=("$(printf '  %sok%s      %-16s %5d s   %s' "$GREEN" "$PLAIN" "$step" $((SECONDS - begun)) "$counts")")
    else
        summary+=("$(printf '  %sFAILED%s  %-16s %5d s   %s' "$RED" "$PLAIN" "$step" $((SECONDS - begun)) "${counts:+$counts, }see $log")")
    fi
    say "${summary[-1]}"
    return "$status"
}

chosen=("$@")
((${#chosen[@]})) || chosen=("${STEPS[@]}")
for step in "${chosen[@]}"; do
    [[ " ${STEPS[*]} " == *" $step "* ]] || die "no such step: $step. Steps: ${STEPS[*]}"
done

rm -rf "$LOGS"
mkdir -p "$LOGS"
export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-$([[ -t 2 ]] && echo always || echo never)}
if [[ ${CI:-} == true ]]; then
    # A fresh clone is built once: incremental files and the lines of backtraces would only cost time and disk.
    export CARGO_INCREMENTAL=0 CARGO_PROFILE_DEV_DEBUG=0
    # Everything is compiled once: clippy's driver is a compiler that says what it finds (what `cargo clippy` sets for it).
    RUSTC_WORKSPACE_WRAPPER="$(rustc --print sysroot)/bin/clippy-driver"
    export RUSTC_WORKSPACE_WRAPPER CLIPPY_ARGS=--deny__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__
fi
# People's runs look for new counterexamples; a judgement must come out the same twice.
[[ ${CI:-} != true ]] || export PROPTEST_RNG_SEED=${PROPTEST_RNG_SEED:-20261123}

for step in "${STEPS[@]}"; do
    [[ " ${chosen[*]} " == *" $step "* ]] || continue
    if [[ $step == clippy && " ${chosen[*]} " == *" $BESIDE "* ]]; then ahead "$BESIDE"; fi
    if ! run "$step"; then
        # Nothing after these two can say anything new, but what has begun.
        [[ $step == setup || $step == build ]] || continue
        for begun in "${!ahead[@]}"; do run "$begun" || true; done
        break
    fi
done

printf '\n%s\n' "${BOLD}make test${PLAIN}"
printf '%s\n' "${summary[@]}"
printf '  total %22d s\n\n' "$SECONDS"
# The closing line counts tests, and one for each step that has none of its own.
echo "$passed passed, $failed failed, $skipped skipped"
((failed == 0))
