#!/usr/bin/env bash
# Builds artifacts/native/librecsys_native.so; does nothing when no source and no setting changed.
#   RECSYS_LIBTORCH=/path/to/libtorch   another libtorch than Debian's, for example a CUDA build
#   RECSYS_BUILD_JOBS=N                 compiler processes, by default one a processor
#   build.sh --check                    builds nothing; exit code 0 when the library is up to date, else 3
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out=$(cd "$here/../.." && pwd)/artifacts/native
library="$out/librecsys_native.so"
libtorch=${RECSYS_LIBTORCH:-}

missing=()
need() { # need PACKAGE COMMAND-OR-FILE...
  local package=$1 candidate
  shift
  for candidate in "$@"; do
    if command -v "$candidate" > /dev/null || compgen -G "$candidate" > /dev/null; then return; fi
  done
  missing+=("$package")
}
need cmake cmake
need make make
need g++ g++
need libfaiss-dev '/usr/include/faiss/IndexIVFFlat.h' '/usr/local/include/faiss/IndexIVFFlat.h'
need libopenblas-dev '/usr/lib/*/libopenblas.so.0' '/usr/lib*/libopenblas.so*' '/usr/local/lib*/libopenblas.so*'
if [ -z "$libtorch" ]; then
  need libtorch-dev '/usr/include/torch/script.h'
elif [ ! -d "$libtorch" ]; then
  echo "native: RECSYS_LIBTORCH names no folder: $libtorch" >&2
  exit 1
fi
if [ ${#missing[@]} -gt 0 ]; then
  echo "native: missing packages; install them with: apt-get install -y --no-install-recommends ${missing[*]}" >&2
  exit 1
fi

settings() {
  echo "libtorch=$libtorch"
  # A library that was upgraded means a new build.
  dpkg-query -W -f '${Package} ${Version}\n' libtorch-dev libfaiss-dev libopenblas-dev g++ 2> /dev/null || true
  cd "$here" && find . -type f | LC_ALL=C sort | xargs sha256sum
}
stamp=$(settings | sha256sum | cut -d' ' -f1)
if [ -f "$library" ] && [ "$(cat "$out/stamp" 2> /dev/null)" = "$stamp" ]; then
  exit 0
fi
if [ "${1:-}" = --check ]; then exit 3; fi

mkdir -p "$out"
exec 9> "$out/lock"
flock 9
log="$out/build.log"
echo "native: building librecsys_native.so (about a minute; log in ${log#"$PWD"/})"
if ! { cmake -S "$here" -B "$out/build" -DRECSYS_LIBTORCH="$libtorch" &&
       cmake --build "$out/build" --parallel "${RECSYS_BUILD_JOBS:-$(nproc)}"; } > "$log" 2>&1; then
  grep -E 'error|Error' "$log" | head -5 >&2 || true
  echo "native: the build failed; see $log" >&2
  exit 1
fi
# Put in place by a rename, since a running server may have the old one mapped.
cp "$out/build/librecsys_native.so" "$library.new"
mv "$library.new" "$library"
echo "$stamp" > "$out/stamp"
