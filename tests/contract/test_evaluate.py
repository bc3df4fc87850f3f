"""chancery evaluate: the same figures as one counts by hand from what the commands answer."""
import json
import unittest

import program
from program import Case, run

PAIRS = [("<s>Peru</s> thanked <t>Chile</t>.", "SUPPORT"), ("<s>Israel</s> bombed <t>Syria</t>.", "ASSAULT"),
         ("<s>France</s> accused <t>Iran</t> of spying.", "ACCUSE"), ("<s>France</s> accused <t>Iran</t> of murder.", "AID")]
TEXTS = [("Israel bombed Syria on Friday.", [("ASSAULT", "Israel", "Syria")]),
         ("Peru thanked Chile on Friday.", [("SUPPORT", "Peru", "Chile")]),
         ("The French president met the German chancellor in Paris on Monday.", [("AID", "French", "German")])]


def spans(text, words):
    at = text.index(words)
    return [[at, at + len(words)]]


class Evaluate(Case):
    def figures(self, *arguments, status=0):
        ran = run("evaluate", *arguments, "--json")
        self.status(status, ran)
        answer = json.loads(ran.out)
        for figure in answer["figures"].values():
            self.assertTrue(0 <= figure["low"] <= figure["value"] <= figure["high"] <= 1, answer)
        self.assertEqual(run("evaluate", *arguments, "--json").out, ran.out)
        people = run("evaluate", *arguments)
        self.status(status, people)
        for name in answer["figures"]:
            self.assertIn(name.encode(), people.out)
        return {name: figure["value"] for name, figure in answer["figures"].items()}, answer

    def test_pairs(self):
        gold = self.file("gold.tsv", "uid\tmarked_sentence\tgold_root\n" + "".join(
            f"{n}\t{sentence}\t{root}\n" for n, (sentence, root) in enumerate(PAIRS)))
        answers = [line.split("\t")[3] for line in run("pair", gold).out.decode().splitlines()[1:]]
        self.assertEqual(answers, ["SUPPORT", "ASSAULT", "ACCUSE", "ACCUSE"])
        figures, answer = self.figures("pairs", gold)
        self.assertAlmostEqual(figures["root_macro_f1"], (1 + 1 + 2 / 3 + 0) / 4, 3)
        self.assertAlmostEqual(figures["binary_macro_f1"], (2 / 3 + 0.8) / 2, 3)
        self.assertIn({"gold": "AID", "found": "ACCUSE", "count": 1}, answer["confusion"])

    def test_events_with_and_without_texts(self):
        lines, texts = [], []
        for n, (text, events) in enumerate(TEXTS):
            lines.append({"id": str(n), "text": text, "events": [
                {"event": event, "actor_spans": spans(text, actor), "recipient_spans": spans(text, recipient)}
                for event, actor, recipient in events]})
            texts.append({"id": str(n), "text": text})
        whole = self.file("gold.jsonl", program.jsonl(lines))
        figures, answer = self.figures("events", whole)
        self.assertEqual((figures["type_recall"], figures["pair_recall"]), (0.6667, 0.6667))
        self.assertIn({"gold": "AID", "found": "CONSULT", "count": 1}, answer["confusion"])
        bare = self.file("bare.jsonl", program.jsonl([{k: v for k, v in line.items() if k != "text"} for line in lines]))
        self.assertEqual(self.figures("events", bare, "--documents", self.file("texts.jsonl", program.jsonl(texts)))[1], answer)
        ran = run("evaluate", "events", bare)
        self.status(1, ran)
        self.assertIn(b"--documents", ran.err)

    def test_attribution(self):
        text = "The strike will go on, a union leader said."
        gold = {"id": "a", "text": text, "attributions": [{
            "source": spans(text, "a union leader"), "cue": spans(text, "said"), "content": spans(text, "The strike will go on"),
            "source_heads": spans(text, "leader")}]}
        figures, _ = self.figures("attribution", self.file("gold.jsonl", program.jsonl([gold])))
        self.assertEqual(set(figures.values()), {1.0})

    def test_syntax(self):
        parsed = run("parse", stdin=b"Ana Lima refused to meet the rebels. It rained.").out.decode()
        figures, _ = self.figures("syntax", self.file("gold.conllu", parsed))
        self.assertEqual(set(figures.values()), {1.0})
        wrong = parsed.replace("\tPROPN\t", "\tNOUN\t")
        words = sum(line[:1].isdigit() for line in parsed.splitlines())
        figures, _ = self.figures("syntax", self.file("wrong.conllu", wrong))
        self.assertAlmostEqual(figures["UPOS"], 1 - parsed.count("\tPROPN\t") / words, 3)
        self.assertEqual(figures["LAS"], 1)

    def test_bad_gold_is_told(self):
        gold = self.file("gold.tsv", "marked_sentence\tgold_root\n" + f"{PAIRS[0][0]}\tSUPPORT\n{PAIRS[0][0]}\tSMILE\nshort\n")
        ran = run("evaluate", "pairs", gold)
        self.status(1, ran)
        self.assertEqual([line for _, line in ran.refusals], [3, 4])
        self.status(3, run("evaluate", "pairs", self.file("other.tsv", "a\tb\n1\t2\n")))
        self.status(3, run("evaluate", "events", self.folder / "none.jsonl"))
        self.status(2, run("evaluate", "music", gold))
        ran = run("evaluate", "events", self.file("bad.jsonl", b'{"id": "a", "text": "x", "events": [{"event": "HUG"}]}\nnot\n'))
        self.status(1, ran)
        self.assertEqual([line for _, line in ran.refusals], [1, 2])


if __name__ == "__main__":
    unittest.main()
