#!/usr/bin/env python3
"""Checks the tables of data/ontology and data/lexicon beyond what loading them does.

- every CAMEO code from 02 to 20 is reached by an act or a composition, or stands in unreached.tsv, and never both;
- every pair of event type and mode of the scheme is reached;
- no pattern of the lexicon stands twice, and no two patterns fit the same words with different meanings;
- the tables are in their order: by the acts and operators of the ontology, then by pattern.

Prints `file:line: what is wrong` and exits with 1 where something is.
"""
import collections
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent / "data"

MODES = {
    "AGREE": "", "SUPPORT": "", "CONCEDE": "", "COOPERATE": "", "AID": "",
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release return disarm ceasefire access resign",
    "REQUEST": "assist change yield meet", "REJECT": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone"
               " heavy-weapons crowd-control unconventional",
}
LEXICON = {"verbs.tsv": "verb", "nouns.tsv": "noun", "adjectives.tsv": "adjective", "constructions.tsv": None}
CLASSES = ["verb", "noun", "adjective"]

faults = 0


def fault(where, what):
    global faults
    faults += 1
    print(f"{where}: {what}")


def rows(path):
    """The lines of facts: (file:line, fields)."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            yield f"data/{path.relative_to(ROOT)}:{number}", line.split("\t")


def check_codes():
    codes = [(where, fields[0]) for where, fields in rows(ROOT / "ontology/cameo.tsv")]
    told = [(fields[2], fields[3], fields[4]) for _, fields in rows(ROOT / "ontology/acts.tsv")]
    told += [tuple(fields[3:6]) for _, fields in rows(ROOT / "ontology/composition.tsv") if len(fields) == 6]
    reached = {code for _, _, code in told}
    unreached = {fields[0]: where for where, fields in rows(ROOT / "ontology/unreached.tsv")}
    known = {code for _, code in codes}
    for where, code in codes:
        if not code.startswith("01") and code not in reached and code not in unreached:
            fault(where, f"{code} is reached by nothing and stands not in unreached.tsv")
    for code, where in unreached.items():
        if code in reached:
            fault(where, f"{code} is reached after all")
        if code not in known:
            fault(where, f"{code} is no code of cameo.tsv")
    modes = {(event, mode) for event, mode, _ in told}
    for event, names in MODES.items():
        for mode in names.split() or ["-"]:
            if (event, mode) not in modes:
                fault("data/ontology/acts.tsv", f"nothing is {event} {mode}")
    for event, mode in modes:
        if event != "-" and mode != "-" and mode not in MODES.get(event, "").split():
            fault("data/ontology/acts.tsv", f"{event} has no mode {mode}")


def conditions_of(pattern):
    """What must stand with the lemma: slot -> set of lemmas, or None for any."""
    conditions = {}
    for part in pattern.split(" ")[1:]:
        slot, _, words = part.partition("=")
        conditions[slot] = frozenset(words.split("|")) if words else None
    return conditions


def check_patterns():
    order = {}
    for name in ("acts.tsv", "operators.tsv"):
        for _, fields in rows(ROOT / "ontology" / name):
            order[fields[0]] = len(order)
    alike = collections.defaultdict(list)
    seen = {}
    for name, word_class in LEXICON.items():
        last = None
        for where, fields in rows(ROOT / "lexicon" / name):
            kind, (pattern, meaning) = word_class or fields[0], fields[:2] if word_class else fields[1:3]
            if (kind, pattern) in seen:
                fault(where, f"'{pattern}' stands also in {seen[kind, pattern]}")
            seen[kind, pattern] = where
            place = (CLASSES.index(kind), order.get(meaning, 0), pattern)
            if last and place < last:
                fault(where, f"'{pattern}' is out of order")
            last = place
            conditions = conditions_of(pattern)
            shape = tuple(sorted((slot, words is not None) for slot, words in conditions.items()))
            for other, other_meaning, other_where in alike[kind, pattern.split(" ")[0], shape]:
                if other_meaning != meaning and all(
                        words is None or words & other[slot] for slot, words in conditions.items()):
                    fault(where, f"'{pattern}' ({meaning}) fits the words of {other_where} ({other_meaning})")
            alike[kind, pattern.split(" ")[0], shape].append((conditions, meaning, where))


def main():
    check_codes()
    check_patterns()
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
