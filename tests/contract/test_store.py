"""A store: what goes in comes out, once, whatever happens in between."""
import csv
import io
import os
import random
import resource
import signal
import subprocess
import time
import unittest

import program
from program import Case, PROGRAM, run

NEWS = [
    {"id": "a", "date": "2024-05-17", "source": "Northwire", "url": "https://north.example/a",
     "text": "GENEVA, May 17 (Northwire) - Chinese Foreign Minister Wang Yi arrived in Lima on Thursday for talks with his "
             "Peruvian counterpart. Police in Tbilisi arrested 12 protesters on Thursday outside the parliament building. "
             "In Geneva, Iran accused Israel of bombing its embassy."},
    {"id": "b", "date": "2024-05-17", "source": "Southpost", "url": "https://south.example/b",
     "text": "Georgian news in brief. Police in Tbilisi arrested 15 protesters on Thursday outside the parliament building, "
             "local media said."},
    {"id": "c", "date": "2024-05-18", "source": "Southpost",
     "text": "Russian President Vladimir Putin arrived in Beijing on Thursday. \"We will never accept this,\" Iranian Foreign "
             "Ministry spokesman Nasser Kanaani told reporters."},
]


def count(db, what, *more):
    ran = run("sql", db, f"SELECT count(*) AS n FROM {what}", "--json", *more)
    assert ran.status == 0, ran
    return ran.records[0]["n"]


def content(db):
    """All that a store holds, but for when and in how many runs it was written."""
    tables = {}
    for table, order in [("documents", "doc_id"), ("sentences", "doc_id, sentence"), ("places", "place_id"),
                         ("actors", "actor_id"), ("events", "event_id"), ("event_actors", "event_id, role, position"),
                         ("sides", "ALL"), ("statements", "statement_id"), ("relations", "relation_id"),
                         ("statement_speakers", "statement_id, role, position")]:
        columns = "* EXCLUDE (run_id, minhash), hex(minhash) AS print" if table == "documents" else "*"
        ran = run("sql", db, f"SELECT {columns} FROM {table} ORDER BY {order}", "--json")
        assert ran.status == 0, ran
        tables[table] = ran.out
    return tables


class StoreCase(Case):
    def setUp(self):
        super().setUp()
        self.db = self.folder / "news.db"

    def ingest(self, documents, *more, status=0):
        path = self.file("in.jsonl", program.jsonl(documents))
        ran = run("ingest", self.db, path, *more)
        self.status(status, ran)
        return ran

    def rows(self, *arguments):
        ran = run(*arguments, "--json")
        self.status(0, ran)
        return ran.records


class Ingest(StoreCase):
    def test_what_goes_in_comes_out(self):
        documents = NEWS + [{**story, "text": f"{story['text']} Story {n}."} for n, story in enumerate(program.stories(60))]
        path = self.file("in.jsonl", program.jsonl(documents))
        self.ingest(documents)
        exported = run("export", self.db, "--as", "jsonl")
        self.status(0, exported)
        self.assertEqual(exported.out, run("code", path).out, "the store holds every field of every record")

    def test_the_same_again_changes_nothing(self):
        documents = NEWS + list(program.stories(40))
        self.ingest(documents)
        before = content(self.db)
        ran = self.ingest(documents)
        self.assertIn(b"stored 0 documents", ran.err)
        for again in (documents, [{**one, "id": "other-" + one["id"]} for one in documents]):
            self.ingest(again)
            self.assertEqual(content(self.db), before)

    def test_another_text_under_a_known_id_is_kept_beside_it(self):
        self.ingest(NEWS)
        self.ingest([{**NEWS[1], "text": "Nothing of note happened in Lima."}])
        self.assertEqual([row["id"] for row in self.rows("sql", self.db, "SELECT id FROM documents ORDER BY doc_id")],
                         ["a", "b", "c", "b~2"])

    def test_any_number_of_threads_stores_the_same(self):
        documents = list(program.stories(120))
        self.ingest(documents, "--threads", 1)
        alone = content(self.db)
        self.db = self.folder / "other.db"
        self.ingest(documents, "--threads", 5)
        self.assertEqual(content(self.db), alone)

    def test_refused_input_is_told_and_the_rest_is_stored(self):
        path = self.file("bad.jsonl", program.jsonl(NEWS[:1]) + b"{broken\n" + program.jsonl(NEWS[1:]))
        ran = run("ingest", self.db, path)
        self.status(1, ran)
        self.assertEqual(len(ran.refusals), 1)
        self.assertEqual(count(self.db, "documents"), 3)


class Happenings(StoreCase):
    def test_two_reports_of_an_arrest_are_one_happening_and_their_numbers_a_conflict(self):
        self.ingest(NEWS)
        rows = self.rows("events", self.db, "--type", "COERCE", "--country", "GEO")
        self.assertEqual([row["reports"] for row in rows], [2], rows)
        self.assertEqual(len(self.rows("events", self.db, "--type", "COERCE", "--country", "GEO", "--reports")), 2)
        conflicts = self.rows("sql", self.db, "SELECT * FROM conflicts WHERE what = 'quantity of recipient' ORDER BY says")
        self.assertEqual([(row["says"], row["said_by"]) for row in conflicts], [("12", ["Northwire"]), ("15", ["Southpost"])])

    def test_near_copies_are_found_and_counted_once(self):
        text = " ".join(story["text"] for story in program.stories(30, seed=3))[:4000]
        tail = " ".join(story["text"] for story in program.stories(3, seed=99))[:300]
        self.ingest([{"id": "agency", "date": "2024-05-17", "source": "Agency", "text": text},
                     {"id": "paper", "date": "2024-05-18", "source": "Paper", "text": "EDITED BY US\n\n" + text[:3300] + tail},
                     {"id": "later", "date": "2024-08-18", "source": "Paper", "text": "AN OLD STORY\n\n" + text[:3300]},
                     *NEWS])
        rows = self.rows("sql", self.db, "SELECT d.id, o.id AS of FROM documents d JOIN documents o ON o.doc_id = d.copy_of")
        self.assertEqual([(row["id"], row["of"]) for row in rows], [("paper", "agency")])


class Questions(StoreCase):
    def setUp(self):
        super().setUp()
        self.ingest(NEWS)

    def test_filters_are_alike_everywhere(self):
        rows = self.rows("events", self.db, "--actor", "Iran", "--recipient", "Israel")
        self.assertEqual([row["event"] for row in rows], ["ACCUSE"])
        self.assertEqual(self.rows("events", self.db, "--actor", "IRN", "--recipient", "ISR"), rows)
        self.assertEqual(self.rows("events", self.db, "--since", "2024-05-19"), [])
        self.assertTrue(all(row["source"] == "Northwire" for row in self.rows("events", self.db, "--source", "north")))
        self.assertEqual({row["event"] for row in self.rows("events", self.db, "--type", "verbal-cooperation")}, {"CONSULT"})

    def test_json_csv_and_the_page_tell_the_same(self):
        rows = self.rows("events", self.db)
        ran = run("events", self.db, "--csv")
        table = list(csv.DictReader(io.StringIO(ran.out.decode("utf-8"), newline="")))
        self.assertEqual([row["id"] for row in table], [row["id"] for row in rows])
        page = run("events", self.db).out.decode("utf-8").splitlines()
        self.assertEqual(len(page), len(rows) + 1)

    def test_wrong_usage_says_what_is_right(self):
        for wrong in [["events", self.db, "--type", "FROLIC"], ["events", self.db, "--since", "tomorrow"],
                      ["events", self.db, "--actor", "Nobody Atall"], ["sql", self.db, "SELEC 1"],
                      ["sql", self.db, "SELECT 1; SELECT 2"], ["sql", self.db, "DELETE FROM events"],
                      ["sql", self.db, "SELECT ?"], ["events", self.db, "--json", "--csv"]]:
            ran = run(*wrong)
            self.status(2, ran)
            self.assertTrue(ran.err.startswith(b"chancery: "), ran)
            self.assertEqual(ran.out, b"")

    def test_nothing_found_is_no_fault(self):
        self.status(0, run("events", self.db, "--type", "AID"))
        self.assertEqual(run("events", self.db, "--type", "AID", "--json").out, b"")


class Hostile(StoreCase):
    EVIL = ["'; DROP TABLE events; --", "\" OR 1=1 --", "%' ESCAPE ''", "x'||(SELECT text FROM documents)||'", "\\", "$1", "?",
            "]]}\x00", "');COPY events TO '/tmp/x'", "\u202e evil", "Robert'); DELETE FROM meta;--", "{{7*7}}", "\x1b[2J"]

    def test_names_and_texts_cannot_break_out(self):
        documents = [{"id": evil, "text": f"{evil} accused Paris of shelling the port. \"{evil}\", said Ana Lima.",
                      "title": evil, "source": evil, "url": evil, "date": "2024-05-17"} for evil in self.EVIL]
        self.ingest(documents + NEWS)
        before = content(self.db)
        for evil in self.EVIL:
            argument = evil.replace("\0", "")
            for question in [["events", self.db, "--actor", argument], ["events", self.db, "--source", argument],
                             ["statements", self.db, "--issue", argument], ["events", self.db, "--origin", argument],
                             ["dyad", self.db, argument, "France"], ["actor", self.db, argument],
                             ["story", self.db, argument], ["top", self.db, "--source", argument]]:
                ran = run(*question)
                self.assertIn(ran.status, (0, 2), (question, ran))
                self.assertNotIn(b"\x1b", ran.out)
        self.assertEqual(content(self.db), before)

    def test_sql_reads_the_store_and_nothing_else(self):
        self.ingest(NEWS)
        secret = self.file("secret.csv", "a\n1\n")
        for sql in [f"SELECT * FROM read_csv('{secret}')", f"SELECT * FROM '{secret}'", f"ATTACH '{secret}'",
                    f"COPY (SELECT 1) TO '{self.folder / 'out.csv'}'", "INSTALL httpfs", "SET memory_limit='9GB'",
                    "PRAGMA database_list; SELECT 1", f"SELECT * FROM glob('{self.folder}/*')",
                    "SELECT 1) AS answer(c0); DELETE FROM events; SELECT * FROM (SELECT 1", "EXPORT DATABASE 'x'",
                    "SELECT * FROM (DELETE FROM events RETURNING *)", "SELECT getenv('HOME')"]:
            ran = run("sql", self.db, sql)
            self.status(2, ran)
            self.assertEqual(ran.out, b"", sql)
        self.assertFalse((self.folder / "out.csv").exists())
        self.assertGreater(count(self.db, "events"), 0)


class Faults(StoreCase):
    KILLS = int(os.environ.get("CHANCERY_KILLS", "100"))

    def test_a_kill_at_any_moment_loses_nothing_that_was_stored(self):
        documents = [{**story, "text": f"{story['text']} Story {n}."} for n, story in enumerate(program.stories(600, seed=11))]
        path = self.file("in.jsonl", program.jsonl(documents))
        begun = time.monotonic()
        self.status(0, run("ingest", self.db, path, "--batch", 20))
        longest = time.monotonic() - begun
        whole = content(self.db)
        killed = self.folder / "killed.db"
        dice = random.Random(5)
        landed = 0
        stored = 0
        for _ in range(self.KILLS):
            if stored == len(documents):  # a run that was quicker than its kill: begin again
                for name in (killed, self.folder / "killed.db.wal"):
                    name.unlink(missing_ok=True)
                stored = 0
            process = subprocess.Popen([PROGRAM, "ingest", killed, path, "--batch", "20"], stderr=subprocess.DEVNULL)
            try:
                process.wait(dice.uniform(0.0, longest))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
                landed += 1
            if not killed.exists():
                continue
            ran = run("sql", killed, "SELECT count(*) AS n FROM documents", "--json")
            if ran.status != 0:
                self.assertIn(b"is empty", ran.err, ran)
                continue
            now = ran.records[0]["n"]
            self.assertGreaterEqual(now, stored, "what was stored stays")
            stored = now
        self.assertGreater(landed, self.KILLS // 4, "kills hit running programs")
        self.status(0, run("ingest", killed, path))
        # No half batch: every event has its document, its sides and its parties.
        for orphan in ["events e ANTI JOIN documents d USING (doc_id)", "event_actors p ANTI JOIN events e USING (event_id)",
                       "sides s ANTI JOIN events e USING (event_id)", "sentences s ANTI JOIN documents d USING (doc_id)"]:
            self.assertEqual(count(killed, orphan), 0, orphan)
        self.assertEqual(content(killed), whole)

    def test_a_full_disk_is_told_and_nothing_is_lost(self):
        self.ingest(NEWS)
        before = content(self.db)
        more = self.file("more.jsonl", program.jsonl(program.stories(3000, seed=4)))

        def small():
            size = self.db.stat().st_size + 600_000
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

        ran = run("ingest", self.db, more, preexec_fn=small)
        self.status(3, ran)
        self.assertIn(b"disk is full", ran.err)
        self.assertEqual(content(self.db).keys(), before.keys())
        self.assertGreaterEqual(count(self.db, "documents"), 3)
        self.status(0, run("ingest", self.db, more))
        fresh = self.folder / "fresh.db"
        self.status(0, run("ingest", fresh, self.folder / "in.jsonl"))
        self.status(0, run("ingest", fresh, more))
        self.assertEqual(content(self.db), content(fresh))

    def test_a_place_where_nothing_can_be_written_is_told(self):
        for path in ["/proc/news.db", self.folder / "missing" / "news.db", self.folder]:
            ran = run("ingest", path, self.file("in.jsonl", program.jsonl(NEWS)))
            self.status(3, ran)
            self.assertEqual(len(ran.err.splitlines()), 1, ran)

    def test_a_folder_that_may_not_be_written_is_told(self):
        locked = self.folder / "locked"
        locked.mkdir()
        path = self.file("in.jsonl", program.jsonl(NEWS))
        self.status(0, run("ingest", locked / "old.db", path))
        before = content(locked / "old.db")
        (locked / "old.db").chmod(0o444)
        locked.chmod(0o555)
        self.folder.chmod(0o755)
        self.addCleanup(locked.chmod, 0o755)

        def nobody():  # to root nothing is read-only
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)

        try:
            if run("--version", preexec_fn=nobody).status != 0:
                self.skipTest("the program lies where nobody but root reads")
        except PermissionError:
            self.skipTest("the program lies where nobody but root reads")
        for arguments in [["ingest", locked / "new.db", path], ["ingest", locked / "old.db", path],
                          ["recode", locked / "old.db"], ["code", path, "-o", locked / "out.jsonl"],
                          ["code", path, "--to", "parquet", "-o", locked / "out.parquet"],
                          ["export", locked / "old.db", "--as", "parquet", "-o", locked / "parquet"]]:
            ran = run(*arguments, preexec_fn=nobody)
            self.status(3, ran)
            self.assertIn(b"permission denied", ran.err.lower(), arguments)
            self.assertEqual(len(ran.err.splitlines()), 1, ran)
        self.status(0, run("events", locked / "old.db", preexec_fn=nobody))
        self.assertEqual(sorted(path.name for path in locked.iterdir()), ["old.db"])
        self.assertEqual(content(locked / "old.db"), before)

    FAULTS = int(os.environ.get("CHANCERY_FAULTS", "40"))

    @unittest.skipUnless("CHANCERY_FAILING_MACHINE" in os.environ, "only in builds without sanitizers")
    def test_a_disk_that_fails_at_any_call_loses_nothing(self):
        documents = [{**story, "text": f"{story['text']} Story {n}."} for n, story in enumerate(program.stories(120, seed=3))]
        path = self.file("in.jsonl", program.jsonl(documents))
        calls = self.folder / "calls"

        def ingest(db, **plan):
            failing = {"LD_PRELOAD": os.environ["CHANCERY_FAILING_MACHINE"]} if plan else {}
            return run("ingest", db, path, "--batch", 20,
                       env={**os.environ, **failing, **{f"CHANCERY_FAIL_{key}": str(value) for key, value in plan.items()}})

        self.status(0, ingest(self.db, COUNT=calls))
        whole = content(self.db)
        last = int(calls.read_text())
        self.assertGreater(last, 50)
        dice = random.Random(8)
        broken = self.folder / "broken.db"
        told = 0
        for _ in range(self.FAULTS):
            for name in (broken, self.folder / "broken.db.wal"):
                name.unlink(missing_ok=True)
            plan = {"AT": dice.randint(1, last), "ERRNO": dice.choice([28, 5, 0]), "ONWARD": dice.choice([0, 1])}
            ran = ingest(broken, **plan)
            self.assertIn(ran.status, (0, 3), (plan, ran))
            self.assertEqual(len(ran.err.splitlines()), 1, (plan, ran))
            self.assertTrue(plan["ERRNO"] != 0 or ran.status == 0, (plan, ran))
            told += ran.status == 3
            self.status(0, ingest(broken))
            self.assertEqual(content(broken), whole, plan)
        self.assertGreater(told, self.FAULTS // 4)

    def test_a_second_process_is_told_who_works_there(self):
        documents = [{**story, "text": f"{story['text']} Story {n}."} for n, story in enumerate(program.stories(50))]
        path = self.file("in.jsonl", program.jsonl(documents))
        fifo = self.folder / "slow.jsonl"
        os.mkfifo(fifo)
        first = subprocess.Popen([PROGRAM, "ingest", self.db, fifo], stderr=subprocess.PIPE)
        self.addCleanup(first.stderr.close)
        with open(fifo, "wb") as slow:  # opens when the first process reads, with the store in its hands
            for second in [["ingest", self.db, path], ["events", self.db]]:
                ran = run(*second)
                self.status(3, ran)
                self.assertIn(b"another process works on this store", ran.err)
                self.assertIn(str(first.pid).encode(), ran.err)
            slow.write(path.read_bytes())
        self.assertEqual(first.wait(60), 0)
        self.assertEqual(count(self.db, "documents"), 50)

    def test_what_is_no_store_is_refused(self):
        for name, bytes_ in [("text.db", b"not a store, but words"), ("short.db", b"x")]:
            path = self.file(name, bytes_)
            for command in [["ingest", path, self.file("in.jsonl", program.jsonl(NEWS))], ["events", path]]:
                ran = run(*command)
                self.status(3, ran)
                self.assertIn(b"no store of chancery", ran.err)
            self.assertEqual(path.read_bytes(), bytes_)
        ran = run("events", self.folder / "none.db")
        self.status(3, ran)
        self.assertIn(b"no such store", ran.err)

    def test_a_damaged_store_is_no_wrong_answer(self):
        self.ingest(NEWS + list(program.stories(200)))
        sound = self.db.read_bytes()
        rows = run("events", self.db, "--json").out
        dice = random.Random(9)
        spoiled = self.folder / "spoiled.db"
        for _ in range(20):
            bytes_ = bytearray(sound)
            bytes_[dice.randrange(len(bytes_))] ^= 1 << dice.randrange(8)
            spoiled.write_bytes(bytes_)
            ran = run("events", spoiled, "--json")
            self.assertTrue(ran.status == 3 or ran.out == rows, ran)


if __name__ == "__main__":
    unittest.main()
