"""chancery parse: CoNLL-U out, whatever comes in."""
import unittest

import program
from program import Case, run


def sentences(ran):
    """Lists of rows (ten columns) of words, without multiword tokens."""
    blocks = [block for block in ran.out.decode("utf-8").split("\n\n") if block.strip()]
    return [[row for row in (line.split("\t") for line in block.splitlines() if not line.startswith("#"))
             if row[0].isdigit()] for block in blocks]


class Parse(Case):
    def hold(self, ran):
        """Ten columns, one root, no cycle; gives the sentences."""
        self.status(0, ran)
        found = sentences(ran)
        for rows in found:
            self.assertTrue(all(len(row) == 10 for row in rows), rows)
            heads = [int(row[6]) for row in rows]
            self.assertEqual(heads.count(0), 1, rows)
            for at in range(len(rows)):
                steps = 0
                while at >= 0:
                    at = heads[at] - 1
                    steps += 1
                    self.assertLessEqual(steps, len(rows), "a cycle")
        return found

    def test_text(self):
        found = self.hold(run("parse", stdin="Ana Lima didn't meet the rebels. They left.".encode()))
        self.assertEqual([[row[1] for row in rows] for rows in found],
                         [["Ana", "Lima", "did", "n't", "meet", "the", "rebels", "."], ["They", "left", "."]])

    def test_conllu_keeps_words_and_sentences_and_looks_at_nothing_else(self):
        words = [["A", "very.strange", "word", "don't"], ["x", ".", "y"], ["Dr."]]
        bare = "".join("".join(f"{i}\t{word}" + "\t_" * 4 + "\t0\t_\t_\t_\n" for i, word in enumerate(rows, 1)) + "\n"
                       for rows in words)
        misleading = bare.replace("\t_\t_\t_\t_\t0\t_", "\tlemma\tX\tFW\tFoo=Bar\t0\tdep")
        ran = run("parse", "--input", "conllu", stdin=bare.encode())
        self.assertEqual([[row[1] for row in rows] for rows in self.hold(ran)], words)
        self.assertEqual(run("parse", "--input", "conllu", stdin=misleading.encode()).out, ran.out)

    def test_nothing_in_nothing_out(self):
        for form in ["text", "conllu"]:
            ran = run("parse", "--input", form)
            self.assertIn(ran.status, (0, 1), ran)
            self.assertEqual(ran.out, b"")

    def test_any_bytes_give_trees(self):
        for nasty in [b"\xff\xfe\x00\x01", b"\0" * 1000, b"word " * 3000, b"(" * 5000, "🙂".encode() * 3000, b"a\tb\n1\tx\n"]:
            for form in ["text", "conllu"]:
                with self.subTest(nasty=nasty[:10], form=form):
                    ran = run("parse", "--input", form, stdin=nasty)
                    self.assertIn(ran.status, (0, 1), ran)
                    ran.out.decode("utf-8")

    def test_wrong_usage(self):
        self.status(2, run("parse", "--input", "xml"))

    def test_a_damaged_model_is_3(self):
        ran = run("parse", "--model", self.file("syntax.model", b"no model" * 1000), stdin=b"x")
        self.status(3, ran)
        self.assertIn(b"syntax.model", ran.err)


if __name__ == "__main__":
    unittest.main()
