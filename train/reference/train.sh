#!/bin/sh
# Trains models/reference/reference.model from a treebank with mentions and chains.
#
#   TREEBANK=file  CoNLL-U of the Georgetown University Multilayer corpus (its train part), plain or .gz
#   WORK=dir       scratch (default train/work)
#   OPTIONS="hold=5 fold=0 name=0.6 …"   see main.cpp; with hold the fold is left out, to choose options on
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$(dirname "$here")")
: "${TREEBANK:?give the annotated treebank: TREEBANK=file $0}"
WORK=${WORK:-$root/train/work}
MODEL=${MODEL:-$root/models/reference/reference.model}
# How far the best candidate must lead, and the size of the model: chosen by five folds of the train part.
OPTIONS=${OPTIONS:-l1=0.1 count=2 passes=12 name=0.6 noun=0.8 he=-0.6 she=-0.6 it=1.2 body=-0.8 they=0.8 actors=0 i=1.2 we=0.8 you=1.5}
mkdir -p "$WORK"
python3 "$root/tools/score_reference.py" documents "$TREEBANK" > "$WORK/chains.jsonl"
cmake -S "$root" -B "$WORK/build" -DCMAKE_BUILD_TYPE=Release -DCHANCERY_TRAIN=ON -DCHANCERY_TESTS=OFF
cmake --build "$WORK/build" --target chancery-train-reference chancery_data
# shellcheck disable=SC2086
CHANCERY_DATA="$WORK/build/chancery.data" CHANCERY_MODEL="$WORK/build/syntax.model" \
  CHANCERY_PLACES="$WORK/build/chancery.places" \
  "$WORK/build/train/reference/chancery-train-reference" "$WORK/chains.jsonl" "$MODEL" $OPTIONS
