#!/usr/bin/env python3
"""How many expressions of time are read rightly: score_times.py SHOW_WHEN_WHERE [--show] [--held-out]
or, in news: score_times.py SHOW_WHEN_WHERE --blind|--second NEWS_FOLDER [--show]

SHOW_WHEN_WHERE is the program of tools/show_when_where.cpp. An expression is right where the first one that is read in its
place has the expected date; where none is expected, none may be read there. --show prints what went wrong in the lines for
development (the 1st, 3rd, ...); of the lines held out only the figure is told, and only with --held-out.
--blind scores times_heldout.tsv, all of which is held out, by kind; --second times_dev2.tsv, which is for development, also
with --show; NEWS_FOLDER holds the sets that they name (wikinews.jsonl.gz, ...). There, where no date is expected, only the date counts, not its precision."""
import gzip
import json
import os
import subprocess
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))


def ask(program, documents):
    """What is read in each of the documents: by id, a list of times."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8", delete=False) as file:
        file.writelines(json.dumps(document) + "\n" for document in documents)
    out = subprocess.run([program, file.name], capture_output=True, text=True, check=True).stdout
    os.unlink(file.name)
    return {row["doc"]: row["times"] for row in map(json.loads, out.splitlines())}


def answer_at(times, start, end):
    """Date and precision of the first time that is read in the span, and that time."""
    found = [t for t in times if t["start"] < end and t["end"] > start]
    if not found:
        return "-", "none", None
    time = found[0]
    date = time["date"] + (".." + time["date_end"] if time["date_end"] else "") or "-"
    return date, time["precision"] or "none", time


def in_news(program, folder, table, name_of_list, show):
    lines = open(os.path.join(here, table), encoding="utf-8").read().splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    dates = {(row[0], row[1]): row[4] for row in rows}
    documents, texts = [], {}
    for name in sorted({row[0] for row in rows}):
        for line in gzip.open(os.path.join(folder, name + ".jsonl.gz"), "rt", encoding="utf-8"):
            document = json.loads(line)
            date = dates.get((name, document["id"]))
            if date:
                texts[name, document["id"]] = document["text"]
                asked = {"id": name + "/" + document["id"], "text": document["text"]}
                documents.append(asked if date == "-" else {**asked, "date": date})
    read = ask(program, documents)
    counts = {}
    for name, document, start, end, published, expected, precision, kind in rows:
        date, how, _ = answer_at(read[name + "/" + document], int(start), int(end))
        good = date == expected and (how == precision or expected == "-")
        if show and not good:
            text = texts[name, document]
            around = f"{text[max(0, int(start) - 90):int(start)]}[{text[int(start):int(end)]}]{text[int(end):int(end) + 60]}"
            print(kind, published, "wanted", expected, "got", date, "::", " ".join(around.split()))
        dated = "no_date_expected" if expected == "-" else "date_expected"
        for key in ("all", dated, "set_" + name, "kind_" + kind):
            right, total = counts.get(key, (0, 0))
            counts[key] = (right + good, total + 1)
    for key, (right, total) in sorted(counts.items()):
        print(f"times_news_{name_of_list}_{key} {100 * right / total:.1f} ({right} of {total})")


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    for option, table, name in (("--blind", "times_heldout.tsv", "held_out"), ("--second", "times_dev2.tsv", "second")):
        if option in sys.argv:
            if len(sys.argv) < 4:
                sys.exit(__doc__)
            show = name == "second" and "--show" in sys.argv
            return in_news(sys.argv[1], sys.argv[sys.argv.index(option) + 1], table, name, show)
    lines = open(os.path.join(here, "times.tsv"), encoding="utf-8").read().splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    documents = [{"id": str(number), "text": row[2]} for number, row in enumerate(rows)]
    for document, row in zip(documents, rows):
        if row[1] != "-":
            document["date"] = row[1]
    read = ask(sys.argv[1], documents)
    right = {0: 0, 1: 0}
    total = {0: 0, 1: 0}
    for number, (kind, published, text, expression, expected, precision) in enumerate(rows):
        half = number % 2
        start = text.find(expression)
        end = start + len(expression)
        answer, how, time = answer_at(read[str(number)], start, end)
        good = answer == expected and how == precision
        right[half] += good
        total[half] += 1
        if not good and half == 0 and "--show" in sys.argv:
            print(f"{kind}\t{published}\t{text}\t[{expression}]\twanted {expected}\tgot {answer} {time and time['text']}")
    for half, name in ((0, "development"), (1, "held_out")):
        if half == 1 and "--held-out" not in sys.argv:
            continue
        print(f"times_{name} {100 * right[half] / total[half]:.1f} ({right[half]} of {total[half]})")


main()
