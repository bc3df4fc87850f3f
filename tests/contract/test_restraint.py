"""What is no political event gives none: counts what is invented over tests/restraint/*.txt, sentences that hold no event,
one a line. Each file may invent at most as many in a hundred as its line `# bar: N` allows."""
import collections
import json
import pathlib
import re
import unittest

from program import Case, run

FILES = sorted(pathlib.Path("tests/restraint").glob("*.txt"))
BAR = 5  # of a file that names none


class Restraint(Case):
    def test_sentences_without_an_event_give_none(self):
        self.assertTrue(FILES, "no sentences to hold back on")
        for path in FILES:
            with self.subTest(path.name):
                lines = path.read_text(encoding="utf-8").split("\n")
                sentences = [(str(n), line) for n, line in enumerate(lines, 1) if line.strip() and line[0] != "#"]
                bar = re.search(r"^# bar: ([0-9.]+)$", "\n".join(lines), re.M)
                documents = "\n".join(json.dumps({"id": key, "text": text}) for key, text in sentences)
                ran = run("code", "--from", "jsonl", "-", stdin=documents.encode("utf-8"))
                self.status(0, ran)
                invented = collections.defaultdict(list)
                for record in ran.records:
                    if record["record"] == "event":
                        invented[record["doc"]].append(f"{record['event']} ({record['rule']})")
                count = sum(map(len, invented.values()))
                text = dict(sentences)
                told = "\n".join(f"{path}:{key}: {text[key]} -> {', '.join(found)}" for key, found in invented.items())
                print(f"{path.name}: {count} invented in {len(sentences)} sentences")
                self.assertLessEqual(100 * count / len(sentences), float(bar[1]) if bar else BAR, told)


if __name__ == "__main__":
    unittest.main()
