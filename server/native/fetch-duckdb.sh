#!/usr/bin/env bash
# Brings libduckdb.so, which reads Parquet files, through npm into artifacts/duckdb. Does nothing when it is there already.
#
#   server/native/fetch-duckdb.sh [FOLDER]
set -euo pipefail

version=1.5.6-r.1
root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../.." && pwd)
folder=${1:-$root/artifacts/duckdb}

fail() { printf 'Parquet files need DuckDB: %s, or name a libduckdb.so in RECSYS_DUCKDB, or import CSV\n' "$1" >&2; exit 1; }

[[ -f $folder/libduckdb.so ]] && exit 0
case $(uname -s)-$(uname -m) in
  Linux-x86_64) package=@duckdb/node-bindings-linux-x64 ;;
  Linux-aarch64) package=@duckdb/node-bindings-linux-arm64 ;;
  *) fail "it is not brought for $(uname -s) on $(uname -m)" ;;
esac
command -v npm >/dev/null || fail "install npm (apt-get install npm) and try again"

mkdir -p "$folder"
scratch=$(mktemp -d "$folder/fetch.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
(cd "$scratch" && npm pack --silent "$package@$version" >npm.log 2>&1) ||
  fail "npm could not bring $package $version (is there a network?); try again"
tar -xzf "$scratch"/*.tgz -C "$scratch" package/libduckdb.so package/LICENSE || fail "the package from npm is damaged; try again"
# Renamed last, within one file system: a fetch that breaks off leaves no half library behind.
mv "$scratch/package/LICENSE" "$folder/LICENSE"
mv "$scratch/package/libduckdb.so" "$folder/libduckdb.so"
