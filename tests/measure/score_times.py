#!/usr/bin/env python3
"""How many expressions of time are read rightly: score_times.py SHOW_WHEN_WHERE [--show] [--held-out]

SHOW_WHEN_WHERE is the program of tools/show_when_where.cpp. An expression is right where the first one that is read in its
place has the expected date; where none is expected, none may be read there. --show prints what went wrong in the lines for
development (the 1st, 3rd, ...); of the lines held out only the figure is told, and only with --held-out."""
import json
import os
import subprocess
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    lines = open(os.path.join(here, "times.tsv"), encoding="utf-8").read().splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8", delete=False) as file:
        for number, (_, published, text, *_) in enumerate(rows):
            document = {"id": str(number), "text": text}
            if published != "-":
                document["date"] = published
            file.write(json.dumps(document) + "\n")
    out = subprocess.run([sys.argv[1], file.name], capture_output=True, text=True, check=True).stdout
    os.unlink(file.name)
    read = {row["doc"]: row["times"] for row in map(json.loads, out.splitlines())}
    right = {0: 0, 1: 0}
    total = {0: 0, 1: 0}
    for number, (kind, published, text, expression, expected, precision) in enumerate(rows):
        half = number % 2
        start = text.find(expression)
        end = start + len(expression)
        found = [t for t in read[str(number)] if t["start"] < end and t["end"] > start]
        answer, how = "-", "none"
        if found:
            time = found[0]
            answer = time["date"] + (".." + time["date_end"] if time["date_end"] else "") or "-"
            how = time["precision"] or "none"
        good = answer == expected and how == precision
        right[half] += good
        total[half] += 1
        if not good and half == 0 and "--show" in sys.argv:
            print(f"{kind}\t{published}\t{text}\t[{expression}]\twanted {expected}\tgot {answer} {found[:1] and found[0]['text']}")
    for half, name in ((0, "development"), (1, "held_out")):
        if half == 1 and "--held-out" not in sys.argv:
            continue
        print(f"times_{name} {100 * right[half] / total[half]:.1f} ({right[half]} of {total[half]})")


main()
