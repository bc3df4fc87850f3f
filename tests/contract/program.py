"""Runs the program as a stranger would. CHANCERY_PROGRAM names it; the tests know nothing else of the build."""
import json
import os
import pathlib
import random
import re
import subprocess
import tempfile
import unittest

PROGRAM = os.environ.get("CHANCERY_PROGRAM", "build/chancery")
EXAMPLES = sorted(pathlib.Path("examples").glob("*.txt"))
REFUSAL = re.compile(rb"^chancery: (?P<file>.+):(?P<line>\d+): (?!warning: )(?P<what>.+)$", re.M)
WARNING = re.compile(rb"^chancery: .+:\d+: warning: .+$", re.M)
SECONDS = 120


class Ran:
    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err
        self.refusals = [(m["file"].decode(), int(m["line"])) for m in REFUSAL.finditer(err)]
        self.warnings = WARNING.findall(err)

    @property
    def records(self):
        """The lines of the output as JSON; json.loads is the judge of their form."""
        return [json.loads(line) for line in self.out.decode("utf-8").splitlines()]

    @property
    def documents(self):
        return [record["doc"] for record in self.records if record["record"] == "document"]

    def __repr__(self):
        return f"status {self.status}\nstderr: {self.err[:2000]!r}\nstdout: {self.out[:500]!r}"


def run(*arguments, stdin=b"", **more):
    done = subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True, timeout=SECONDS, **more)
    return Ran(done.returncode, done.stdout, done.stderr)


class Case(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="chancery-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    def status(self, wanted, ran):
        self.assertEqual(ran.status, wanted, ran)


PEOPLE = ["The president", "Foreign Minister Ana Lima", "Gen. J. R. Okoro", "A spokesman for the army", "Beijing",
          "The U.S. ambassador", "Zoë Müller of the opposition", "“Free Press” editors", "官员", "🙂 protesters"]
DEEDS = ["arrived in Lima on Thursday", "accused Paris of shelling the port", "promised to send $5bn in aid",
         "did not sign the deal", "said that talks with Russia “have failed”", "will meet rebels in Geneva",
         "arrested 12 demonstrators", "demanded the release of two journalists, officials said"]


def stories(count, seed=7):
    """The same made-up documents on every machine, of all lengths, with letters of all widths in them."""
    dice = random.Random(seed)
    for number in range(count):
        paragraphs = []
        for _ in range(dice.choice([0, 1, 1, 2, 3, 12])):
            sentences = [f"{dice.choice(PEOPLE)} {dice.choice(DEEDS)}." for _ in range(dice.randint(1, 6))]
            paragraphs.append(" ".join(sentences))
        story = {"id": f"made-{number}", "text": "\n\n".join(paragraphs) or "—"}
        if dice.random() < 0.7:
            story["date"] = f"2024-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
        yield story


def jsonl(documents):
    return "".join(json.dumps(document, ensure_ascii=False) + "\n" for document in documents).encode("utf-8")


def spans(value):
    """Every part of a record that has text, start and end."""
    if isinstance(value, dict):
        if {"text", "start", "end"} <= value.keys():
            yield value
        for part in value.values():
            yield from spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans(part)
