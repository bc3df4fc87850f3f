"""chancery resolve: one answer for each line, whatever it is."""
import unittest

from program import Case, run


def ask(*phrases, date=None):
    arguments = ["--date", date] if date else []
    return run("resolve", *arguments, stdin="".join(phrase + "\n" for phrase in phrases).encode("utf-8"))


class Resolve(Case):
    def test_who_it_is(self):
        ran = ask("American warplanes", "China", "the moon")
        self.status(0, ran)
        warplanes, china, moon = ran.records
        self.assertEqual((warplanes["country"], warplanes["sector"]), ("USA", "MIL"))
        self.assertEqual((china["name"], china["country"]), ("China", "CHN"))
        self.assertIsNone(moon["country"])

    def test_offices_are_held_on_a_day(self):
        (then,) = ask("Dilma Rousseff", date="2014-06-01").records
        (later,) = ask("Dilma Rousseff", date="2018-06-01").records
        self.assertEqual((then["country"], then["sector"]), ("BRA", "GOV"))
        self.assertNotEqual(later["sector"], "GOV")

    def test_every_line_has_its_answer(self):
        phrases = ["", " ", "Ωmega 🙂", "a" * 10000, "\u202e", "x\ty", "the the the of of", "\"\\"]
        ran = ask(*phrases)
        self.status(0, ran)
        self.assertEqual([record["text"] for record in ran.records], phrases)
        for record in ran.records:
            self.assertGreaterEqual(record.keys(), {"text", "name", "country", "sector"})

    def test_broken_bytes_are_repaired(self):
        ran = run("resolve", stdin=b"Chi\xffna\n\xfe\n")
        self.status(0, ran)
        self.assertEqual([record["text"] for record in ran.records], ["Chi\ufffdna", "\ufffd"])
        self.assertEqual(len(ran.warnings), 1, ran)

    def test_a_line_without_end_is_refused_and_the_next_is_read(self):
        ran = run("resolve", stdin=b"x" * (3 << 20) + b"\nChina\n")
        self.status(1, ran)
        self.assertEqual([record["text"] for record in ran.records], ["China"])

    def test_faults(self):
        self.status(2, run("resolve", "--date", "someday"))
        self.status(3, run("resolve", "--data", self.folder / "nowhere"))
        self.status(3, run("resolve", "--data", self.file("damaged", b"no data" * 1000)))


if __name__ == "__main__":
    unittest.main()
