#!/usr/bin/env python3
"""Annotated passages of news as JSON lines, from a table of labels and offsets and the documents it speaks of.

Usage: news_passages.py TABLE.tsv DOCUMENTS.jsonl.gz... > gold.jsonl

A line of the output is one passage with `id`, `text`, `date` and `events`, as tools/score_events.py reads it; `chancery code
--from jsonl` takes the same lines as documents.
"""
import gzip
import json
import sys


def main(table, paths):
    documents = {}
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                document = json.loads(line)
                documents[document["id"]] = document
    passages = {}
    for line in open(table, encoding="utf-8"):
        if line.startswith("#"):
            continue
        row = (line.rstrip("\n").split("\t") + [""] * 10)[:10]
        name = f"{row[0]}:{row[1]}-{row[2]}"
        text = documents[row[0]]["text"]
        passage = passages.setdefault(name, {"id": name, "text": text[int(row[1]):int(row[2])], "events": []})
        if documents[row[0]].get("date"):
            passage["date"] = documents[row[0]]["date"]
        if not row[4]:
            continue

        def words(span):
            begin, end = map(int, span.split("-"))
            return text[begin:end]

        def actors(cell):
            parts = [actor.split("/") for actor in cell.split(";") if actor]
            null = lambda value: None if value == "-" else value
            return [{"text": words(span), "span": [int(x) - int(row[1]) for x in span.split("-")], "country": null(country), "sector": null(sector)} for span, country, sector in parts]

        passage["events"].append({"trigger": words(row[3]), "span": [int(x) - int(row[1]) for x in row[3].split("-")], "event": row[4], "mode": row[5] or None, "status": row[6],
                                  "actors": actors(row[7]), "recipients": actors(row[8]), "sure": row[9] == "sure"})
    for passage in passages.values():
        print(json.dumps(passage, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:]) if len(sys.argv) > 2 else sys.exit(__doc__)
