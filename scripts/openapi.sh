#!/usr/bin/env bash
# Writes openapi/openapi.json from the code and judges it.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

scripts/setup.sh test
mkdir -p openapi "$TARGET_DIR"
cargo run --quiet --package chengfeng -- openapi >"$TARGET_DIR/openapi.json"
cp "$TARGET_DIR/openapi.json" openapi/openapi.json
scripts/lint-openapi.sh
