"""Handing on: exports with the columns of others, imports, agreement, recoding, and the examples of docs/store.md."""
import os
import pathlib
import re
import shlex
import subprocess
import sys
import textwrap
import unittest

import program
from program import run
from test_store import NEWS, StoreCase, content, count

GDELT = "\t".join(
    ["991", "20240517", "202405", "2024", "2024.3753", "IRN", "IRAN", "IRN", "", "", "", "", "GOV", "", "",
     "ISRGOV", "ISRAEL", "ISR", "", "", "", "", "GOV", "", "", "1", "112", "112", "11", "3", "-2.0", "5", "1", "5", "-3.1",
     "0", "", "", "", "", "", "", "", "0", "", "", "", "", "", "", "", "4", "Geneva, Switzerland", "SZ", "SZ07", "", "46.2",
     "6.1667", "-2551830", "20240517000000", "https://east.example/1"])


class Export(StoreCase):
    def setUp(self):
        super().setUp()
        self.ingest(NEWS)

    def table(self, form):
        ran = run("export", self.db, "--as", form)
        self.status(0, ran)
        self.assertEqual(len(ran.err.splitlines()), 1, "what cannot be held is said once")
        return [line.split("\t") for line in ran.out.decode("utf-8").splitlines()]

    def test_layouts_have_their_columns(self):
        for form, width, header in [("gdelt-events", 61, False), ("gdelt-mentions", 16, False), ("icews", 20, True),
                                    ("polecat", 40, True), ("phoenix", 26, False)]:
            rows = self.table(form)
            self.assertGreater(len(rows), 2, form)
            self.assertEqual({len(row) for row in rows}, {width}, form)
            self.assertEqual(rows[0][0] == "Event ID", header, form)

    def test_gdelt_says_who_did_what(self):
        row = next(row for row in self.table("gdelt-events") if row[26].startswith("11"))
        self.assertEqual((row[1], row[7], row[17], row[28], row[29]), ("20240517", "IRN", "ISR", "11", "3"))
        self.assertEqual(row[53], "SZ" if row[52].startswith("Geneva") else row[53])
        arrests = [row for row in self.table("gdelt-events") if row[26].startswith("173")]
        self.assertEqual([row[31:34] for row in arrests], [["2", "2", "2"]], "one happening, two reports")
        mentions = [row for row in self.table("gdelt-mentions") if row[0] == arrests[0][0]]
        self.assertEqual([row[4] for row in mentions], ["Northwire", "Southpost"])

    def test_plover_json_has_its_fields(self):
        ran = run("export", self.db, "--as", "plover-json")
        self.status(0, ran)
        for row in ran.records:
            self.assertTrue(row["id"] and row["event"][0].isupper() and isinstance(row["actor"], list), row)

    def test_parquet_lies_by_year_and_month_and_a_folder_is_whole(self):
        target = self.folder / "parquet"
        self.status(0, run("export", self.db, "--as", "parquet", "-o", target))
        self.assertTrue(list((target / "events" / "year=2024" / "month=5").glob("*.parquet")))
        self.assertTrue((target / "actors.parquet").read_bytes().startswith(b"PAR1"))
        self.status(2, run("export", self.db, "--as", "parquet", "-o", target))
        self.status(2, run("export", self.db, "--as", "parquet"))
        self.assertFalse((self.folder / "parquet.tmp").exists())


class Import(StoreCase):
    def test_gdelt_comes_in_once_with_its_origin_and_goes_out_again(self):
        self.ingest(NEWS)
        path = self.file("a.export.CSV", GDELT + "\n" + GDELT.replace("\t112\t112\t11\t", "\t010\t010\t01\t") + "\nbroken\trow\n")
        ran = run("import", self.db, path, "--from", "gdelt-events")
        self.status(1, ran)
        self.assertEqual(len(ran.refusals), 1)
        self.assertEqual(count(self.db, "events WHERE origin = 'gdelt'"), 1)
        before = content(self.db)
        run("import", self.db, path, "--from", "gdelt-events")
        self.assertEqual(content(self.db), before)
        rows = self.rows("events", self.db, "--origin", "gdelt")
        self.assertEqual([(row["event"], row["actors"], row["recipients"], row["cameo"]) for row in rows],
                         [("ACCUSE", ["IRAN"], ["ISRAEL"], "112")])
        out = run("export", self.db, "--as", "gdelt-events", "--origin", "gdelt").out.decode().split("\t")
        self.assertEqual((out[1], out[7], out[17], out[26]), ("20240517", "IRN", "ISR", "112"))
        agreed = {row["measure"]: row["value"] for row in self.rows("compare", self.db, "--with", "gdelt")}
        self.assertEqual((agreed["days that both have"], agreed["cells in both"]), (1, 1))
        self.status(2, run("compare", self.db, "--with", "icews"))

    def test_every_layout_that_goes_out_comes_in(self):
        self.ingest(NEWS)
        for form in ["gdelt-events", "icews", "polecat", "phoenix"]:
            path = self.folder / form
            self.status(0, run("export", self.db, "--as", form, "-o", path))
            lines = path.read_bytes().splitlines()
            wanted = len(lines) - (1 if form in ("icews", "polecat") else 0)
            other = self.folder / f"{form}.db"
            self.status(0, run("import", other, path, "--from", form))
            self.assertEqual(count(other, "events"), wanted, form)


class Recode(StoreCase):
    def test_the_same_program_changes_nothing(self):
        self.ingest(NEWS)
        before = content(self.db)
        ran = run("recode", self.db, "--diff")
        self.status(0, ran)
        self.assertEqual(ran.out, b"")
        self.assertEqual(content(self.db), before)


class Docs(StoreCase):
    PAGE = pathlib.Path("docs/store.md").read_text(encoding="utf-8")

    def test_every_example_runs(self):
        path = self.file("news.jsonl", program.jsonl(NEWS))
        self.file("20240517.export.CSV", GDELT + "\n")
        commands = [line for block in re.findall(r"```sh\n(.*?)```", self.PAGE, re.S) for line in block.splitlines()
                    if line.startswith("chancery ")]
        self.assertGreaterEqual(len(commands), 15)
        for line in commands:
            words = shlex.split(line.split(" > ")[0], comments=True)[1:]
            ran = run(*words, cwd=self.folder)
            self.assertEqual(ran.status, 0, (line, ran))
        self.assertTrue(path.exists())

    def test_the_queries_for_other_tools_run(self):
        self.ingest(NEWS)
        queries = re.findall(r'"(SELECT [^"]+)"', self.PAGE.split("## From R")[1])
        self.assertGreaterEqual(len(queries), 3)
        for query in queries:
            if ".parquet" not in query:  # the examples in Python run it
                self.status(0, run("sql", self.db, query))

    def test_the_examples_in_python_run(self):
        library = os.environ.get("CHANCERY_DUCKDB", pathlib.Path(program.PROGRAM).resolve().parent / "libduckdb.so")
        self.ingest(NEWS)
        self.status(0, run("code", self.folder / "in.jsonl", "--to", "parquet", "-o", self.folder / "records.parquet"))
        examples = re.findall(r"((?:^    .*\n)+)", self.PAGE.split("\nPython:\n")[1], re.M)
        examples = [textwrap.dedent(example) for example in examples if "import duckdb" in example]
        self.assertEqual(len(examples), 2)
        for example in examples:
            done = subprocess.run([sys.executable, "-c", example], cwd=self.folder, capture_output=True, timeout=60,
                                  env={**os.environ, "CHANCERY_DUCKDB": str(library),
                                       "PYTHONPATH": str(pathlib.Path("tests/contract/stand_in").resolve())})
            self.assertEqual(done.returncode, 0, (example, done.stderr))
            self.assertGreater(len(done.stdout.splitlines()), 3, done.stdout)

    def test_every_table_and_view_is_on_the_page(self):
        self.ingest(NEWS)
        for row in self.rows("sql", self.db, "SELECT table_name AS name FROM duckdb_tables() UNION ALL SELECT view_name FROM "
                                             "duckdb_views() WHERE NOT internal"):
            self.assertIn(f"`{row['name']}`", self.PAGE)


if __name__ == "__main__":
    unittest.main()
