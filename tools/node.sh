# To be read with `source`: puts Node 20 or later on the path. The machine's own where it is new enough; else, as on Debian 12, whose own is
# 18, one that npm brings into artifacts/ once. Fails in one line where there is no npm to bring it.
use_node() {
  local root major folder machine
  root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
  major=$(node --version 2>/dev/null | sed -E 's/^v([0-9]+).*/\1/') || true
  (( ${major:-0} >= 20 )) && return
  command -v npm >/dev/null || { echo "Node 20 or later and npm are missing (Debian: apt-get install nodejs npm)" >&2; return 1; }
  case $(uname -m) in
    x86_64) machine=x64 ;;
    aarch64) machine=arm64 ;;
    *) echo "Node 20 or later is missing, and npm has none for $(uname -m)" >&2; return 1 ;;
  esac
  folder=$root/artifacts/node
  if [[ ! -x $folder/node_modules/node-linux-$machine/bin/node ]]; then
    mkdir -p "$folder"
    npm install --prefix "$folder" --no-save --ignore-scripts --no-audit --no-fund --loglevel=error "node-linux-$machine@22.23.3" >/dev/null
  fi
  export PATH=$folder/node_modules/node-linux-$machine/bin:$PATH
}
use_node
