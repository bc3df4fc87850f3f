"""chancery who, --with and import-actors: a user's own words, and where a fact comes from."""
import pathlib
import re
import unittest

from program import Case, run

SOURCE = re.compile(r"\[(?P<file>[^\[\]]+):(?P<line>\d+)\]$", re.M)


class Who(Case):
    def test_every_fact_has_a_source_that_says_so(self):
        ran = run("who", "Dilma Rousseff", "--date", "2014-06-01")
        self.status(0, ran)
        page = ran.out.decode()
        self.assertIn("BRA head-of-state", page)
        sources = list(SOURCE.finditer(page))
        self.assertTrue(sources)
        for source in sources:
            lines = pathlib.Path(source["file"]).read_text(encoding="utf-8").splitlines()
            self.assertIn("Rousseff", lines[int(source["line"]) - 1])

    def test_the_day_marks_what_holds(self):
        then = run("who", "Dilma Rousseff", "--date", "2014-06-01").out.decode()
        later = run("who", "Dilma Rousseff", "--date", "2020-06-01").out.decode()
        self.assertRegex(then, r"(?m)^  \* .*head-of-state")
        self.assertNotRegex(later, r"(?m)^  \* .*head-of-state")

    def test_words_bodies_and_states(self):
        self.assertIn("agents.tsv", run("who", "soldiers").out.decode())
        self.assertIn("state_names.tsv", run("who", "Peru").out.decode())
        self.assertIn("organisations/", run("who", "Knesset").out.decode())

    def test_nobody(self):
        ran = run("who", "Xyzzy Plughington")
        self.status(0, ran)
        self.assertEqual(ran.out, b"")
        self.assertIn(b"nothing is known", ran.err)


class With(Case):
    def with_tables(self, phrase, date="2024-05-17", **tables):
        for name, text in tables.items():
            path = self.folder / (name.replace("__", "/") + ".tsv")
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return run("resolve", "--with", self.folder, "--date", date, stdin=(phrase + "\n").encode())

    def test_new_words_and_people(self):
        ran = self.with_tables(
            "Peruvian zorkmids", agents="zorkmid\t\tMIL\n", offices__mine="Ana Zork\t\tPER\tforeign-minister\t\t\t2024\n")
        self.status(0, ran)
        self.assertEqual((ran.records[0]["country"], ran.records[0]["sector"]), ("PER", "MIL"))
        minister = run("resolve", "--with", self.folder, "--date", "2024-05-17",
                       stdin="the foreign minister of Peru\nAna Zork\n".encode())
        self.assertEqual([record["name"] for record in minister.records], ["Ana Zork"] * 2)

    def test_what_the_user_says_holds(self):
        ran = self.with_tables("Brazilian gunmen", agents="gunman\t\tCRM\n")
        self.assertEqual(ran.records[0]["sector"], "CRM")

    def test_a_wrong_line_is_refused_and_the_rest_is_used(self):
        ran = self.with_tables("zorkmids", agents="zorkmid\t\tMIL\nfrobnitz\t\tXYZ\nonly one column\n")
        self.status(1, ran)
        self.assertEqual([line for _, line in ran.refusals], [2, 3])
        self.assertEqual(ran.records[0]["sector"], "MIL")

    def test_no_folder(self):
        self.status(2, run("resolve", "--with", self.folder / "nowhere"))

    def test_code_and_who_take_it(self):
        (self.folder / "agents.tsv").write_text("zorkmid\t\tMIL\n")
        text = "Peruvian zorkmids attacked rebels on Thursday."
        story = self.file("story.txt", text)
        ran = run("code", story, "--date", "2024-05-17", "--with", self.folder)
        self.status(0, ran)
        events = [record for record in ran.records if record["record"] == "event"]
        self.assertEqual([actor["sector"] for event in events for actor in event["actors"]][:1], ["MIL"])
        self.assertIn("agents.tsv:1", run("who", "zorkmid", "--with", self.folder).out.decode())
        self.assertIn(b"MIL", run("explain", "--with", self.folder, text).out)


class ImportActors(Case):
    DICTIONARY = ("# made up\nANA_ZORK_ [PERGOV >20240101]\n+MADAM_ZORK_\nZORKIAN_GUARD_ [PERMIL]\n"
                  "!FOLK! = MAN, MEN\nZORK!FOLK! [~REB]\n")

    def test_there_and_back(self):
        source = self.file("actors.txt", self.DICTIONARY)
        out = self.folder / "made"
        self.status(0, run("import-actors", source, "--from", "petrarch", "-o", out))
        asked = run("resolve", "--with", out, "--date", "2024-05-17",
                    stdin="Ana Zork\nMadam Zork\nthe Zorkian Guard\nzorkmen\n".encode())
        self.status(0, asked)
        self.assertEqual([(r["country"], r["sector"]) for r in asked.records],
                         [("PER", "GOV"), ("PER", "GOV"), ("PER", "MIL"), (None, "REB")])

    def test_without_a_folder_it_is_printed(self):
        ran = run("import-actors", self.file("actors.txt", self.DICTIONARY), "--from", "petrarch")
        self.status(0, ran)
        self.assertIn("Ana Zork\tMadam Zork\tPER\trole\t\tGOV\t2024-01-01", ran.out.decode())

    def test_errors_have_file_and_line(self):
        source = self.file("actors.txt", "+NOBODY_\nANA_ZORK_ [PERGOV\nBEN_ZORK_ [PERGOV]\n")
        ran = run("import-actors", source, "--from", "petrarch")
        self.status(1, ran)
        self.assertIn((str(source), 1), ran.refusals)
        self.assertIn((str(source), 2), ran.refusals)
        self.assertIn(b"Ben Zork", ran.out)

    def test_faults(self):
        self.status(2, run("import-actors"))
        self.status(2, run("import-actors", "x", "--from", "nothing"))
        self.status(1, run("import-actors", self.folder / "nowhere", "--from", "petrarch"))


if __name__ == "__main__":
    unittest.main()
