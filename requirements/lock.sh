#!/usr/bin/env bash
# Re-resolve the three locks: dev first, the others constrained by it, so that all three agree.
set -euo pipefail
cd "$(dirname "$0")"
compile() { uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command requirements/lock.sh "$@"; }
compile dev.in -o dev.txt
compile production.in -c dev.txt -o production.txt
compile base.in -c dev.txt -o base.txt
