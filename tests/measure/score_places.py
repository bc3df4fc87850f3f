#!/usr/bin/env python3
"""How many places in news are found where they are: score_places.py SHOW_WHEN_WHERE NEWS_FOLDER [--show] [--held-out] [--blind] [--second] [--third] [--fourth] [--fifth]

NEWS_FOLDER holds the sets that places.tsv names (wikinews.jsonl.gz, ...). The country is right where a place is found over
the labelled span with that country; the distance is measured for labels with coordinates. --show prints what went wrong in
the lines for development; of the lines held out only the figures are told, and only with --held-out. --blind scores
places_heldout.tsv instead, all of which is held out; --second to --fifth score places_dev2.tsv to
places_dev5.tsv, all of which are for development. Counted too: how many names that are no places ("!") are taken for one."""
import json
import gzip
import math
import os
import subprocess
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))


def kilometres(a, b, c, d):
    a, b, c, d = map(math.radians, (a, b, c, d))
    x = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(math.sqrt(x))


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    blind, second = "--blind" in sys.argv, False
    list_name = "places_heldout.tsv" if blind else "places.tsv"
    for option, name in (("--second", "places_dev2.tsv"), ("--third", "places_dev3.tsv"), ("--fourth", "places_dev4.tsv"), ("--fifth", "places_dev5.tsv")):
        if option in sys.argv:
            second, list_name = True, name
    lines = open(os.path.join(here, list_name), encoding="utf-8").read().splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    wanted = {(row[0], row[1]) for row in rows}
    texts = {}
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8", delete=False) as file:
        for name in sorted({row[0] for row in rows}):
            for line in gzip.open(os.path.join(sys.argv[2], name + ".jsonl.gz"), "rt", encoding="utf-8"):
                document = json.loads(line)
                if (name, document["id"]) in wanted:
                    texts[name, document["id"]] = document["text"]
                    document["id"] = name + "/" + document["id"]
                    file.write(json.dumps(document) + "\n")
    out = subprocess.run([sys.argv[1], file.name], capture_output=True, text=True, check=True).stdout
    os.unlink(file.name)
    read = {row["doc"]: row["places"] for row in map(json.loads, out.splitlines())}
    counts = {}

    def count(name, good):
        right, total = counts.get(name, (0, 0))
        counts[name] = (right + bool(good), total + 1)

    for number, (name, document, start, end, country, lat, lon, geonames) in enumerate(rows):
        half = "held_out" if blind or (number % 2 and not second) else "development"
        start, end = int(start), int(end)
        found = [p for p in read[name + "/" + document] if p["start"] < end and p["end"] > start]
        place = found[0] if found else None
        if country == "!":
            count("taken_for_places_" + half, place is not None)
            if half == "development" and "--show" in sys.argv and place is not None:
                print(document, "is no place", texts[name, document][max(0, start - 40) : end + 30].replace("\n", " "), place["name"], place["country"])
            continue
        same_country = place is not None and place["country"] == (country if country != "-" else "")
        count("country_" + half, same_country)
        if lat != "-":
            near = place is not None and kilometres(float(lat), float(lon), place["lat"], place["lon"]) <= 161
            count("within_161_km_" + half, near)
            count("country_of_towns_and_regions_" + half, same_country)
            if geonames != "-":
                count("geonames_id_" + half, place is not None and str(place["geonames"]) == geonames)
        else:
            near = True
        if half == "development" and "--show" in sys.argv and not (same_country and near):
            text = texts[name, document]
            around = text[max(0, start - 50) : start] + "[" + text[start:end] + "]" + text[end : end + 30]
            got = place and (place["text"], place["name"], place["country"], place["lat"], place["lon"])
            print(document, country, lat, lon, "got", got, "|", around.replace("\n", " "))
    for name in sorted(counts):
        if name.endswith("held_out") and "--held-out" not in sys.argv and not blind:
            continue
        right, total = counts[name]
        print(f"{name} {100 * right / total:.1f} ({right} of {total})")


main()
