#!/usr/bin/env python3
"""Sentences whose events are marked in braces, as passages that the trainer reads.

Usage: rare_words.py data/training/rare_words.tsv > rare.jsonl

"Lawmakers {hounded|ACCUSE} the minister": the words within the braces tell an event of the type behind the bar. Who acts on
whom is not marked. A line that is not so stops it with file and line.
"""
import json
import re
import sys

MARK = re.compile(r"\{([^{}|]+)\|([A-Z]+)\}")
TYPES = ("AGREE CONSULT SUPPORT COOPERATE AID CONCEDE REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT "
         "RETREAT").split()


def passage(line, where):
    text, events, at = "", [], 0
    for mark in MARK.finditer(line):
        text += line[at:mark.start()]
        begin = len(text)
        text += mark.group(1)
        if mark.group(2) not in TYPES:
            sys.exit(f"{where}: {mark.group(2)} is no type")
        events.append({"trigger": mark.group(1), "span": [begin, len(text)], "event": mark.group(2), "roles": False,
                       "actors": [], "recipients": []})
        at = mark.end()
    text += line[at:]
    if re.search(r"[{}|\t]", text):
        sys.exit(f"{where}: a brace, bar or tab that marks nothing")
    return text, events


def main(path):
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        if line.startswith("#"):
            continue
        text, events = passage(line.rstrip("\n"), f"{path}:{number}")
        print(json.dumps({"id": f"rare-{number}:0-{len(text)}", "text": text, "events": events}, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1]) if len(sys.argv) == 2 else sys.exit(__doc__)
