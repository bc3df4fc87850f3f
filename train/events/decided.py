#!/usr/bin/env python3
"""A table of annotated passages with what was decided of it later: decided.py TABLE.tsv DECIDED.tsv > OUT.tsv

DECIDED.tsv has lines of the same form (data/training/decided_events.tsv): each adds its event to the passage that it names, or,
where its type begins with "-", takes the event with that trigger and type out. Lines for passages that the table does not
have are left alone, so that one file of decisions serves several tables.
"""
import sys


def rows(path, is_decision=False):
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.startswith("#") or not line.strip():
                continue
            cells = line.rstrip("\n").split("\t")
            if len(cells) < 3 or not (cells[1].isdigit() and cells[2].isdigit()):
                sys.exit(f"{path}:{number}: no document, begin and end")
            if is_decision and len(cells) < 5:
                sys.exit(f"{path}:{number}: no trigger and type")
            yield cells


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    passages = {}
    for cells in rows(sys.argv[1]):
        events = passages.setdefault(tuple(cells[:3]), [])
        if len(cells) > 4:
            events.append(cells[3:])
    for cells in rows(sys.argv[2], is_decision=True):
        events = passages.get(tuple(cells[:3]))
        if events is None:
            continue
        if cells[4].startswith("-"):
            events[:] = [event for event in events if event[:2] != [cells[3], cells[4][1:]]]
        else:
            events.append(cells[3:])
    for passage, events in passages.items():
        events.sort(key=lambda event: int(event[0].split("-")[0]))
        for event in events or [[]]:
            print("\t".join([*passage, *event]))


if __name__ == "__main__":
    main()
