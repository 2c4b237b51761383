#!/usr/bin/env bash
# Projections of the same series by the program built for this machine and for WebAssembly, byte by byte.
set -euo pipefail
cd "$(dirname "$0")/.."

target=wasm32-wasip1
if ! command -v node > /dev/null; then
  echo "not compared: there is no node to run WebAssembly with"
  exit 0
fi
if ! rustup target add "$target" > /dev/null 2>&1; then
  echo "not compared: the target $target cannot be had"
  exit 0
fi

manifest=tests/wasm/Cargo.toml
cargo build --locked --quiet --manifest-path "$manifest"
cargo build --locked --quiet --manifest-path "$manifest" --target "$target"
built=${CARGO_TARGET_DIR:-tests/wasm/target}
native=$built/debug/project
wasm=$built/$target/debug/project.wasm

out=$(mktemp -d)
trap 'rm -r "$out"' EXIT
series=tests/data/projection_series.csv
methods=$("$native" --horizon 1 --method ? 2>&1 | sed -n 's/.*one of //p' | tr -d ',' || true)
[ -n "$methods" ] || { echo "the methods are not told" >&2; exit 1; }

compared=0
compare() {
  "$native" "$@" < "$series" > "$out/native"
  node --no-warnings tests/wasm/run.mjs "$wasm" "$@" < "$series" > "$out/wasm"
  if ! cmp "$out/native" "$out/wasm"; then
    diff "$out/native" "$out/wasm" | head -4 | cut -c 1-600
    echo "WebAssembly says otherwise: $*" >&2
    exit 1
  fi
  compared=$((compared + $(wc -l < "$out/native")))
}
for method in $methods; do
  compare --method "$method" --horizon 12 --level 95 --at-least 100
  compare --method "$method" --horizon 3 --level 80 --at-most 0.5 --limits 0,
done
compare --method auto --horizon 12 --level 50 --at-least 60 --limits 0,100
echo "$compared projections are the same to the last bit"
