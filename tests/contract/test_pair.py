"""chancery pair: the same rows with five columns more, and a type for each."""
import unittest

from program import Case, run

HEADER = "uid\tmarked_sentence\tnote\n"
ROWS = [
    "1\t<s>Norway</s> sent emergency aid to <t>Malawi</t>.\tplain",
    "2\t<s>Police</s> arrested <t>twelve protesters</t> in the capital.\t",
    "3\tno marks here\tx",
    "4\t\tempty",
    "5\t<s>Gruß aus Köln 🙂</s> <t>«да»</t>\tletters",
]
TYPES = ("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
         "COERCE ASSAULT").split()
QUADS = {"verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"}
STATUSES = {"actual", "planned", "conditional", "negated", "alleged"}


def table(ran):
    lines = ran.out.decode("utf-8").split("\n")
    return [line.split("\t") for line in lines if line]


class Pair(Case):
    def test_rows_come_back_with_their_answers(self):
        ran = run("pair", stdin=(HEADER + "\n".join(ROWS) + "\n").encode("utf-8"))
        self.status(0, ran)
        header, *rows = table(ran)
        self.assertEqual(header, ["uid", "marked_sentence", "note", "event", "quad", "status", "confidence", "rule"])
        self.assertEqual(["\t".join(row[:3]) for row in rows], ROWS)
        for row in rows:
            self.assertIn(row[3], TYPES)
            self.assertIn(row[4], QUADS)
            self.assertIn(row[5], STATUSES)
            self.assertTrue(0 < float(row[6]) <= 1)
            self.assertTrue(row[7])
        self.assertEqual([rows[0][3], rows[1][3]], ["AID", "COERCE"])

    def test_a_file_gives_what_standard_input_gives(self):
        content = HEADER + "\n".join(ROWS) + "\n"
        from_file = run("pair", self.file("pairs.tsv", content))
        self.assertEqual(from_file.out, run("pair", "-", stdin=content.encode("utf-8")).out)
        with_bom = run("pair", self.file("bom.tsv", "\ufeff" + content.replace("\n", "\r\n")))
        self.assertEqual(from_file.out, with_bom.out)

    def test_a_row_of_another_length_is_refused_and_the_next_is_read(self):
        ran = run("pair", stdin=b"marked_sentence\tx\nonly one\n<s>Peru</s> met <t>Chile</t>.\ty\n")
        self.status(1, ran)
        self.assertEqual(ran.refusals, [("stdin", 2)])
        self.assertEqual(len(table(ran)), 2)

    def test_without_its_column_nothing_can_be_done(self):
        ran = run("pair", stdin=b"sentence\n<s>Peru</s> met <t>Chile</t>.\n")
        self.status(1, ran)
        self.assertEqual((ran.refusals, ran.out), ([("stdin", 1)], b""))
        self.status(1, run("pair", stdin=b""))

    def test_broken_bytes_are_repaired(self):
        ran = run("pair", stdin=b"marked_sentence\n<s>Pe\xffru</s> left\n\xfe\n")
        self.status(0, ran)
        self.assertEqual(len(ran.warnings), 1, ran)
        self.assertIn("Pe\ufffdru", ran.out.decode("utf-8"))

    def test_faults(self):
        self.status(1, run("pair", self.folder / "nowhere.tsv"))
        self.status(3, run("pair", "--data", self.folder / "nowhere"))


if __name__ == "__main__":
    unittest.main()
