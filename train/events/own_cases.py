#!/usr/bin/env python3
"""Our own cases as passages for chancery-train-events.

Usage: own_cases.py ROOT > cases.jsonl     (ROOT: the project)
       own_cases.py ROOT --none > none.jsonl

Takes the sentences of tests/golden/records with the events that they should give, and those of data/ontology/examples.tsv
and data/lexicon/frame_examples.tsv with the event of their act, or none; with --none those of
data/training/no_events.tsv. Which word tells an event is not said: the whole text stands for it.
"roles" is false where a party's name does not stand in the text.
"""
import glob
import json
import re
import sys


def find(name, text):
    name = re.sub(r" (?:[A-Z]{3}|-) (?:[A-Z]{3}|-)$", "", name.strip())
    at = text.find(name)
    if at < 0:  # a resolved name: its longest word
        for word in sorted(name.split(), key=len, reverse=True):
            found = re.search(r"\b" + re.escape(word) + r"\b", text)
            if found and len(word) > 3:
                return [found.start(), found.end()]
        return None
    return [at, at + len(name)]


def golden(path):
    for number, case in enumerate(re.split(r"^=== .*\n", open(path, encoding="utf-8").read(), flags=re.M)[1:]):
        head, _, answer = case.partition("\n---\n")
        lines = head.split("\n")
        date = next((line[6:] for line in lines if line.startswith("date: ")), "")
        text = "\n".join(line for line in lines if not re.match(r"(date|todo|title|source|id): ", line)).strip()
        events = []
        for line in answer.split("\n"):
            if not line.startswith("event "):
                continue
            fields = [field.strip() for field in line[6:].split(" | ")]
            event = {"event": fields[0].split()[0], "span": [0, len(text)], "trigger": text, "roles": True}
            for key, field in (("actors", fields[1]), ("recipients", fields[2])):
                event[key] = []
                for name in [] if field == "-" else field.split(";"):
                    span = find(name, text)
                    if span:
                        event[key].append({"text": text[span[0]:span[1]], "span": span})
                    else:
                        event["roles"] = False
            events.append(event)
        name = path.rsplit("/", 1)[1]
        yield {"id": f"{name}-{number}:0", "text": text, "date": date, "events": events}


def event_types(path):
    """Acts that are an event by themselves, and its type."""
    rows = (line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8") if not line.startswith("#"))
    return {row[0]: row[2] for row in rows if len(row) > 2 and row[2] != "-"}


def examples(path, types):
    for number, line in enumerate(open(path, encoding="utf-8")):
        row = line.rstrip("\n").split("\t")
        if line.startswith("#") or len(row) != 3:
            continue
        name = f"{path.rsplit('/', 1)[1]}-{number}:0"
        if row[1] == "-":
            yield {"id": name, "text": row[2], "events": []}
        elif row[0] in types:
            yield {"id": name, "text": row[2], "events": [
                {"event": types[row[0]], "span": [0, len(row[2])], "trigger": row[2], "roles": False}]}


def main(root):
    for path in sorted(glob.glob(f"{root}/tests/golden/records/*.golden")):
        for case in golden(path):
            print(json.dumps(case, ensure_ascii=False))
    types = event_types(f"{root}/data/ontology/acts.tsv")
    for path in ("data/ontology/examples.tsv", "data/lexicon/frame_examples.tsv"):
        for case in examples(f"{root}/{path}", types):
            print(json.dumps(case, ensure_ascii=False))


def without_events(root):
    for number, line in enumerate(open(f"{root}/data/training/no_events.tsv", encoding="utf-8")):
        if line.strip() and not line.startswith("#"):
            print(json.dumps({"id": f"no_events.tsv-{number}:0", "text": line.strip(), "events": []}, ensure_ascii=False))


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--none"]
    if len(arguments) != 1:
        sys.exit(__doc__)
    (without_events if "--none" in sys.argv else main)(arguments[0])
