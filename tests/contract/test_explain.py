"""chancery explain: how a sentence was read, for any sentence."""
import os
import pathlib
import tempfile
import unittest

from program import Case, run


class Explain(Case):
    def test_shows_the_words_and_why(self):
        ran = run("explain", "--date", "2024-05-17", "Putin arrived in Beijing on Thursday.")
        self.status(0, ran)
        for part in ["Putin", "arrived", "Beijing", "CONSULT", "nsubj"]:
            self.assertIn(part, ran.out.decode("utf-8"))
        self.assertEqual(ran.out, run("explain", "--date", "2024-05-17", *"Putin arrived in Beijing on Thursday.".split()).out)

    def test_of_any_words(self):
        for words in ["", "...", "the of the", b"\xff\xfe", "🙂 " * 300, "(" * 1000, "-", "if " * 500]:
            with self.subTest(words[:10]):
                ran = run("explain", "--", os.fsdecode(words))
                self.status(0, ran)
                ran.out.decode("utf-8")

    def test_whole_scheme_of_one_act(self):
        with tempfile.TemporaryDirectory() as folder:
            def write(name, *lines):
                path = pathlib.Path(folder, name)
                path.parent.mkdir(exist_ok=True)
                path.write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")

            write("acts.tsv", ("pray", "talk", "CONSULT", "-", "900", "one"))
            write("operators.tsv", *((name, "-", "-", "-", "as grammar says") for name in ("intend", "may", "ask", "stop")))
            write("composition.tsv", ("intend", "*", "= operand"))
            write("readings.tsv", ("future", "intend"), ("possible", "may"), ("obliged", "ask"), ("negated-inner", "stop"))
            write("cameo.tsv", ("900", "Prayer", "0.0", "-"))
            write("lexicon/verbs-own.tsv", ("pray", "pray", "does"))
            sentence = "The Chilean president prayed and said Peru was corrupt."
            ran = run("explain", "--ontology", folder, sentence)
            self.status(0, ran)
            self.assertIn(b"CONSULT 900", ran.out)
            self.assertNotIn(b"ACCUSE", ran.out)
            # What is wrong in a table of one's own is said.
            write("said.tsv", ("ill", "curse"))
            ran = run("explain", "--ontology", folder, sentence)
            self.status(3, ran)
            self.assertIn(b"said.tsv:1: there is no act 'curse'", ran.err)

    def test_wrong_usage(self):
        self.status(2, run("explain"))
        self.status(2, run("explain", "--date", "never", "A sentence."))


if __name__ == "__main__":
    unittest.main()
