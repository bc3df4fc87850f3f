#!/usr/bin/env python3
"""Score the events of `chancery code` on annotated passages of news.

Usage: score_events.py GOLD.jsonl PREDICTED.jsonl [--misses] [--sure]
       score_events.py --documents GOLD.jsonl        # the passages as JSON lines, to be coded

A line of GOLD is one passage: `id`, `text`, and `events`, each with `trigger`, `event`, `mode`, `status`, `sure`, and
`actors` and `recipients` as lists of {text, country, sector}. Events of one passage are paired one to one, those that
agree in most first: a pair must have the same type.

type:     precision, recall and F1 of events by their type, counted over all passages.
triple:   the same, where also one actor and one recipient (where there is one) must agree: by country and sector where
          both are told, else by words that they share.
mode, status: how often they agree in paired events.
invented: predicted events without a gold event of their type, for each 100 gold ones; `none`: those among them whose
          trigger is no gold trigger either.
--sure leaves gold events that are marked as doubtful out: they count neither as missed nor, where predicted, as
invented. --misses lists what differs. The source of a passage is its id up to the first '-' or ':'.
"""
import collections
import json
import re
import sys

SUCCESSORS = {"SUN": "RUS", "DDR": "DEU", "YUG": "SRB", "SCG": "SRB", "CSK": "CZE", "ZAR": "COD", "BUR": "MMR", "YMD": "YEM"}
SMALL = {"the", "a", "an", "of", "in", "and", "to", "for", "his", "her", "its", "their", "on", "at", "by", "with"}


def lines(path):
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                try:
                    yield json.loads(line)
                except ValueError:
                    print(f"{path}:{number}: not JSON", file=sys.stderr)


def words(text):
    return {word for word in re.findall(r"\w+", (text or "").lower()) if word not in SMALL}


def country_of(party):
    """Annotators know the countries of today: a state that ended counts as the one that follows it."""
    return SUCCESSORS.get(party.get("country"), party.get("country"))


def same_party(gold, found):
    """By country and sector where the gold tells both; else by the words."""
    mine = words(found.get("text")) | words(found.get("name"))
    if gold.get("country") and found.get("country"):
        if country_of(gold) == country_of(found):
            return not gold.get("sector") or not found.get("sector") or gold["sector"] == found["sector"] or bool(
                words(gold.get("text")) & mine)
        return False
    return bool(words(gold.get("text")) & mine) or (
        bool(gold.get("sector")) and gold.get("sector") == found.get("sector") and country_of(gold) == country_of(found))


def some(golds, founds):
    if not golds:
        return not founds
    return any(same_party(g, f) for g in golds for f in founds)


def is_triple(gold, found):
    actors, recipients = found.get("actors") or [], found.get("recipients") or []
    golds = gold.get("actors") or []
    if not (gold.get("recipients") or []) and len(golds) > 1:
        # both do the same: at least two of them are there, wherever they stand
        return sum(any(same_party(g, f) for f in actors + recipients) for g in golds) >= 2
    return some(golds, actors) and some(gold.get("recipients") or [], recipients)


def overlap(gold, found):
    return bool(words(gold.get("trigger")) & words((found.get("trigger") or {}).get("text")))


def pair_up(golds, founds):
    """One to one pairs of the same type, the best agreement first."""
    ranked = []
    for g, gold in enumerate(golds):
        for f, found in enumerate(founds):
            if gold["event"] == found["event"]:
                rank = (is_triple(gold, found), overlap(gold, found), gold.get("mode") == (found.get("mode") or None))
                ranked.append((rank, -g, -f))
    pairs, used_gold, used_found = [], set(), set()
    for rank, g, f in sorted(ranked, reverse=True):
        if -g not in used_gold and -f not in used_found:
            used_gold.add(-g)
            used_found.add(-f)
            pairs.append((-g, -f))
    return pairs


def show(event):
    def names(parties):
        return ", ".join(f"{p.get('text')} [{p.get('country') or '-'} {p.get('sector') or '-'}]" for p in parties or [])
    trigger = event.get("trigger")
    if isinstance(trigger, dict):
        trigger = trigger.get("text")
    rule = f" ({event['rule']})" if "rule" in event else ""
    return (f"{event['event']} {event.get('mode') or '-'} {event.get('status')} '{trigger}': "
            f"{names(event.get('actors'))} -> {names(event.get('recipients'))}{rule}")


def f1(hit, predicted, gold):
    p, r = hit / predicted if predicted else 0.0, hit / gold if gold else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def main(args):
    if args[:1] == ["--documents"] and len(args) == 2:
        for passage in lines(args[1]):
            print(json.dumps({"id": passage["id"], "text": passage["text"], "date": passage.get("date") or ""}))
        return
    misses, sure = "--misses" in args, "--sure" in args
    paths = [a for a in args if not a.startswith("--")]
    if len(paths) != 2:
        sys.exit(__doc__)
    predicted = collections.defaultdict(list)
    for record in lines(paths[1]):
        if record.get("record") == "event":
            predicted[record["doc"]].append(record)
    totals = collections.defaultdict(collections.Counter)
    kinds = collections.defaultdict(collections.Counter)
    for passage in lines(paths[0]):
        golds, founds = passage["events"], predicted.get(passage["id"], [])
        pairs = pair_up(golds, founds)
        paired_gold, paired_found = {g for g, _ in pairs}, {f for _, f in pairs}
        if sure:  # what is doubtful is out on both sides
            doubtful = {g for g, gold in enumerate(golds) if gold.get("sure") is False}
            missed = [g for g in range(len(golds)) if g not in paired_gold and g not in doubtful]
            spare = [golds[g] for g in doubtful if g not in paired_gold]
            extra = [f for f in range(len(founds)) if f not in paired_found
                     and not any(overlap(gold, founds[f]) for gold in spare)]
            pairs = [(g, f) for g, f in pairs if g not in doubtful]
        else:
            missed = [g for g in range(len(golds)) if g not in paired_gold]
            extra = [f for f in range(len(founds)) if f not in paired_found]
        source = re.split(r"[-:]", passage["id"])[0]
        for count in (totals["all"], totals[source]):
            count["gold"] += len(pairs) + len(missed)
            count["predicted"] += len(pairs) + len(extra)
            count["hit"] += len(pairs)
            count["passages"] += 1
            for g, f in pairs:
                count["triple"] += is_triple(golds[g], founds[f])
                count["mode"] += (golds[g].get("mode") or None) == (founds[f].get("mode") or None)
                count["status"] += golds[g].get("status") == founds[f].get("status")
            count["invented"] += len(extra)
            count["none"] += sum(not any(overlap(gold, founds[f]) for gold in golds) for f in extra)
        for g, _ in pairs:
            kinds[golds[g]["event"]]["hit"] += 1
        for g in missed:
            kinds[golds[g]["event"]]["missed"] += 1
        for f in extra:
            kinds[founds[f]["event"]]["extra"] += 1
        wrong = [(g, f) for g, f in pairs if not is_triple(golds[g], founds[f])]
        if misses and (missed or extra or wrong):
            print(f"\n{passage['id']}: {passage['text']}")
            for g in missed:
                print("  missed  ", show(golds[g]), "" if golds[g].get("sure", True) else "(doubtful)")
            for f in extra:
                print("  invented", show(founds[f]))
            for g, f in wrong:
                print("  gold    ", show(golds[g]))
                print("     found", show(founds[f]))
    for kind, count in sorted(kinds.items()):
        hit, missed, extra = count["hit"], count["missed"], count["extra"]
        print(f"{kind:10} hit {hit:4} missed {missed:4} extra {extra:4}  F1 {f1(hit, hit + extra, hit + missed)[2]:.3f}")
    for source, count in sorted(totals.items(), key=lambda item: item[0] != "all"):
        p, r, f = f1(count["hit"], count["predicted"], count["gold"])
        tp, tr, tf = f1(count["triple"], count["predicted"], count["gold"])
        gold, hit = max(count["gold"], 1), max(count["hit"], 1)
        print(f"{source:10} passages {count['passages']:4} gold {count['gold']:4} | type P {p:.3f} R {r:.3f} F1 {f:.3f} | "
              f"triple P {tp:.3f} R {tr:.3f} F1 {tf:.3f} | mode {count['mode'] / hit:.3f} status "
              f"{count['status'] / hit:.3f} | invented {100 * count['invented'] / gold:.1f} none "
              f"{100 * count['none'] / gold:.1f} per 100")


if __name__ == "__main__":
    main(sys.argv[1:])
