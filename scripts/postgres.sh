#!/usr/bin/env bash
# A private PostgreSQL for tests: in a temporary folder, on a free port of loopback, never as root.
#
#   scripts/postgres.sh with COMMAND…   run COMMAND with CHENGFENG_TEST_POSTGRES_URL set, then remove the server
#   scripts/postgres.sh start           start one that stays (or find the one that runs) and print its URL
#   scripts/postgres.sh url             print the URL of the one that was started
#   scripts/postgres.sh stop            stop and remove it
#   scripts/postgres.sh installed       succeed when the server programs are on this machine
#
# The URL is that of a superuser, who may create databases. Nothing here is made to last: fsync is off.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

STATE="$MAKE_DIR/postgres"     # the folder of the server that `start` left running
PREFIX=chengfeng-pg            # what our folders under the temporary folder begin with

# The folder with initdb and postgres: PATH first, else the newest of Debian's versions.
server_bin() {
    local initdb
    if initdb=$(command -v initdb) && have postgres && have pg_ctl; then
        dirname "$initdb"
        return
    fi
    # shellcheck disable=SC2012  # version folders have plain names
    initdb=$(ls -1d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1)
    [[ -n $initdb ]] && dirname "$initdb"
}

# The unprivileged user who owns the server when we are root (PostgreSQL refuses to run as root).
server_user() {
    local name
    for name in postgres nobody; do
        if id -u "$name" >/dev/null 2>&1; then echo "$name" && return; fi
    done
    die "PostgreSQL 不能以 root 运行，且本机没有 postgres 或 nobody 用户：请用普通用户运行测试。"
}

# as_server COMMAND…: run as the user who owns the server, from a folder that he can enter.
as_server() {
    if ((EUID == 0)); then
        (cd / && setpriv --reuid "$RUN_AS" --regid "$(id -g "$RUN_AS")" --clear-groups env HOME=/ LC_ALL=C.UTF-8 "$@")
    else
        (cd / && env LC_ALL=C.UTF-8 "$@")
    fi
}

# In memory where there is room: every test makes and drops a database of a thousand files, and ext4 looks past each inode
# deleted in the last minutes when it makes one (1.7 s a database; 0.1 s in memory). POSTGRES_ON_DISK=1 for large databases.
in_memory() {
    [[ -z ${POSTGRES_ON_DISK:-} && -d $1 && $(stat --file-system --format %T "$1") == tmpfs ]] &&
        (($(df --output=avail --block-size=1M "$1" | tail -n 1) >= 4096))
}

# A short path: the socket's name may not exceed 107 bytes. Others must be able to pass through to it.
temporary_root() {
    local dir memory=/dev/shm
    in_memory "$memory" || memory=''
    for dir in ${memory:+"$memory"} "${TMPDIR:-/tmp}" /tmp /var/tmp; do
        if ((${#dir} < 60)) && [[ -d $dir && -w $dir ]] && as_server test -x "$dir"; then echo "$dir" && return; fi
    done
    die "找不到可用的临时目录：请把 TMPDIR 设为一个可写的目录。"
}

alive() { [[ -f $1/data/postmaster.pid ]] && as_server "$BIN/pg_ctl" --pgdata "$1/data" status >/dev/null 2>&1; }

# remove FOLDER: end the server in it, whatever its state, and delete the folder.
remove() {
    local folder=$1
    [[ -d $folder && $(basename "$folder") == "$PREFIX".* ]] || return 0
    if alive "$folder"; then
        as_server "$BIN/pg_ctl" --pgdata "$folder/data" --mode immediate --wait --timeout 20 stop >/dev/null 2>&1 || true
    fi
    rm -rf -- "$folder"
}

# Servers whose shell was killed before it could clean up: their `owner` is a process that is gone.
remove_leftovers() {
    local folder owner
    for folder in "$1/$PREFIX".*; do
        [[ -f $folder/owner && -O $folder/owner ]] || continue
        owner=$(<"$folder/owner")
        [[ -n $owner ]] && ! kill -0 "$owner" 2>/dev/null && remove "$folder"
    done
    return 0
}

# create OWNER: a new server; sets FOLDER. OWNER is the process it dies with, or empty.
create() {
    local owner=$1 root port try password
    root=$(temporary_root)
    remove_leftovers "$root"
    FOLDER=$(mktemp -d "$root/$PREFIX.XXXXXX")
    printf '%s' "$owner" >"$FOLDER/owner"
    password=$(python3 -c 'import secrets; print(secrets.token_hex(16))')
    printf '%s' "$password" >"$FOLDER/password"
    mkdir "$FOLDER/data" "$FOLDER/run"
    chmod 711 "$FOLDER"
    chmod 600 "$FOLDER/password" "$FOLDER/owner"
    chmod 700 "$FOLDER/data" "$FOLDER/run"
    ((EUID != 0)) || chown "$RUN_AS" "$FOLDER/password" "$FOLDER/data" "$FOLDER/run"

    # md5 and not scram: a random password that lives for minutes, and a cheap handshake for thousands of connections
    as_server "$BIN/initdb" --pgdata "$FOLDER/data" --username chengfeng --pwfile "$FOLDER/password" \
        --auth md5 --encoding UTF8 --locale C.UTF-8 --no-sync >"$FOLDER/initdb.log" 2>&1 ||
        { cat "$FOLDER/initdb.log" >&2 && die "initdb 失败，原因见上。"; }

    # Another process may take the port between asking for it and using it: try a few.
    for try in 1 2 3 4 5; do
        port=$(free_port)
        printf '%s' "postgres://chengfeng:$password@127.0.0.1:$port/postgres" >"$FOLDER/url"
        if as_server "$BIN/pg_ctl" --pgdata "$FOLDER/data" --log "$FOLDER/run/server.log" --silent --wait --timeout 60 \
            --options "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$FOLDER/run \
                -c max_connections=200 -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
                -c shared_buffers=128MB -c max_wal_size=1GB -c timezone=UTC -c log_min_messages=warning" \
            start >/dev/null; then
            return
        fi
        say "PostgreSQL did not start on port $port (try $try of 5)"
    done
    tail -n 30 "$FOLDER/run/server.log" >&2 || true
    die "PostgreSQL 启动失败，原因见上。"
}

running() { [[ -f $STATE ]] && FOLDER=$(<"$STATE") && [[ -f $FOLDER/url ]] && alive "$FOLDER"; }

forget() {
    if [[ -f $STATE ]]; then remove "$(<"$STATE")"; fi
    rm -f "$STATE"
}

end_child() { [[ -z $child ]] || stop_process "$child" 20; }

BIN=$(server_bin) || true
if [[ ${1:-} == installed ]]; then
    [[ -n $BIN ]]
    exit
fi
[[ -n $BIN ]] || die "找不到 PostgreSQL 服务器程序（initdb）：请运行 scripts/setup.sh，或安装 Debian 包 postgresql。"
if ((EUID == 0)); then RUN_AS=$(server_user); else RUN_AS=$(id -un); fi
FOLDER=''

case ${1:-} in
with)
    shift
    (($#)) || die "usage: scripts/postgres.sh with COMMAND…"
    child=''
    trap 'remove "$FOLDER"' EXIT
    trap 'end_child; exit 130' INT
    trap 'end_child; exit 143' TERM HUP
    create "$$"
    # In the background and waited for, so that a signal is served at once and not after the command.
    CHENGFENG_TEST_POSTGRES_URL=$(<"$FOLDER/url") "$@" <&0 &
    child=$!
    status=0
    wait "$child" || status=$?
    exit "$status"
    ;;
start)
    if ! running; then
        forget
        mkdir -p "$MAKE_DIR"
        trap '[[ -f $STATE ]] || remove "$FOLDER"' EXIT
        create ''
        printf '%s' "$FOLDER" >"$STATE"
    fi
    cat "$FOLDER/url" && echo
    ;;
url)
    running || die "没有正在运行的测试数据库：请先执行 scripts/postgres.sh start。"
    cat "$FOLDER/url" && echo
    ;;
stop) forget ;;
*) die "usage: scripts/postgres.sh with COMMAND… | start | url | stop | installed" ;;
esac
