"""What comes out: where to, in which form, and how the program ends."""
import csv
import io
import os
import pathlib
import subprocess
import time
import unittest

import program
from program import Case, PROGRAM, run

EVENT_TYPES = set("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
                  "MOBILIZE COERCE ASSAULT".split())
FIELDS = {
    "document": {"doc", "date"},
    "event": {"id", "doc", "sentence", "date", "date_precision", "event", "mode", "contexts", "cameo", "quad", "goldstein",
              "actors", "recipients", "location", "status", "attribution", "trigger", "rule", "confidence"},
    "statement": {"id", "doc", "sentence", "date", "kind", "speakers", "addressees", "cue", "content", "about", "issues",
                  "stance"},
    "relation": {"relation", "from", "to", "since", "until", "doc", "sentence", "trigger"},
}


class Records(Case):
    def test_have_the_fields_of_the_contract(self):
        ran = run("code", *program.EXAMPLES)
        self.status(0, ran)
        ids = []
        for record in ran.records:
            missing = FIELDS[record["record"]] - record.keys()
            self.assertFalse(missing, record)
            if record["record"] == "event":
                self.assertIn(record["event"], EVENT_TYPES)
                self.assertIn(record["status"], ("actual", "planned", "conditional", "negated", "alleged"))
                self.assertTrue(0 <= record["confidence"] <= 1, record)
            if "id" in record:
                ids.append(record["id"])
        self.assertEqual(len(ids), len(set(ids)), "every id stands once")
        statements = {record["id"] for record in ran.records if record["record"] == "statement"}
        for record in ran.records:
            if record["record"] == "event" and record["attribution"]:
                self.assertIn(record["attribution"]["statement"], statements, record)

    def test_csv_has_as_many_rows_as_jsonl_has_lines(self):
        lines = [record for record in run("code", *program.EXAMPLES).records if record["record"] != "document"]
        ran = run("code", *program.EXAMPLES, "--to", "csv")
        self.status(0, ran)
        rows = list(csv.DictReader(io.StringIO(ran.out.decode("utf-8"), newline="")))
        self.assertEqual(len(rows), len(lines))
        self.assertTrue(all(None not in row and None not in row.values() for row in rows), "no ragged row")

    def test_parquet_is_one_whole_file_and_the_same_by_any_way(self):
        target = self.folder / "records.parquet"
        self.status(0, run("code", *program.EXAMPLES, "--to", "parquet", "-o", target))
        whole = target.read_bytes()
        self.assertEqual((whole[:4], whole[-4:]), (b"PAR1", b"PAR1"))
        self.assertEqual([path.name for path in self.folder.iterdir()], ["records.parquet"], "nothing is left beside it")
        for threads in (1, 2, 5):
            ran = run("code", *program.EXAMPLES, "--to", "parquet", "--threads", threads)
            self.status(0, ran)
            self.assertEqual(ran.out, whole)
        empty = run("code", self.file("empty.jsonl", b""), "--to", "parquet")
        self.status(0, empty)
        self.assertEqual(empty.out[:4], b"PAR1", "no records are a table without rows")
        self.status(3, run("code", *program.EXAMPLES, "--to", "parquet", "-o", self.folder / "no" / "where.parquet"))

    def test_the_page_for_people_is_plain_in_a_pipe(self):
        ran = run("code", *program.EXAMPLES, "--to", "brief")
        self.status(0, ran)
        self.assertNotIn(b"\x1b", ran.out)
        for path in program.EXAMPLES:
            self.assertIn(path.name.encode(), ran.out)
        self.assertEqual(ran.err, b"", "no progress where there is no terminal")


class Threads(Case):
    def test_any_number_gives_the_same_bytes(self):
        path = self.file("a.jsonl", program.jsonl(program.stories(400)))
        for form in ["jsonl", "csv", "brief"]:
            alone = run("code", path, "--threads", 1, "--to", form)
            self.status(0, alone)
            self.assertTrue(alone.out)
            for threads in [2, 2, 7]:
                self.assertEqual(run("code", path, "--threads", threads, "--to", form).out, alone.out)

    def test_a_document_is_coded_as_when_it_is_alone(self):
        documents = list(program.stories(40))
        together = run("code", "-", "--from", "jsonl", "--threads", 2, stdin=program.jsonl(documents)).out
        alone = b"".join(run("code", "-", "--from", "jsonl", stdin=program.jsonl([one])).out for one in documents)
        self.assertEqual(together, alone)


class Files(Case):
    def test_the_output_file_has_what_standard_output_would(self):
        out = self.folder / "out.jsonl"
        ran = run("code", *program.EXAMPLES, "-o", out)
        self.status(0, ran)
        self.assertEqual(ran.out, b"")
        self.assertEqual(out.read_bytes(), run("code", *program.EXAMPLES).out)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["out.jsonl"], "nothing is left beside it")

    def test_the_output_file_changes_only_when_it_is_whole(self):
        out = self.file("out.jsonl", b"old")
        with subprocess.Popen([PROGRAM, "code", "-", "--from", "jsonl", "-o", out], stdin=subprocess.PIPE) as running:
            running.stdin.write(program.jsonl(program.stories(200)))
            running.stdin.flush()
            time.sleep(0.3)
            self.assertEqual(out.read_bytes(), b"old")
            running.stdin.close()
            self.assertEqual(running.wait(program.SECONDS), 0)
        self.assertNotEqual(out.read_bytes(), b"old")

    def test_a_killed_run_leaves_the_old_file(self):
        out = self.file("out.jsonl", b"old")
        with subprocess.Popen([PROGRAM, "code", "-", "--from", "jsonl", "-o", out], stdin=subprocess.PIPE) as running:
            running.stdin.write(program.jsonl(program.stories(200)))
            running.stdin.flush()
            time.sleep(0.1)
            running.kill()
        self.assertEqual(out.read_bytes(), b"old")

    def test_refused_input_still_gives_a_whole_file(self):
        out = self.folder / "out.jsonl"
        ran = run("code", self.file("a.jsonl", b'{"id":"a","text":"x"}\nno\n'), "-o", out)
        self.status(1, ran)
        self.assertIn(b'"a"', out.read_bytes())


@unittest.skipUnless(pathlib.Path("/dev/full").exists(), "no /dev/full here")
class FullDisk(Case):
    def fault(self, ran):
        self.status(3, ran)
        self.assertRegex(ran.err, rb"(?m)^chancery: .+")
        self.assertEqual(len(ran.err.splitlines()), 1, ran)

    def test_as_output_file(self):
        self.fault(run("code", *program.EXAMPLES, "-o", "/dev/full"))

    def test_as_standard_output(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([PROGRAM, "code", *program.EXAMPLES], stdout=full, stderr=subprocess.PIPE,
                                  stdin=subprocess.DEVNULL, timeout=program.SECONDS)
        self.fault(program.Ran(done.returncode, b"", done.stderr))


class Faults(Case):
    def test_output_that_cannot_be_made(self):
        for out in [self.folder / "nowhere" / "out.jsonl", self.folder]:
            ran = run("code", *program.EXAMPLES, "-o", out)
            self.status(3, ran)
            self.assertIn(str(out).encode(), ran.err)

    def test_closed_standard_output(self):
        done = subprocess.run(["sh", "-c", 'exec "$0" code "$1" >&-', PROGRAM, program.EXAMPLES[0]],
                              stderr=subprocess.PIPE, timeout=program.SECONDS)
        self.assertEqual(done.returncode, 3, done.stderr)


class Reader(Case):
    def test_that_leaves_ends_the_program_quietly(self):
        path = self.file("a.jsonl", program.jsonl(program.stories(3000)))
        for threads in [1, 2]:
            with subprocess.Popen([PROGRAM, "code", path, "--threads", str(threads)], stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE) as running:
                running.stdout.readline()
                running.stdout.close()
                err = running.stderr.read()
                self.assertEqual(running.wait(program.SECONDS), 0, err)
            self.assertEqual(err, b"")


class Terminal(Case):
    """A pseudo-terminal in place of a stream."""

    def on_terminal(self, stream, arguments, feed=(), **environment):
        terminal, end = os.openpty()
        streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "stdin": subprocess.PIPE, stream: end}
        shown = b""
        with subprocess.Popen([PROGRAM, *map(str, arguments)], env={**os.environ, "TERM": "xterm", **environment},
                              **streams) as running:
            os.close(end)
            with running.stdin as pipe:
                for piece in feed:
                    pipe.write(piece)
                    pipe.flush()
            while True:
                try:
                    piece = os.read(terminal, 4096)
                except OSError:  # how Linux says that the other end is closed
                    break
                if not piece:
                    break
                shown += piece
            self.assertEqual(running.wait(program.SECONDS), 0, shown)
        os.close(terminal)
        return shown

    def test_progress_is_shown_and_wiped(self):
        def slowly():
            for _ in range(4):
                yield program.jsonl(program.stories(20))
                time.sleep(0.15)

        shown = self.on_terminal("stderr", ["code", "-", "--from", "jsonl"], slowly())
        self.assertIn(b"documents", shown)
        self.assertTrue(shown.endswith(b"\r\x1b[K"), shown)

    def test_the_page_for_people_has_colour_unless_unwanted(self):
        arguments = ["code", "--to", "brief", *program.EXAMPLES]
        self.assertIn(b"\x1b[", self.on_terminal("stdout", arguments))
        self.assertNotIn(b"\x1b", self.on_terminal("stdout", arguments, NO_COLOR="1"))
        self.assertNotIn(b"\x1b", self.on_terminal("stdout", arguments, TERM="dumb"))


class Usage(Case):
    def test_wrong_usage_is_2_and_told_on_standard_error(self):
        for arguments in [[], ["frobnicate"], ["--frob"], [""], ["code", "--frob"], ["code", "x.txt", "--to", "xml"],
                          ["code", "x.txt", "--date", "yesterday"], ["code", "x.txt", "--date", "2024-02-30"],
                          ["code", "x.txt", "--threads", "0"], ["code", "x.txt", "--threads", "-1"],
                          ["code", "x.txt", "--threads", "many"], ["code", "x.txt", "--from", "pdf"],
                          ["code", "x.csv", "--column", "body"], ["code", "x.csv", "--column", "colour=body"],
                          ["code", "x.txt", "--limit-text", "0"], ["code", "x.txt", "--limit-text", "-5"],
                          ["code", "x.txt", "--limit-text", "tiny"], ["code", "x.txt", "-o"],
                          ["code", "code", "--date"]]:
            with self.subTest(arguments):
                ran = run(*arguments)
                self.status(2, ran)
                self.assertEqual(ran.out, b"")
                self.assertTrue(ran.err)

    def test_a_mistyped_command_gets_a_suggestion(self):
        ran = run("cdoe", "x.txt")
        self.status(2, ran)
        self.assertIn(b"'code'", ran.err)

    def test_help_and_version_are_results(self):
        for arguments in [["--help"], ["--version"], ["code", "--help"]]:
            ran = run(*arguments)
            self.status(0, ran)
            self.assertTrue(ran.out)
            self.assertEqual(ran.err, b"")
        self.assertIn(b"Examples:", run("code", "--help").out)

    def test_a_missing_installation_is_3_and_says_what_to_do(self):
        for option, variable in [("--data", "CHANCERY_DATA"), ("--model", "CHANCERY_MODEL")]:
            with self.subTest(option):
                nowhere = str(self.folder / "nowhere")
                for ran in [run("code", *program.EXAMPLES, option, nowhere),
                            run("code", *program.EXAMPLES, env={**os.environ, variable: nowhere})]:
                    self.status(3, ran)
                    self.assertEqual(ran.out, b"")
                    self.assertIn(nowhere.encode(), ran.err)

    def test_a_damaged_installation_is_3(self):
        for option in ["--data", "--model"]:
            ran = run("code", *program.EXAMPLES, option, self.file("damaged", b"not what you think" * 100))
            self.status(3, ran)


if __name__ == "__main__":
    unittest.main()
