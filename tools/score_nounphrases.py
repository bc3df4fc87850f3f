#!/usr/bin/env python3
"""Score noun phrases cut from news: country and sector right, wrong, or null.

Usage: score_nounphrases.py PHRASES.tsv PROGRAM DOCUMENTS.jsonl.gz...
       score_nounphrases.py PHRASES.tsv --in-documents SHOW_REFERENCE DOCUMENTS.jsonl.gz... [--misses]

PROGRAM is chancery: each phrase is asked alone, by `chancery resolve`. SHOW_REFERENCE is the program of
tools/show_reference.cpp: the documents are read, and of the actors within a phrase the one counts that stands highest in
its tree. A line of PHRASES: document, begin, end (code points of the document's text), date, country, sector; `-` is null and
`|` parts sectors that are all right. --misses prints what is wrong or null and should not be.
"""
import collections
import gzip
import json
import os
import subprocess
import sys
import tempfile


def read_documents(paths):
    documents = {}
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                document = json.loads(line)
                if "text" in document:
                    documents[document["id"]] = document
    return documents


def alone(rows, documents, program):
    """The answer of `chancery resolve` to each phrase."""
    by_date = collections.defaultdict(list)
    for number, row in enumerate(rows):
        by_date[row[3] if len(row[3]) == 10 else ""].append(number)
    answers = {}
    for date, numbers in sorted(by_date.items()):
        phrases = (" ".join(documents[rows[n][0]]["text"][int(rows[n][1]):int(rows[n][2])].split()) for n in numbers)
        ran = subprocess.run([program, "resolve"] + (["--date", date] if date else []), text=True, check=True,
                             input="".join(phrase + "\n" for phrase in phrases), capture_output=True)
        answers.update(zip(numbers, map(json.loads, ran.stdout.splitlines())))
    return answers


def in_documents(rows, documents, program):
    """The actor within each phrase, where the whole document is read."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8", delete=False) as file:
        file.writelines(json.dumps(documents[name]) + "\n" for name in sorted({row[0] for row in rows}))
    ran = subprocess.run([program, file.name], text=True, check=True, capture_output=True)
    os.unlink(file.name)
    actors = {read["doc"]: read["actors"] for read in map(json.loads, ran.stdout.splitlines())}
    answers = {}
    for number, row in enumerate(rows):
        inside = [a for a in actors[row[0]] if a["start"] < int(row[2]) and a["end"] > int(row[1])]
        answers[number] = min(inside, key=lambda a: (a["depth"], a["start"]), default={"country": "", "sector": ""})
    return answers


def main(arguments):
    misses = "--misses" in arguments
    whole = "--in-documents" in arguments
    table, program, *paths = [a for a in arguments if not a.startswith("--")]
    documents = read_documents(paths)
    rows = [line.rstrip("\n").split("\t") for line in open(table, encoding="utf-8")
            if not line.startswith(("#", "doc\t"))]
    answers = (in_documents if whole else alone)(rows, documents, program)
    count = collections.Counter()
    for number, row in enumerate(rows):
        count["rows"] += 1
        for field, right in (("country", [row[4]]), ("sector", row[5].split("|"))):
            said = answers[number][field] or "-"
            kind = "right" if said in right else "null" if said == "-" else "wrong"
            count[f"{field} {kind}"] += 1
            if misses and kind != "right":
                text = documents[row[0]]["text"]
                phrase = " ".join(text[int(row[1]):int(row[2])].split())
                print(f"{field} {kind}: wanted {'|'.join(right)}, got {said}: {phrase} [{answers[number].get('name', '')}]")
    for name in sorted(count):
        print(f"{name} {count[name]} {100 * count[name] / count['rows']:.1f}")


if __name__ == "__main__":
    main(sys.argv[1:]) if len(sys.argv) > 3 else sys.exit(__doc__)
