"""The pictures of docs/reading.md show what the program reads today, and the page speaks of each of them."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.environ["CHANCERY_PROGRAM"]
STORY = "examples/beijing-visit.txt"


class Pictures(unittest.TestCase):
    def draw(self, records, *more):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "records.jsonl")
            pathlib.Path(path).write_text(records, encoding="utf-8")
            return subprocess.run([sys.executable, "-B", "tools/draw_spans.py", STORY, path, "docs/pictures", *more],
                                  capture_output=True, text=True)

    def test_show_what_is_read(self):
        records = subprocess.run([PROGRAM, "code", STORY], capture_output=True, text=True, check=True).stdout
        done = self.draw(records, "--check")
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_tell_when_they_are_old(self):
        records = subprocess.run([PROGRAM, "code", STORY], capture_output=True, text=True, check=True).stdout
        done = self.draw(records.replace('"event":"ASSAULT"', '"event":"SUPPORT"'), "--check")
        self.assertEqual(done.returncode, 1)
        self.assertIn("sentence-8.svg", done.stderr)
        self.assertNotIn("sentence-1.svg", done.stderr)

    def test_page_shows_them_all(self):
        page = pathlib.Path("docs/reading.md").read_text(encoding="utf-8")
        shown = set(re.findall(r"\(pictures/([^)]+)\)", page))
        self.assertEqual(shown, {name for name in os.listdir("docs/pictures") if name.endswith(".svg")})


if __name__ == "__main__":
    unittest.main()
