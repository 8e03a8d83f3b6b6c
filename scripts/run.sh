#!/usr/bin/env bash
# Builds, loads demo data into an empty data folder, and serves.
# CHENGFENG_DATA (default: data/), CHENGFENG_DATABASE_URL and CHENGFENG_LISTEN are the service's own settings.
# CHENGFENG_WEB: a folder of pages other than the one built here (web/dist).
# usage: scripts/run.sh [arguments for `chengfeng serve`]
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

export CHENGFENG_DATA="${CHENGFENG_DATA:-$ROOT/data}"
export CHENGFENG_LISTEN="${CHENGFENG_LISTEN:-127.0.0.1:8080}"

scripts/setup.sh run
# Profile `local` (Cargo.toml): optimised, but without the link-time optimisation that makes `release` slow to build.
[[ -d $TARGET_DIR/local ]] || say "building for the first time: some minutes"
cargo build --profile local --package chengfeng
(cd web && npm run --silent build >&2)
export CHENGFENG_WEB="${CHENGFENG_WEB:-$ROOT/web/dist}"
chengfeng="$TARGET_DIR/local/chengfeng"

if [[ -z $(ls -A "$CHENGFENG_DATA" 2>/dev/null) ]]; then
    # Loaded beside its place and moved when whole: an interrupted load is not taken for a finished one.
    say "loading demo data into $CHENGFENG_DATA"
    rm -rf -- "$CHENGFENG_DATA.loading"
    CHENGFENG_DATA="$CHENGFENG_DATA.loading" "$chengfeng" demo load
    [[ ! -d $CHENGFENG_DATA ]] || rmdir -- "$CHENGFENG_DATA"
    mv -- "$CHENGFENG_DATA.loading" "$CHENGFENG_DATA"
    # For the eyes of who starts it the first time; the file is readable by its owner only.
    say ""
    cat -- "$CHENGFENG_DATA/first-login.txt" >&2
fi

cat >&2 <<EOT

${BOLD}乘风${PLAIN}  http://$CHENGFENG_LISTEN
  接口文档        http://$CHENGFENG_LISTEN/docs
  首次登录口令    $CHENGFENG_DATA/first-login.txt
  停止            Ctrl-C        重新开始：删除 $CHENGFENG_DATA 后再执行 make run

EOT
exec "$chengfeng" serve "$@"
