#!/usr/bin/env bash
# Judges the OpenAPI document with Redocly and the rules of tests/tools/redocly.yaml; needs no network.
# usage: scripts/lint-openapi.sh [DOCUMENT]       default: openapi/openapi.json
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

document=${1:-openapi/openapi.json}
[[ -f $document ]] || die "找不到 $document：请先运行 make openapi 生成接口文档。"
[[ -x tests/tools/node_modules/.bin/redocly ]] || die "OpenAPI 检查工具未安装：请先运行 scripts/setup.sh。"

# Neither telemetry nor a question for newer versions: nothing leaves the machine.
export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true
tests/tools/node_modules/.bin/redocly lint "$document" \
    --config tests/tools/redocly.yaml --format "${LINT_FORMAT:-codeframe}" --max-problems 200
