#!/usr/bin/env bash
# Judges Dockerfile, docker-compose.yml and .env.example without a Docker engine:
# hadolint, dclint (schema of Compose and good practice), and what we promise about secrets.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

"$MAKE_DIR/venv/bin/hadolint" --failure-threshold info Dockerfile
tests/tools/node_modules/.bin/dclint --config tests/tools/dclint.json --max-warnings 0 docker-compose.yml

# Every variable of the Compose file is explained in .env.example, and the other way round.
used=$(grep -oE '[$][{][A-Z_]+' docker-compose.yml | grep -oE '[A-Z_]+' | sort -u)
explained=$(grep -oE '^[A-Z_]+=' .env.example | tr -d '=' | sort -u)
[[ $used == "$explained" ]] || die "docker-compose.yml 与 .env.example 的变量不一致：
$(diff <(echo "$used") <(echo "$explained") || true)"

# Secrets have no default anywhere: Compose refuses to start without them.
while read -r name; do
    [[ -z $(sed -nE "s/^$name=(.*)/\1/p" .env.example) ]] || die ".env.example 给 $name 设了值：口令不能有默认值，请留空。"
    if grep -oE "[$][{]${name}[^}]*[}]" docker-compose.yml | grep -qvE "[{]${name}:[?]"; then
        die "docker-compose.yml 中 $name 有默认值或可以为空：请写成 \${$name:?说明}。"
    fi
done < <(grep -E 'PASSWORD|SECRET|TOKEN|KEY' <<<"$used")

if have docker && docker compose version >/dev/null 2>&1; then
    CHENGFENG_DB_PASSWORD=only-for-this-check docker compose --env-file /dev/null config --quiet
fi
say "Dockerfile, docker-compose.yml and .env.example are sound"
