"""text[start:end] is the span, in Python, for every span of every record."""
import unittest

import program
from program import Case, run

NASTY = ["", "\ufeff", "🙂🙂 ", "e\u0301e\u0301 ", "\u200b\u200d\u00ad", "北京，", "\r\n", "\t\u00a0\u2003", "\u202e", "\U0010ffff ",
         "👩‍👩‍👧 ", "ﬃ İ ß ", "\x00 ", "\x85 ", "“‘", "\ufffd "]


class Offsets(Case):
    def hold(self, text_of, ran):
        """How many spans were looked at."""
        count = 0
        for record in ran.records:
            for span in program.spans(record):
                self.assertEqual(text_of(record["doc"])[span["start"]:span["end"]], span["text"], record)
                count += 1
        return count

    def test_on_the_examples(self):
        ran = run("code", *program.EXAMPLES)
        self.status(0, ran)
        texts = {path.name: path.read_text(encoding="utf-8") for path in program.EXAMPLES}
        count = self.hold(lambda doc: texts[doc.split("/")[-1]], ran)
        if any(record["record"] != "document" for record in ran.records):
            self.assertGreater(count, 50)

    def test_behind_letters_of_all_widths(self):
        story = ("Russian President Vladimir Putin arrived in Beijing on Thursday. China accused the United States of "
                 "“bullying” Iran, the Foreign Ministry said. Police in Tbilisi arrested 12 protesters.")
        documents = []
        for before in NASTY:
            for between in NASTY:
                documents.append({"id": str(len(documents)), "text": before + story.replace(". ", ". " + between)})
        ran = run("code", "-", "--from", "jsonl", "--date", "2024-05-17", stdin=program.jsonl(documents))
        self.status(0, ran)
        texts = {document["id"]: document["text"] for document in documents}
        self.assertEqual(ran.documents, list(texts))
        self.hold(texts.__getitem__, ran)

    def test_after_repairs_of_broken_bytes(self):
        story = b"Ana \xff Lima \xe2\x82 of Peru \xf0\x9f\x99 visited China on Thursday. Chi\xc0\xafna accused Peru of lying."
        path = self.file("a.txt", story * 3)
        ran = run("code", path, "--date", "2024-05-17")
        self.status(0, ran)
        self.hold(lambda doc: (story * 3).decode("utf-8", "replace"), ran)

    def test_on_made_up_stories(self):
        documents = list(program.stories(200, seed=11))
        ran = run("code", "-", "--from", "jsonl", stdin=program.jsonl(documents))
        self.status(0, ran)
        texts = {document["id"]: document["text"] for document in documents}
        self.hold(texts.__getitem__, ran)


if __name__ == "__main__":
    unittest.main()
