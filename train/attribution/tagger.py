#!/usr/bin/env python3
"""Trains the tagger of attributions (src/syntax/attribution_tagger.h).

Usage: tagger.py ARTICLES.jsonl OUT.model [--half 0|1] [--passes N] [--threads N]

Articles have an id, a text and attributions (lists of spans in code points: source, cue, content). Beside ARTICLES.jsonl
lie the files that chancery-parser-states writes: ARTICLES.states and ARTICLES.words. With --half only articles of that
half are learned from (crossing.h tells which): the two halves make the taggers that the decisions are trained on top of.

Needs numpy, torch and xxhash, and a C++ compiler for scan.cpp beside it. One seed, fixed; the sums run in the order that
threads and processor give, so another machine makes a model of the same quality, not of the same bytes.
"""
import argparse
import json
import os
import random
import struct
import time
import zlib
from collections import defaultdict

import numpy as np
import torch
import torch.nn as nn
import xxhash
from torch.utils.cpp_extension import load

STATE, VECTOR = 320, 128  # numbers a word from the parser
INPUT = STATE + VECTOR
MIDDLE_OF_BYTE = 64  # the parser's bytes have this for zero
TAGS = 8  # CueBegin Cue SourceBegin Source ContentBegin Content ContentEnd CueEnd
WIDTH, MIDDLE = 128, 64
LONGEST = 80  # words of a piece that is learned from

here = os.path.dirname(os.path.abspath(__file__))
scan = load("chancery_attribution_scan", [os.path.join(here, "scan.cpp")], extra_cflags=["-O3", "-march=native", "-ffast-math"])


class Scan(torch.autograd.Function):
    @staticmethod
    def forward(context, gates, skip, forget, highway, mask):
        gates, skip, mask = gates.contiguous(), skip.contiguous(), mask.contiguous()
        out, states = scan.forward(gates, skip, forget, highway, mask)
        context.save_for_backward(gates, skip, forget, highway, mask, states)
        return out

    @staticmethod
    def backward(context, gradient):
        return (*scan.backward(gradient.contiguous(), *context.saved_tensors), None)


class Tagger(nn.Module):
    def __init__(self):
        super().__init__()
        self.enter = nn.Linear(INPUT, WIDTH)
        self.gates = nn.Linear(WIDTH, 3 * WIDTH)
        self.forget = nn.Parameter(torch.zeros(2, WIDTH // 2))
        self.highway = nn.Parameter(torch.zeros(2, WIDTH // 2))
        self.middle = nn.Linear(WIDTH, MIDDLE)
        self.leave = nn.Linear(MIDDLE, TAGS)
        self.drop = nn.Dropout(0.3)
        with torch.no_grad():
            self.enter.weight /= 15

    def forward(self, words, mask):
        steps, batch, _ = words.shape
        x = self.drop(torch.relu(self.enter(words.float() - MIDDLE_OF_BYTE)))
        gates = self.gates(x).view(steps, batch, 2, 3, WIDTH // 2)
        y = Scan.apply(gates, x.view(steps, batch, 2, WIDTH // 2), self.forget, self.highway, mask)
        y = self.drop(y.view(steps, batch, WIDTH))
        return self.leave(self.drop(torch.relu(self.middle(y))))


def half_of(name):
    return zlib.crc32(name.split(":")[0].encode()) % 2


class Words:
    """The words of some documents in one row, with what the parser knows of them."""

    def __init__(self, path):
        base = path.removesuffix(".jsonl")
        self.documents = {d["id"]: d for d in map(json.loads, open(path, encoding="utf-8"))}
        self.of = defaultdict(list)
        rows = [line.rstrip("\n").split("\t") for line in open(base + ".words", encoding="utf-8")]
        for i, row in enumerate(rows):
            self.of[row[0]].append(i)
        self.name = [row[0] for row in rows]
        self.begin, self.end, self.sentence = (np.array([int(row[k]) for row in rows]) for k in (1, 2, 3))
        states = np.fromfile(base + ".states", dtype=np.uint8).reshape(len(rows), INPUT)
        self.states = torch.from_numpy(states)

    def within(self, name, begin, end):
        words = self.of[name]
        if not words:
            return []
        first, last = words[0], words[-1] + 1
        return np.arange(first + np.searchsorted(self.end[first:last], begin, "right"),
                         first + np.searchsorted(self.begin[first:last], end, "left"))

    def pieces(self, names):
        """Sentences as pairs of begin and end, long ones cut."""
        found = []
        for name in names:
            words = self.of[name]
            begin = words[0] if words else 0
            for i in words:
                if i > begin and (self.sentence[i] != self.sentence[i - 1] or i - begin >= LONGEST):
                    found.append((begin, i))
                    begin = i
            if words:
                found.append((begin, words[-1] + 1))
        return found


def labels_of(words):
    labels = np.zeros((len(words.name), TAGS), dtype=np.float32)
    for name, document in words.documents.items():
        for attribution in document["attributions"]:
            for column, role in ((0, "cue"), (2, "source"), (4, "content")):
                spans = attribution[role]
                for begin, end in spans:
                    labels[words.within(name, begin, end), column + 1] = 1
                if spans:
                    labels[words.within(name, spans[0][0], spans[0][0] + 1), column] = 1
            if attribution["content"]:
                end = attribution["content"][-1][1]
                labels[words.within(name, end - 1, end), 6] = 1
            if attribution["cue"]:
                end = attribution["cue"][-1][1]
                labels[words.within(name, end - 1, end), 7] = 1
    return torch.from_numpy(labels)


def batches(pieces, size):
    pieces = sorted(pieces, key=lambda piece: piece[1] - piece[0] + 3 * random.random())
    return [pieces[i:i + size] for i in range(0, len(pieces), size)]


def stack(batch, rows, fill):
    longest = max(end - begin for begin, end in batch)
    out = torch.full((longest, len(batch), *rows.shape[1:]), fill, dtype=rows.dtype)
    for k, (begin, end) in enumerate(batch):
        out[:end - begin, k] = rows[begin:end]
    return out


def train(arguments):
    torch.manual_seed(1)
    random.seed(1)
    words = Words(arguments.articles)
    labels = labels_of(words)
    pieces = words.pieces([n for n in words.documents if arguments.half is None or half_of(n) == arguments.half])
    tagger = Tagger()
    optimizer = torch.optim.Adam(tagger.parameters(), 2e-3)
    binary = nn.BCEWithLogitsLoss(reduction="none")
    step = 0
    for number in range(arguments.passes):
        start, lost = time.time(), 0.0
        work = batches(pieces, 48)
        random.shuffle(work)
        for batch in work:
            rate = 1e-3 * min(1, step / 200 + 0.02) * (1 + np.cos(np.pi * step / (arguments.passes * len(work))))
            for group in optimizer.param_groups:
                group["lr"] = rate
            mask = stack(batch, torch.ones(len(words.name)), 0.0)
            scores = tagger(stack(batch, words.states, MIDDLE_OF_BYTE), mask)
            loss = 2 * (binary(scores, stack(batch, labels, 0.0)).mean(2) * mask).sum() / mask.sum()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            lost += loss.item()
            step += 1
        print(f"pass {number + 1}: {time.time() - start:.0f} s, loss {lost / len(work):.4f}", flush=True)
    write_model(tagger.eval(), words, arguments.out)


# --- the file -------------------------------------------------------------------------------------------------------------


def matrix(name, layer, inverse, offset):
    """As src/syntax/kernels.h has it: blocks of sixteen columns, in them groups of four inputs."""
    weights, bias = layer.weight.detach().numpy(), layer.bias.detach().numpy()
    columns, depth = weights.shape
    padded = (columns + 15) // 16 * 16
    unit = np.maximum(np.abs(weights).max(1), 1e-8) / 127
    whole = np.zeros((padded, depth), dtype=np.int8)
    whole[:columns] = np.clip(np.rint(weights / unit[:, None]), -127, 127)
    packed = whole.reshape(padded // 16, 16, depth // 4, 4).transpose(0, 2, 1, 3)
    pad = lambda values, kind: np.pad(values, (0, padded - columns)).astype(kind).tobytes()
    start = -offset * whole[:columns].astype(np.int32).sum(1)
    yield name + ".weights", packed.tobytes()
    yield name + ".columns", pad(start, np.int32) + pad(unit / inverse, np.float32) + pad(bias, np.float32)


def packed_file(sections, magic, version):
    """As src/base/packed_file.h has it."""
    aligned = lambda n: (n + 63) // 64 * 64
    at, table, places = aligned(32 + 56 * len(sections)), b"", []
    for name, data in sections:
        places.append(at)
        table += name.encode().ljust(32, b"\0") + struct.pack("<QQQ", at, len(data), xxhash.xxh3_64_intdigest(data))
        at = aligned(at + len(data))
    header = magic + struct.pack("<IIQQ", version, len(sections), at, 0)
    check = xxhash.xxh3_64_intdigest(table, seed=xxhash.xxh3_64_intdigest(header))
    out = bytearray(at)
    out[:32 + len(table)] = header[:24] + struct.pack("<Q", check) + table
    for (_, data), place in zip(sections, places):
        out[place:place + len(data)] = data
    return bytes(out)


def write_model(tagger, words, path):
    # What all but one in 10,000 activations stay below; those few are clipped.
    pieces = [(i, i + 50) for i in range(0, min(60000, len(words.name)) - 50, 50)]
    with torch.no_grad():
        mask = torch.ones(50, len(pieces))
        x = torch.relu(tagger.enter(stack(pieces, words.states, MIDDLE_OF_BYTE).float() - MIDDLE_OF_BYTE))
        gates = tagger.gates(x).view(50, len(pieces), 2, 3, WIDTH // 2)
        y = Scan.apply(gates, x.view(50, len(pieces), 2, WIDTH // 2), tagger.forget, tagger.highway, mask)
        y = y.reshape(50, len(pieces), WIDTH)
        middle = torch.relu(tagger.middle(y))
    reach = lambda values: max(float(np.quantile(np.abs(values[values != 0].numpy()), 0.9999)), 1e-3)
    inverse = 127 / reach(x), 63 / reach(y), 127 / reach(middle)
    sections = [("meta", struct.pack("<5I3f", STATE, VECTOR, WIDTH, MIDDLE, TAGS, *inverse)),
                *matrix("in", tagger.enter, 1.0, MIDDLE_OF_BYTE), *matrix("gates", tagger.gates, inverse[0], 0),
                *matrix("middle", tagger.middle, inverse[1], MIDDLE_OF_BYTE), *matrix("out", tagger.leave, inverse[2], 0),
                ("peep", tagger.forget.detach().numpy().tobytes() + tagger.highway.detach().numpy().tobytes())]
    with open(path, "wb") as file:
        file.write(packed_file(sections, b"CHQUOTES", 1))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("articles")
    parser.add_argument("out")
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--passes", type=int, default=8)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    train(given)
