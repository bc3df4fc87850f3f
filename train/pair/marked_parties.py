#!/usr/bin/env python3
"""Parties in real sentences to marked sentences: marked_parties.py parties.tsv SOURCE.gz... > parties_marked.tsv

A SOURCE is a treebank (.conllu.gz), whose sentences go by their sent_id, or documents (.jsonl.gz). A line whose sentence
is in no SOURCE is left out.
"""
import gzip
import json
import re
import sys


def read_texts(paths):
    texts = {}
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            if path.endswith(".conllu.gz"):
                for sentence in file.read().split("\n\n"):
                    name = re.search(r"^# sent_id = (.*)$", sentence, re.M)
                    text = re.search(r"^# text = (.*)$", sentence, re.M)
                    if name and text:
                        texts[name[1].strip()] = text[1].strip()
            else:
                for line in file:
                    document = json.loads(line)
                    texts[document["id"]] = document["text"]
    return texts


def main(table, paths):
    texts = read_texts(paths)
    print("marked_sentence\tgold_binary\tnote")
    for line in open(table, encoding="utf-8"):
        if line.startswith("#"):
            continue
        name, begin, end, actor, recipient, label = line.rstrip("\n").split("\t")
        if name not in texts:
            continue
        marks = sorted([*((*map(int, actor.split("-")), "s"),), *((*map(int, recipient.split("-")), "t"),)])
        out, at = "", int(begin)
        for first, last, tag in marks:
            out += texts[name][at:first] + f"<{tag}>" + texts[name][first:last] + f"</{tag}>"
            at = last
        print("\t".join([" ".join((out + texts[name][at:int(end)]).split()), label, "real"]))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:]) if len(sys.argv) > 2 else sys.exit(__doc__)
