#!/usr/bin/env bash
# Installs what `make run` and `make test` need and is not there yet; what is there is left alone.
# usage: scripts/setup.sh [run|bench|test]
#   run: what building and starting needs; bench: also a database server and a browser; test (default): everything
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

scope=${1:-test}
[[ $scope =~ ^(run|bench|test)$ ]] || die "usage: scripts/setup.sh [run|bench|test]"
mkdir -p "$MAKE_DIR"

# --- Debian packages ---------------------------------------------------------------------------
# libpq and SQLite are compiled from source that the crates carry: a C compiler is enough for them.
# libpq links the system's OpenSSL, which pkg-config finds; aws-lc (JWT) needs only the C compiler.
missing_packages() {
    have cc && have make || echo build-essential
    have pkg-config || echo pkg-config
    pkg-config --exists openssl 2>/dev/null || echo libssl-dev
    have curl || echo curl
    have jq || echo jq # the tour of README
    have git || echo git
    have python3 || echo python3
    [[ -e /etc/ssl/certs/ca-certificates.crt ]] || echo ca-certificates
    if [[ $scope == test ]]; then
        python3 -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv
    fi
    if [[ $scope != run ]]; then
        [[ -x ${CHROMIUM:-/usr/bin/chromium} ]] || echo chromium # the journeys and times of web/e2e
        "$ROOT/scripts/postgres.sh" installed || echo postgresql
    fi
}

mapfile -t packages < <(missing_packages)
if ((${#packages[@]})); then
    have apt-get || die "缺少 ${packages[*]}：请用本系统的软件包管理器安装这些（这里是 Debian 的包名）后重试。"
    if ((EUID == 0)); then
        as_root=()
    elif have sudo && sudo -n true 2>/dev/null; then
        as_root=(sudo -n)
    else
        die "缺少软件包，当前用户无权安装。请由管理员执行后重试：
  apt-get update && apt-get install -y --no-install-recommends ${packages[*]}"
    fi
    say "installing ${packages[*]}"
    # Debian's postgresql may start a server of its own on port 5432; the tests use a private one beside it.
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o Dpkg::Use-Pty=0 install -y -qq --no-install-recommends "${packages[@]}" >&2
fi

# --- Rust and Node: too personal a choice to install for someone ------------------------------------
have cargo || die "找不到 cargo：请先安装 Rust（https://rustup.rs ，版本见 Cargo.toml 的 rust-version）。"

{ have node && have npm; } || die "找不到 node/npm：请安装 Node.js 20.19 或更高版本。"
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit((a === 20 && b >= 19) || (a === 22 && b >= 12) || a > 22 ? 0 : 1)' ||
    die "Node.js $(node --version) 不合用：OpenAPI 检查工具需要 22.12 或更高版本（20.19 起的 20.x 也可以）。"

# --- tools of tests/tools: linters from npm, the fuzzer from PyPI ------------------------------------
# A stamp holds the checksum of what was installed; a changed list installs anew, nothing else does.
stamp_is() { [[ -f $1 && $(<"$1") == "$2" ]]; }

# The packages of the pages: what builds them is needed to run the product too.
web_sum=$(digest web/package.json web/package-lock.json web/.npmrc)
if [[ ! -d web/node_modules ]] || ! stamp_is "$MAKE_DIR/web.stamp" "$web_sum"; then
    say "installing the packages of web/package.json"
    (cd web && npm ci --no-audit --no-fund --loglevel=error >&2)
    printf '%s' "$web_sum" >"$MAKE_DIR/web.stamp"
fi

[[ $scope == test ]] || exit 0

npm_sum=$(digest tests/tools/package.json tests/tools/package-lock.json)
if [[ ! -d tests/tools/node_modules ]] || ! stamp_is "$MAKE_DIR/npm.stamp" "$npm_sum"; then
    say "installing the linters of tests/tools/package.json"
    (cd tests/tools && npm ci --no-audit --no-fund --loglevel=error >&2)
    printf '%s' "$npm_sum" >"$MAKE_DIR/npm.stamp"
fi

pip_sum=$(digest tests/tools/requirements.txt)
if [[ ! -x $MAKE_DIR/venv/bin/schemathesis ]] || ! stamp_is "$MAKE_DIR/pip.stamp" "$pip_sum"; then
    say "installing the fuzzer of tests/tools/requirements.txt"
    rm -rf "$MAKE_DIR/venv"
    python3 -m venv "$MAKE_DIR/venv"
    "$MAKE_DIR/venv/bin/pip" install --quiet --disable-pip-version-check --requirement tests/tools/requirements.txt >&2
    printf '%s' "$pip_sum" >"$MAKE_DIR/pip.stamp"
fi
