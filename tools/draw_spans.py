#!/usr/bin/env python3
"""Draw which characters each record was read from: one SVG picture for every sentence that gave a record.

Usage: draw_spans.py TEXT RECORDS.jsonl FOLDER [--check]

TEXT is the story, RECORDS what `chancery code TEXT` wrote. The pictures are named by the number of the sentence. With
--check nothing is written: the status is 1 where a picture is missing, too many or differs.
"""
import json
import os
import re
import sys

WIDTH = 96  # characters in a line
CHAR, LINE, LANE, LEFT = 7.2, 20, 24, 12
COLOURS = {"event": "#1f5fa8", "statement": "#2e7d4f", "relation": "#7a3e9d"}


def spans_of(record, number):
    """(start, end, label) of the words that a record names."""
    name = record["event"] if record["record"] == "event" else record["record"]
    if record["record"] == "relation":
        name = record["relation"]
    out = []

    def add(span, label):
        if span and span.get("start") is not None:
            out.append((span["start"], span["end"], f"{number} {label}", record["record"]))

    if record["record"] == "event":
        add(record["trigger"], name)
        for actor in record["actors"]:
            add(actor, "actor " + (actor.get("name") or ""))
        for recipient in record["recipients"]:
            add(recipient, "recipient " + (recipient.get("name") or ""))
    elif record["record"] == "statement":
        add(record["cue"], "cue")
        add(record["content"], "content")
        for speaker in record["speakers"]:
            add(speaker, "speaker " + (speaker.get("name") or ""))
        for hearer in record["addressees"]:
            add(hearer, "hearer " + (hearer.get("name") or ""))
    else:
        add(record["from"], name + " from")
        add(record["to"], name + " to")
    return out


def lines_of(text, start, end):
    """Pieces of at most WIDTH characters, broken at spaces."""
    at = start
    while at < end:
        stop = min(end, at + WIDTH)
        if stop < end:
            space = text.rfind(" ", at, stop)
            stop = space + 1 if space > at else stop
        yield at, stop
        at = stop


def stops_of(text):
    """Where sentences end: behind a full stop and the quotation mark that follows it, and at the end of a line."""
    return [found.end() for found in re.finditer(r'[.!?]["”’]?(?=\s|$)|\n', text)]


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", " ")


def draw(text, start, end, spans):
    parts, y, wide = [], 0, 0
    for begin, stop in lines_of(text, start, end):
        y += LINE
        line = escape(text[begin:stop].rstrip())
        parts.append(f'<text x="{LEFT}" y="{y}" class="words" textLength="{CHAR * len(text[begin:stop].rstrip()):.1f}">'
                     f"{line}</text>")
        lanes = []
        here = sorted((max(s, begin), min(e, stop), s >= begin, label, kind)
                      for s, e, label, kind in spans if s < stop and e > begin)
        for s, e, first, label, kind in here:
            left = LEFT + CHAR * (s - begin)
            right = LEFT + CHAR * (e - begin)
            label = label if first else label + " …"
            until = max(right, left + 6 * len(label) + 8)
            lane = next((i for i, used in enumerate(lanes) if used <= left), len(lanes))
            if lane == len(lanes):
                lanes.append(0)
            lanes[lane] = until + 6
            wide = max(wide, until)
            top = y + 6 + LANE * lane
            colour = COLOURS[kind]
            parts.append(f'<rect x="{left:.1f}" y="{top}" width="{right - left:.1f}" height="4" fill="{colour}"/>')
            parts.append(f'<text x="{left:.1f}" y="{top + 15}" class="label" fill="{colour}">{escape(label)}</text>')
        y += LANE * len(lanes) + 6
    width = max(wide, LEFT + CHAR * WIDTH) + LEFT
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{y + 6}" '
            f'viewBox="0 0 {width:.0f} {y + 6}" role="img">\n<style>.words{{font:12px monospace;fill:#222}}'
            ".label{font:10px sans-serif}</style>\n"
            f'<rect width="100%" height="100%" fill="#fff"/>\n' + "\n".join(parts) + "\n</svg>\n")


def main(args):
    check = "--check" in args
    args = [a for a in args if a != "--check"]
    if len(args) != 3:
        sys.exit(__doc__)
    with open(args[0], encoding="utf-8", newline="") as file:
        text = file.read()
    sentences = {}
    with open(args[1], encoding="utf-8") as file:
        for number, line in enumerate(file):
            record = json.loads(line)
            if record["record"] != "document":
                sentences.setdefault(record["sentence"], []).extend(spans_of(record, number))
    wanted = {}
    for sentence, spans in sorted(sentences.items()):
        start, end = min(s[0] for s in spans), max(s[1] for s in spans)
        # The whole sentences around them.
        start = max((stop for stop in stops_of(text) if stop <= start), default=0)
        start += len(text[start:]) - len(text[start:].lstrip())
        end = min((stop for stop in stops_of(text) if stop >= end), default=len(text))
        wanted[f"sentence-{sentence}.svg"] = draw(text, start, end, spans)
    there = {name for name in os.listdir(args[2]) if name.endswith(".svg")} if os.path.isdir(args[2]) else set()
    wrong = sorted(there - set(wanted))
    for name, picture in wanted.items():
        path = os.path.join(args[2], name)
        if check:
            if name not in there or open(path, encoding="utf-8").read() != picture:
                wrong.append(name)
            continue
        os.makedirs(args[2], exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(picture)
    if check and wrong:
        sys.exit(f"{args[2]}: not as the program reads today: {', '.join(wrong)}; draw them anew with `make pictures`")
    if not check:
        for name in there - set(wanted):
            os.remove(os.path.join(args[2], name))


if __name__ == "__main__":
    main(sys.argv[1:])
