"""Every act and every frame codes its examples and leaves alone those that it should: data/ontology/examples.tsv and
data/lexicon/frame_examples.tsv, all lines in one run of the program."""
import collections
import json
import pathlib
import unittest

from program import Case, run


def rows(path, fields):
    """The lines of facts: (line number, fields)."""
    for number, line in enumerate(pathlib.Path(path).read_text(encoding="utf-8").split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            parts = line.split("\t")
            assert len(parts) >= fields, f"{path}:{number}: {len(parts)} fields"
            yield number, parts


def events(sentences):
    """The events of each sentence, by its id."""
    lines = [json.dumps({"id": key, "text": text, "date": "2024-05-17"}) for key, text in sentences]
    ran = run("code", "--from", "jsonl", "-", stdin="\n".join(lines).encode("utf-8"))
    assert ran.status == 0, ran
    found = collections.defaultdict(list)
    for record in ran.records:
        if record["record"] == "event":
            found[record["doc"]].append(record)
    return found


class Algebra:
    """What a chain of operators and an act becomes, by the tables alone."""

    def __init__(self):
        acts = [parts for _, parts in rows("data/ontology/acts.tsv", 6)]
        self.family = {parts[0]: parts[1] for parts in acts}
        self.bare = {parts[0]: parts[1] for _, parts in rows("data/ontology/operators.tsv", 4)}
        self.rules = {(parts[0], parts[1]): parts[2] for _, parts in rows("data/ontology/composition.tsv", 3)}

    def acts_of(self, rule):
        """The acts that the words of a rule name and make: "stop aid" is stop, aid and stop-aid."""
        chain = rule.split(":")[0].split(" ")
        named, made = set(chain), None
        for name in reversed(chain):
            if name in self.bare:
                if made is None:
                    made = self.bare[name]
                else:
                    result = self.rules.get((name, made)) or self.rules.get((name, self.family.get(made, ""))) or \
                        self.rules.get((name, "*"), "= nothing")
                    if result.startswith("="):
                        result = result[1:].strip()
                        made = made if result == "operand" else result
                    else:
                        made = name + " " + made
            else:
                made = name
            named.add(made)
        return named


def frames_of_patterns():
    frames = collections.defaultdict(set)
    for name in ("verbs", "nouns", "adjectives"):
        for _, (pattern, _, frame, *_) in rows(f"data/lexicon/{name}.tsv", 3):
            frames[pattern].add(frame)
    for _, (_, pattern, _, frame, *_) in rows("data/lexicon/constructions.tsv", 4):
        frames[pattern].add(frame)
    return frames


class Examples(Case):
    def check(self, path, names, names_of):
        lines = [(number, *parts[:3]) for number, parts in rows(path, 3)]
        found = events([(str(number), sentence) for number, _, _, sentence in lines])
        wrong, seen = [], collections.defaultdict(set)
        for number, name, sign, sentence in lines:
            self.assertIn(sign, ("+", "-"), f"{path}:{number}")
            self.assertIn(name, names, f"{path}:{number}")
            seen[name].add(sign)
            coded = set().union(*(names_of(event["rule"]) for event in found[str(number)]))
            if (name in coded) != (sign == "+"):
                rules = [event["rule"] for event in found[str(number)]]
                wrong.append(f"{path}:{number}: {name} {sign}: {sentence} -> {rules}")
        self.assertEqual(wrong, [], "\n".join(wrong))
        return seen

    def test_every_act_codes_its_examples_and_leaves_others_alone(self):
        acts = {parts[0] for _, parts in rows("data/ontology/acts.tsv", 6)}
        seen = self.check("data/ontology/examples.tsv", acts, Algebra().acts_of)
        # What the word "nothing" stands for is never coded.
        lacking = sorted(act for act in acts if seen[act] != {"+", "-"} and act != "nothing")
        self.assertEqual(lacking, [], "acts without an example of either kind")

    def test_every_frame_codes_its_examples_and_leaves_others_alone(self):
        frames = {parts[0] for _, parts in rows("data/lexicon/frames.tsv", 2)}
        by_pattern = frames_of_patterns()

        def names_of(rule):
            patterns = rule.split(": ", 1)[1].split(" + ")
            return set().union(*(by_pattern[pattern] for pattern in patterns))

        seen = self.check("data/lexicon/frame_examples.tsv", frames, names_of)
        lacking = sorted(frame for frame in frames if seen[frame] != {"+", "-"})
        self.assertEqual(lacking, [], "frames without an example of either kind")


if __name__ == "__main__":
    unittest.main()
