"""chancery explain: how a sentence was read, for any sentence."""
import os
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

    def test_wrong_usage(self):
        self.status(2, run("explain"))
        self.status(2, run("explain", "--date", "never", "A sentence."))


if __name__ == "__main__":
    unittest.main()
