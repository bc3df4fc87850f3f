#!/usr/bin/env python3
"""Score `chancery resolve` on noun phrases cut from news: country and sector right, wrong, or null.

Usage: score_nounphrases.py PHRASES.tsv PROGRAM DOCUMENTS.jsonl.gz...

A line of PHRASES: document, begin, end (code points of the document's text), date, country, sector; `-` is null and `|`
parts sectors that are all right.
"""
import collections
import gzip
import json
import subprocess
import sys


def main(table, program, paths):
    texts = {}
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                document = json.loads(line)
                texts[document["id"]] = document["text"]
    by_date = collections.defaultdict(list)
    for line in open(table, encoding="utf-8"):
        if line.startswith(("#", "doc\t")):
            continue
        row = line.rstrip("\n").split("\t")
        phrase = " ".join(texts[row[0]][int(row[1]):int(row[2])].split())
        by_date[row[3] if len(row[3]) == 10 else ""].append((phrase, row[4], row[5].split("|")))
    count = collections.Counter()
    for date, rows in sorted(by_date.items()):
        command = [program, "resolve"] + (["--date", date] if date else [])
        ran = subprocess.run(command, input="".join(phrase + "\n" for phrase, _, _ in rows), text=True,
                             capture_output=True, check=True)
        for (phrase, country, sectors), answer in zip(rows, map(json.loads, ran.stdout.splitlines())):
            count["rows"] += 1
            for field, right in (("country", [country]), ("sector", sectors)):
                said = answer[field] or "-"
                kind = "right" if said in right else "null" if said == "-" else "wrong"
                count[f"{field} {kind}"] += 1
    for name in sorted(count):
        print(f"{name} {count[name]} {100 * count[name] / count['rows']:.1f}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:]) if len(sys.argv) > 3 else sys.exit(__doc__)
