"""The commonest verbs and nouns of action of news are all decided: in the lexicon, or named in no_event.tsv with a reason."""
import pathlib
import unittest

LEXICON = pathlib.Path("data/lexicon")


def rows(name):
    for line in (LEXICON / name).read_text(encoding="utf-8").split("\n"):
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


def lexicon():
    known = {"verb": set(), "noun": set()}
    for fields in rows("verbs.tsv"):
        known["verb"].add(fields[0].split(" ")[0])
    for fields in rows("nouns.tsv"):
        known["noun"].add(fields[0].split(" ")[0])
    for fields in rows("constructions.tsv"):
        known.setdefault(fields[0], set()).add(fields[1].split(" ")[0])
    return known


class Vocabulary(unittest.TestCase):
    def test_commonest_words_are_decided(self):
        known, decided = lexicon(), {"verb": set(), "noun": set()}
        for lemma, word_class, why in rows("no_event.tsv"):
            self.assertTrue(why.strip(), f"{lemma}: no reason")
            self.assertNotIn(lemma, decided[word_class], "stands twice")
            self.assertNotIn(lemma, known[word_class], f"{lemma} ({word_class}) is in the lexicon too")
            decided[word_class].add(lemma)
        for name, word_class in (("verbs.txt", "verb"), ("nouns.txt", "noun")):
            words = [line for line in pathlib.Path("tests/vocabulary", name).read_text(encoding="utf-8").split("\n")
                     if line and not line.startswith("#")]
            self.assertEqual(len(words), 1500, name)
            open_words = [word for word in words if word not in known[word_class] and word not in decided[word_class]]
            self.assertEqual(open_words, [], f"{name}: neither in the lexicon nor in no_event.tsv")


if __name__ == "__main__":
    unittest.main()
