"""Sentences without sense, full of words that the tables know: whatever tree they get, nothing breaks.

Real faults hid here: two nouns of action that each stood in the other's frame.
"""
import pathlib
import random
import unittest

import program
from program import Case, run

GLUE = ("the a of in for to that with against by on , , . \" “ ” who which and and not will would may if said says here "
        "after before is was were been to to of the").split()
NAMES = ["China", "the United States", "Putin", "police", "protesters", "NATO", "Ana Lima", "Tehran", "the army", "rebels"]
FOUND = ["Experts called for a campaign, a statement from a farm group meeting here said."]


def words_of_action():
    words = set()
    for name in ["verbs", "nouns", "adjectives", "constructions"]:
        path = pathlib.Path("data/lexicon") / f"{name}.tsv"
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                pattern = line.split("\t")[1 if name == "constructions" else 0]
                words.update(word.split("=")[-1].split("|")[0].lstrip("+") for word in pattern.split())
    return sorted(words)


def salad(dice, words):
    sentence = []
    for _ in range(dice.randint(3, 40)):
        kind = dice.random()
        if kind < 0.45:
            sentence.append(dice.choice(GLUE))
        elif kind < 0.6:
            sentence.append(dice.choice(NAMES))
        else:
            sentence.append(dice.choice(words) + dice.choice(["", "", "s", "ed", "ing"]))
    return " ".join(sentence).capitalize() + "."


class Salad(Case):
    def test_is_read_without_harm(self):
        dice = random.Random(13)
        words = words_of_action()
        self.assertGreater(len(words), 200)
        documents = [{"id": str(i), "text": text, "date": "2024-05-17"}
                     for i, text in enumerate(FOUND + [salad(dice, words) for _ in range(4000)])]
        ran = run("code", "-", "--from", "jsonl", stdin=program.jsonl(documents))
        self.status(0, ran)
        self.assertEqual(len(ran.documents), len(documents))
        texts = {document["id"]: document["text"] for document in documents}
        for record in ran.records:
            for span in program.spans(record):
                self.assertEqual(texts[record["doc"]][span["start"]:span["end"]], span["text"], record)


if __name__ == "__main__":
    unittest.main()
