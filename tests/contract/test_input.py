"""What goes in: every kind of file, and everything that is wrong with files."""
import gzip
import json
import os
import unittest

import program
from program import Case, run

STORY = "Ana Lima arrived in Lima on Thursday."


class Kinds(Case):
    def one_document(self, ran, document):
        self.status(0, ran)
        self.assertEqual(ran.documents, [document], ran)
        self.assertEqual(ran.err, b"")

    def test_text(self):
        self.one_document(run("code", self.file("a.txt", STORY)), "a.txt")

    def test_html(self):
        page = f"<html><body><nav>menu</nav><article><p>{STORY}</p></article></body></html>"
        self.one_document(run("code", self.file("a.html", page)), "a.html")

    def test_jsonl_with_and_without_id(self):
        lines = json.dumps({"id": "x", "text": STORY}) + "\n" + json.dumps({"text": STORY}) + "\n"
        ran = run("code", self.file("a.jsonl", lines))
        self.status(0, ran)
        self.assertEqual(ran.documents, ["x", "a.jsonl:2"])

    def test_csv_with_named_columns(self):
        table = f'key,body,published\n1,"{STORY}\nSecond ""line"", with a comma.",2024-05-17\n'
        path = self.file("a.csv", table)
        ran = run("code", path, "--column", "text=body", "--column", "id=key", "--column", "date=published")
        self.one_document(ran, "1")
        self.assertEqual(ran.records[0]["date"], "2024-05-17")

    def test_csv_without_a_text_column_is_refused(self):
        ran = run("code", self.file("a.csv", "key,body\n1,x\n"))
        self.status(1, ran)
        self.assertEqual(len(ran.refusals), 1, ran)

    def test_gzip(self):
        self.one_document(run("code", self.file("a.txt.gz", gzip.compress(STORY.encode()))), "a.txt.gz")

    def test_zstd(self):
        text = STORY.encode()
        # One raw block, by hand: Python 3.11 has no zstd.
        frame = b"\x28\xb5\x2f\xfd\x20" + bytes([len(text)]) + (len(text) << 3 | 1).to_bytes(3, "little") + text
        self.one_document(run("code", self.file("a.txt.zst", frame)), "a.txt.zst")

    def test_a_cut_gzip_gives_what_came_before_and_one_refusal(self):
        whole = gzip.compress(program.jsonl(program.stories(2000)))
        good = self.file("b.txt", STORY)
        ran = run("code", self.file("a.jsonl.gz", whole[: len(whole) // 2]), good)
        self.status(1, ran)
        self.assertEqual(len(ran.refusals), 1, ran)
        self.assertGreater(len(ran.documents), 100)
        self.assertEqual(ran.documents[-1], "b.txt")

    def test_standard_input(self):
        self.one_document(run("code", "-", "--from", "jsonl", stdin=json.dumps({"id": "x", "text": STORY}).encode()), "x")
        self.assertEqual(run("code", "--from", "jsonl", stdin=b'{"id":"x","text":"a"}').documents, ["x"])

    def test_from_goes_before_the_ending(self):
        path = self.file("a.txt", json.dumps({"id": "x", "text": STORY}))
        self.one_document(run("code", path, "--from", "jsonl"), "x")

    def test_a_folder_is_read_in_order_of_names(self):
        (self.folder / "sub").mkdir()
        for name in ["b.txt", "a.txt", "sub/c.txt"]:
            self.file(name, STORY)
        ran = run("code", self.folder)
        self.status(0, ran)
        self.assertEqual([name.split("/")[-1] for name in ran.documents], ["a.txt", "b.txt", "c.txt"])

    def test_the_date_of_the_command_line_is_for_documents_without_one(self):
        lines = program.jsonl([{"id": "a", "text": "x", "date": "2024-01-01"}, {"id": "b", "text": "x"}])
        ran = run("code", "-", "--from", "jsonl", "--date", "2024-05-17", stdin=lines)
        self.assertEqual([record["date"] for record in ran.records], ["2024-01-01", "2024-05-17"])


class Faults(Case):
    """One line for each, and the good neighbour is coded all the same."""

    def refused(self, path, line=None, **more):
        neighbour = self.file("z-neighbour.txt", STORY)
        ran = run("code", path, neighbour, **more)
        self.status(1, ran)
        self.assertEqual(len(ran.refusals), 1, ran)
        name, number = ran.refusals[0]
        self.assertIn(os.path.basename(str(path)), name)
        if line is not None:
            self.assertEqual(number, line, ran)
        alone = run("code", neighbour)
        self.assertEqual(alone.documents, ["z-neighbour.txt"])
        self.assertTrue(ran.out.endswith(alone.out), ran)

    def test_missing_file(self):
        self.refused(self.folder / "nowhere.txt")

    def test_unknown_ending(self):
        self.refused(self.file("a.docx", "PK"))

    def test_dangling_and_circling_links(self):
        (self.folder / "gone.txt").symlink_to(self.folder / "nowhere.txt")
        (self.folder / "loop.txt").symlink_to("loop.txt")
        self.refused(self.folder / "gone.txt")
        self.refused(self.folder / "loop.txt")

    @unittest.skipIf(os.geteuid() == 0, "root may read everything")
    def test_unreadable_file(self):
        path = self.file("secret.txt", STORY)
        path.chmod(0)
        self.refused(path)

    def test_what_is_no_archive(self):
        self.refused(self.file("a.txt.gz", "this is not gzip"))
        self.refused(self.file("a.txt.zst", "this is not zstd"))

    def test_lines_that_are_no_documents(self):
        for wrong in ['no json', '["a list"]', '"text"', '{"id": "no text"}', '{"text": 5}', '{"text": null}',
                      '{"text": "cut', '{"text": "a"} and more', '{"text": "a",}', '[' * 5000, '{"a":' * 5000]:
            with self.subTest(wrong[:20]):
                lines = json.dumps({"id": "first", "text": "a"}) + "\n" + wrong + "\n"
                self.refused(self.file("a.jsonl", lines), line=2)

    def test_empty_files_are_no_fault_or_one_refusal(self):
        for name in ["a.txt", "a.html", "a.jsonl", "a.csv", "a.txt.gz"]:
            with self.subTest(name):
                ran = run("code", self.file(name, b""))
                self.assertIn(ran.status, (0, 1), ran)
                self.assertEqual(len(ran.refusals), ran.status, ran)

    def test_an_empty_folder_is_no_fault(self):
        ran = run("code", self.folder)
        self.assertIn(ran.status, (0, 1), ran)
        self.assertEqual(ran.out, b"")

    def test_a_name_with_a_line_break_is_told_on_one_line(self):
        ran = run("code", self.folder / "a\nb.txt")
        self.status(1, ran)
        self.assertEqual(len(ran.err.splitlines()), 1, ran)

    def test_what_is_over_a_limit_is_refused(self):
        long_text = json.dumps({"id": "long", "text": "word " * 1000})
        short = json.dumps({"id": "short", "text": "word"})
        lines = f"{short}\n{long_text}\n{short}\n".encode()
        for option in [("--limit-text", 1000), ("--limit-json-line", "1kb")]:
            with self.subTest(option):
                ran = run("code", "-", "--from", "jsonl", *option, stdin=lines)
                self.status(1, ran)
                self.assertEqual([number for _, number in ran.refusals], [2], ran)
                self.assertEqual(ran.documents, ["short", "short"])
        ran = run("code", self.file("a.html", "<p>" + "word " * 1000), "--limit-html", 1000)
        self.status(1, ran)
        self.assertEqual(len(ran.refusals), 1, ran)

    def test_a_bomb_is_refused_and_its_neighbours_are_coded(self):
        self.refused(self.file("bomb.txt.gz", gzip.compress(b" " * (80 << 20), 9)))
        line = b'{"text": "' + b"a" * (60 << 20) + b'"}\n'
        self.refused(self.file("bomb.jsonl.gz", gzip.compress(line, 9)))


class BrokenBytes(Case):
    def test_invalid_utf8_is_repaired_with_one_warning_a_file(self):
        for name, content in [("a.txt", b"Ana \xff\xfe\xc0\xaf Lima \xe2\x82 arrived.\n\xf0\x9f\x99"),
                              ("a.jsonl", b'{"id": "x", "text": "A\xff"}\n{"id": "y", "text": "B\xfe\xfe"}\n')]:
            with self.subTest(name):
                ran = run("code", self.file(name, content))
                self.status(0, ran)
                self.assertEqual(len(ran.warnings), 1, ran)
                ran.out.decode("utf-8", "strict")

    def test_any_bytes_give_a_reading(self):
        for content in [b"\0", b"\0" * 100000, bytes(range(256)) * 50, b"\xef\xbb\xbf", b"\r\n\r\r\n", b"\x1b[2J",
                        "\u202e\u200b\u00ad\ufeff".encode(), b"\xed\xa0\x80\xed\xb0\x80", b"\xff\xfeA\0n\0a\0"]:
            with self.subTest(content[:20]):
                ran = run("code", self.file("a.txt", content))
                self.status(0, ran)
                ran.records  # strict JSON, strict UTF-8

    def test_escapes_of_half_a_letter_are_repaired(self):
        ran = run("code", "-", "--from", "jsonl", stdin=b'{"id": "\\ud800", "text": "a \\udc00 b \\u0000 c"}\n')
        self.status(0, ran)
        self.assertEqual(ran.documents, ["\ufffd"])


if __name__ == "__main__":
    unittest.main()
