#!/usr/bin/env bash
# A quick look at what git tracks: nothing that belongs to one machine, no secrets, no overgrown files,
# and what the documents name exists.
# shellcheck disable=SC2016  # patterns, not variables
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

MOST_LINES=700
# Written by tools; nobody reads them line by line.
GENERATED='(^|/)(Cargo\.lock|package-lock\.json|openapi\.json|schema\.rs|schema\.ts|labels\.ts|fields\.ts|actions\.ts)$'

faults=0
# fault WHAT LINES: report when LINES is not empty.
fault() {
    [[ -n $2 ]] || return 0
    say "${RED}$1${PLAIN}"
    say "$(head -n 20 <<<"$2" | cut -c1-160 | sed 's/^/    /')"
    faults=$((faults + 1))
}
# tracked [PATHSPEC…]: text files that git knows or would add.
tracked() { git ls-files --cached --others --exclude-standard -- "$@"; }
look() { git grep --untracked -nIE "$1" -- "${@:2}" ':!scripts/doctor-repo.sh' || true; }

fault "machine paths" "$(look '(^|[^A-Za-z0-9_.${}-])/(work|farm|root|home/[a-z]+|Users/[A-Za-z]+)/' .)"
fault "download addresses in a lock file (npm: omit-lockfile-registry-resolved=true)" \
    "$(look '"resolved": *"https?://' '*package-lock.json')"
fault "package hosts other than the default in Cargo.lock" \
    "$(look '^source = ' Cargo.lock | grep -v 'registry+https://github.com/rust-lang/crates.io-index' || true)"
fault "looks like a secret" "$(look 'BEGIN ([A-Z]+ )?PRIVATE KEY|cf_[0-9A-Za-z]{32}' . ':!tests')"
fault "stubs, skipped or focused tests" \
    "$(look 'todo!\(|unimplemented!\(|#\[ignore|\b(it|test|describe)\.(only|skip)\b|@ts-(ignore|nocheck)|assert!\(true\)' '*.rs' '*.ts' '*.tsx')"
fault "left for later" "$(look '\b(TODO|FIXME|XXX|HACK)\b' . ':!*.lock' ':!*package-lock.json')"
fault "generated or private files are tracked" \
    "$(git ls-files | grep -E '(^|/)(target|node_modules|\.make|secrets)/|(^|/)\.env$|\.(sqlite|db)$' || true)"

fault "files above $MOST_LINES lines" "$(tracked '*.rs' '*.ts' '*.tsx' '*.js' '*.py' '*.sh' '*.md' | grep -vE "$GENERATED" | while read -r file; do
    [[ -f $file ]] || continue
    lines=$(wc -l <"$file")
    ((lines <= MOST_LINES)) || echo "$file: $lines lines"
done)"

# A path in a document, between backticks or as the target of a link, exists; so does every `make …`.
fault "documents name what does not exist" "$(tracked '*.md' | while read -r doc; do
    [[ -f $doc ]] || continue
    folder=$(dirname "$doc")
    {
        grep -oE '`[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+/?`' "$doc" | tr -d '`'
        grep -oE '\]\([A-Za-z0-9_./-]+\)' "$doc" | sed -E 's/^\]\((.*)\)$/\1/'
    } | sort -u | while read -r path; do
        case $path in
        # what a run makes, and media types
        target/* | data/* | .make/* | web/dist* | application/* | text/* | image/*) continue ;;
        esac
        [[ -e $folder/$path || -e $path ]] || echo "$doc: $path"
    done
    grep -oE '`make [a-z-]+' "$doc" | sed 's/^`make //' | sort -u | while read -r target; do
        grep -qE "^$target:" Makefile || echo "$doc: make $target"
    done
done || true)"

((faults == 0)) || die "$faults kinds of faults in the tree"
say "the tree is tidy"
