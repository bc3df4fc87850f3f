#!/usr/bin/env python3
"""Annotated news to marked sentences: news_pairs.py news_events.tsv DOCUMENTS.jsonl.gz... > news_pairs.tsv

Each event with an actor becomes a row; where several act alike and nobody receives, the first is the actor and the
others are the recipients. Events whose spans overlap are left out.
"""
import gzip, json, sys


def spans(cell):
    return [tuple(map(int, actor.split("/")[0].split("-"))) for actor in cell.split(";") if actor]


def marked(text, begin, end, actors, recipients):
    marks = sorted([(a, b, "s") for a, b in actors] + [(a, b, "t") for a, b in recipients])
    if any(x[1] > y[0] for x, y in zip(marks, marks[1:])):
        return None
    out, at = "", begin
    for a, b, tag in marks:
        out += text[at:a] + f"<{tag}>" + text[a:b] + f"</{tag}>"
        at = b
    return " ".join((out + text[at:end]).split())


def main(table, paths):
    texts = {}
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                document = json.loads(line)
                texts[document["id"]] = document["text"]
    print("marked_sentence\tevent\tmode\tstatus\tnote")
    for line in open(table, encoding="utf-8"):
        if line.startswith("#"):
            continue
        row = (line.rstrip("\n").split("\t") + [""] * 10)[:10]
        actors, recipients = spans(row[7]), spans(row[8])
        if not row[4] or not actors or row[0] not in texts:
            continue
        if not recipients and len(actors) > 1:
            actors, recipients = actors[:1], actors[1:]
        sentence = marked(texts[row[0]], int(row[1]), int(row[2]), actors, recipients)
        if sentence:
            print("\t".join([sentence, row[4], row[5], row[6], row[9]]))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:]) if len(sys.argv) > 2 else sys.exit(__doc__)
