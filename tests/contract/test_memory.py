"""Memory is bounded by the limits, not by the input.

CHANCERY_BIG=1 also streams 300 MB of stories that are coded in full; it takes minutes.
"""
import json
import os
import subprocess
import unittest

import program
from program import Case, PROGRAM


def peak_megabytes(lines, *arguments):
    """Feeds the program from a generator, and gives its exit status and the most memory it had."""
    running = subprocess.Popen([PROGRAM, "code", "-", "--from", "jsonl", *arguments], stdin=subprocess.PIPE,
                               stdout=subprocess.DEVNULL)
    with running.stdin as pipe:
        for line in lines:
            pipe.write(line)
    _, status, usage = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    return running.returncode, usage.ru_maxrss / 1024


class Memory(Case):
    def test_stays_under_300_mb_while_a_long_stream_goes_by(self):
        # Mostly bytes that only have to be read, so that the test is quick.
        line = json.dumps({"text": "Ana Lima arrived in Lima.", "raw": "x" * 100_000}).encode() + b"\n"
        status, peak = peak_megabytes(line for _ in range(4000))
        self.assertEqual(status, 0)
        self.assertLess(peak, 300)

    @unittest.skipUnless(os.environ.get("CHANCERY_BIG") == "1", "takes minutes; CHANCERY_BIG=1 runs it")
    def test_stays_under_300_mb_while_300_mb_are_coded(self):
        batch = program.jsonl(program.stories(2000))
        status, peak = peak_megabytes(batch for _ in range(300_000_000 // len(batch)))
        self.assertEqual(status, 0)
        self.assertLess(peak, 300)


if __name__ == "__main__":
    unittest.main()
