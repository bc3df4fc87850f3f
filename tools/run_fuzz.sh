#!/usr/bin/env bash
# Runs every fuzz target of a folder: tools/run_fuzz.sh FOLDER SECONDS. Seeds are taken from fuzz/corpus/TARGET where it
# exists; what was found, and the corpus that grew, go to out/fuzz/TARGET. Exit status 1 where anything was found.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$1
seconds=$2
failed=()
for target in "$folder"/*; do
  [ -f "$target" ] && [ -x "$target" ] || continue
  name=$(basename "$target")
  mkdir -p "out/fuzz/$name"
  corpora=("out/fuzz/$name")
  [ ! -d "fuzz/corpus/$name" ] || corpora+=("fuzz/corpus/$name")
  # The pages of the tests are seeds too.
  [ "$name" != html_fuzz ] || corpora+=("tests/html")
  echo "== $name, $seconds seconds"
  "$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="out/fuzz/$name-" "${corpora[@]}" 2>"out/fuzz/$name.log" || failed+=("$name")
  grep -E '^stat::number_of_executed_units|^stat::average_exec|SUMMARY' "out/fuzz/$name.log" || true
done
if [ ${#failed[@]} -gt 0 ]; then
  echo "findings in: ${failed[*]} (see out/fuzz/)"
  exit 1
fi
echo "no findings"
