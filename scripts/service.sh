# shellcheck shell=bash disable=SC2034,SC2154  # names pass between this file and the scripts that source it
# Starts the real binary on throw-away data, for scripts/fuzz.sh and scripts/bench.sh; sourced after lib.sh.
# The caller sets `database` (sqlite or postgres), `binary`, `reports` and calls service_scratch first.

servers=()   # process ids of what start_server and start_on started
pin=()       # a command in front of every server, such as `taskset -c 0`

# With `--postgres` as first argument a script calls this to get a private server around itself.
service_postgres() {
    [[ -n ${CHENGFENG_TEST_POSTGRES_URL:-} ]] || exec scripts/postgres.sh with "$0" --postgres "$@"
}

service_scratch() {
    scratch=$(mktemp -d)
    python3 -c 'import secrets; print("Aa1-" + secrets.token_urlsafe(18))' >"$scratch/password"
    chmod 600 "$scratch/password"
    trap service_clean_up EXIT
    trap 'exit 143' TERM INT HUP
}

service_clean_up() {
    local pid
    for pid in "${servers[@]}"; do stop_process "$pid" 20; done
    rm -rf -- "$scratch"
}

# --- what the service is told: the only part to touch when its commands or settings change ----------
# settings_of NAME: sets `settings`, the environment of a service with data of its own.
settings_of() {
    settings=(--unset=CHENGFENG_BIN CHENGFENG_DATA="$scratch/$1" CHENGFENG_LOG=warn) # the first is ours, not the service's
    [[ $database == sqlite ]] || settings+=(CHENGFENG_DATABASE_URL="${CHENGFENG_TEST_POSTGRES_URL%/*}/cf_$1")
}

# Asked faster than any person asks: limits on requests would hide the operations behind 429.
write_configuration() {
    local limit
    echo 'live_seconds = 1' # a stream without end would hold up whoever asks for everything
    echo '[rate_limits]'
    for limit in reads_per_second reads_burst writes_per_second writes_burst logins_per_minute failed_logins_per_address uploads_per_minute claim_checks_per_minute; do
        echo "$limit = 1000000"
    done
}

create_account() { service template user create --username "test-$1" --role "$1" --password-file "$scratch/password"; }

# login ROLE ADDRESS: prints an access token.
login() {
    local body answer
    body=$(printf '{"username":"test-%s","password":"%s"}' "$1" "$(<"$scratch/password")")
    answer=$(curl --silent --show-error --fail-with-body --noproxy '*' --header 'Content-Type: application/json' \
        --data "$body" "http://$2/api/v1/auth/login") || die "test-$1 登录失败：$answer"
    python3 -c 'import json, sys; print(json.load(sys.stdin)["access_token"])' <<<"$answer"
}
# ------------------------------------------------------------------------------------------------------

# service NAME ARGUMENTS…: one command of the binary on the data of NAME.
service() {
    settings_of "$1"
    env "${settings[@]}" "$binary" "${@:2}"
}

# copy_database FROM TO: PostgreSQL only; SQLite's database is a file in the data folder.
copy_database() {
    [[ $database == postgres ]] || return 0
    psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 "$CHENGFENG_TEST_POSTGRES_URL" --command "CREATE DATABASE \"$2\" TEMPLATE \"$1\""
}

# prepare_template ROLE…: demo data and an account `test-<role>` for each role.
prepare_template() {
    local role
    mkdir "$scratch/template"
    write_configuration >"$scratch/template/chengfeng.toml"
    copy_database template1 cf_template
    service template migrate
    service template demo load
    for role in "$@"; do create_account "$role"; done
}

# start_server NAME: a server on a copy of the template; sets `address`; its log is kept with the reports.
start_server() {
    cp -a "$scratch/template" "$scratch/$1"
    copy_database cf_template "cf_$1"
    start_on "$1"
}

# start_on NAME [VARIABLE=VALUE…]: a server on the data of NAME as they are; `pin` goes before its command.
start_on() {
    local name=$1 pid log
    address=127.0.0.1:$(free_port)
    log="$reports/$name.server.log"
    [[ ! -e $log ]] || log="$reports/$name.${#servers[@]}.server.log"
    settings_of "$name"
    env "${settings[@]}" CHENGFENG_LISTEN="$address" "${@:2}" "${pin[@]}" "$binary" serve >"$log" 2>&1 &
    pid=$!
    servers+=("$pid")
    server_log=$log
    wait_for_http "http://$address/readyz" 60 "$pid" || {
        tail -n 30 "$log" >&2
        die "服务（$name）没有就绪，日志见上。"
    }
}
