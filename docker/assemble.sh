#!/bin/sh
# assemble.sh FROM TO: copies what runs, and nothing else, out of a project that was built and pruned to production. The
# simulator, the demo and the maker of pages are for developers and stay behind.
set -eu
from=$1
to=$2

mkdir -p "$to"
cp -a "$from/package.json" "$from/LICENSE" "$from/node_modules" "$to"
mkdir -p "$to/config"
cp -a "$from/config/default.yaml" "$to/config"

cd "$from"
for part in apps/cli apps/daemon libs/* plugins/*; do
  mkdir -p "$to/$part"
  for piece in package.json manifest.json dist node_modules; do
    if [ -e "$part/$piece" ]; then cp -a "$part/$piece" "$to/$part"; fi
  done
done

cd "$to"
rm -rf node_modules/@tillbridge/simulator node_modules/.cache node_modules/.package-lock.json apps/cli/dist/demo apps/cli/dist/docs
find apps libs plugins -type f ! -path '*/node_modules/*' \( -name '*.d.ts' -o -name '*.map' \) -delete
# Owned by root and readable by everybody, whoever built it.
chmod -R go-w,a+rX .
chmod 0755 apps/cli/dist/main.js
