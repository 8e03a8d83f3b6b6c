# shellcheck shell=bash disable=SC2034  # the names are used by the scripts that source this file
# Shared by the scripts of this folder: `source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"`.
# Moves to the root of the repository and defines a few helpers; it runs nothing by itself.

set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT"

# Stamps, virtual environment and other things made by the scripts; never committed.
MAKE_DIR="$ROOT/.make"
# Where cargo puts what it builds.
TARGET_DIR="${CARGO_TARGET_DIR:-$ROOT/target}"

if [[ -t 1 && -z "${NO_COLOR:-}" ]]; then
    BOLD=$'\e[1m' RED=$'\e[31m' GREEN=$'\e[32m' PLAIN=$'\e[0m'
else
    BOLD='' RED='' GREEN='' PLAIN=''
fi

# say TEXT…: a line for the person in front of the terminal; on stderr, so that answers stay alone on stdout.
say() { printf '%s\n' "$*" >&2; }

# die TEXT…: what went wrong and what to do about it, then stop.
die() {
    printf '%s%s%s\n' "$RED" "$*" "$PLAIN" >&2
    exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# free_port: a TCP port of this machine that nobody listens on now.
free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# wait_for_http URL SECONDS [PID]: wait until URL answers 2xx; stop early when the process is gone.
wait_for_http() {
    local url=$1 seconds=$2 pid=${3:-}
    local until=$((SECONDS + seconds))
    while ((SECONDS < until)); do
        curl --silent --fail --noproxy '*' --max-time 2 --output /dev/null "$url" && return 0
        if [[ -n $pid ]] && ! kill -0 "$pid" 2>/dev/null; then return 1; fi
        sleep 0.2
    done
    return 1
}

# stop_process PID SECONDS: ask the process to end, wait, and end it for good when it does not.
stop_process() {
    local pid=$1 seconds=${2:-20}
    kill -0 "$pid" 2>/dev/null || return 0
    kill -TERM "$pid" 2>/dev/null || true
    local until=$((SECONDS + seconds))
    while kill -0 "$pid" 2>/dev/null; do
        if ((SECONDS >= until)); then
            say "process $pid did not stop within $seconds s and is killed"
            kill -KILL "$pid" 2>/dev/null || true
            break
        fi
        sleep 0.1
    done
    wait "$pid" 2>/dev/null || true
}

# digest FILE…: one checksum over the contents, to see whether something must be installed anew.
digest() { cat -- "$@" | sha256sum | cut -d' ' -f1; }
