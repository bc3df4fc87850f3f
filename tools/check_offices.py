#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks data/actors/offices/*.tsv beyond what chancery-pack refuses.

usage: tools/check_offices.py [-q] [--gaps] FILE...      (no FILE: all of data/actors/offices)

Errors (exit status 1): wrong number of columns, unknown ids of offices and sectors, unknown states, dates that cannot
be, a term that ends before it begins, the same line twice, one person twice in one office at one time.
Warnings: two holders of an office that has one holder at a time, gaps of heads of state and of government.
Standard library only.
"""
import datetime
import glob
import os
import re
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'data', 'actors')
SINGLE = {'head-of-state', 'head-of-government', 'foreign-minister', 'defence-minister', 'interior-minister',
          'finance-minister', 'central-bank-head', 'ambassador-un', 'armed-forces-head', 'chief-justice'}
WATCHED = ('head-of-state', 'head-of-government')
DATE = re.compile(r'(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$')


def column(name, at=0):
    path = os.path.join(ROOT, name)
    if not os.path.exists(path):
        return None
    with open(path, encoding='utf-8') as f:
        return {l.rstrip('\n').split('\t')[at] for l in f if l.strip() and l[0] != '#'}


def span(text):
    """first and last possible day of a date"""
    m = DATE.match(text)
    if not m:
        raise ValueError(text)
    y, mo, d = (int(x) if x else None for x in m.groups())
    if not 1900 <= y <= 2100:
        raise ValueError(text)
    if d:
        day = datetime.date(y, mo, d)
        return day, day
    if mo:
        first = datetime.date(y, mo, 1)
        last = (datetime.date(y + mo // 12, mo % 12 + 1, 1) - datetime.timedelta(1))
        return first, last
    return datetime.date(y, 1, 1), datetime.date(y, 12, 31)


def main():
    args = sys.argv[1:]
    quiet = '-q' in args
    gaps = '--gaps' in args
    files = [a for a in args if a[0] != '-'] or sorted(glob.glob(os.path.join(ROOT, 'offices', '*.tsv')))
    kinds = column('office_kinds.tsv')
    sectors = column('sectors.tsv')
    states = column('states.tsv')
    errors = warnings = total = 0
    rows = []

    def error(where, what):
        nonlocal errors
        errors += 1
        print(f'{where}: error: {what}')

    def warn(where, what):
        nonlocal warnings
        warnings += 1
        if not quiet:
            print(f'{where}: warning: {what}')

    seen = {}
    for path in files:
        with open(path, encoding='utf-8') as f:
            for n, line in enumerate(f, 1):
                line = line.rstrip('\n')
                if not line or line[0] == '#':
                    continue
                where = f'{os.path.relpath(path)}:{n}'
                c = line.split('\t')
                if len(c) > 9 or len(c) < 7:
                    error(where, f'{len(c)} columns')
                    continue
                c += [''] * (9 - len(c))
                if any(x != x.strip() for x in c):
                    error(where, 'space at the end of a column')
                name, aliases, of, office, title, sector, since, until, _ = c
                if not name or not of or not office:
                    error(where, 'empty name, country or office')
                if kinds and office not in kinds:
                    error(where, f'unknown office {office}')
                if sector and sectors and sector not in sectors:
                    error(where, f'unknown sector {sector}')
                if re.fullmatch('[A-Z]{3}', of) and states and of not in states:
                    error(where, f'unknown state {of}')
                names = [name] + [a for a in aliases.split(';') if a]
                if len(set(names)) != len(names):
                    error(where, 'an alias twice')
                try:
                    a = span(since) if since else (datetime.date.min, datetime.date.min)
                    b = span(until) if until else (datetime.date.max, datetime.date.max)
                except ValueError as e:
                    error(where, f'date {e}')
                    continue
                if a[0] > b[1]:
                    error(where, 'ends before it begins')
                key = (name, of, office, title, since)
                if key in seen:
                    error(where, f'same as {seen[key]}')
                seen[key] = where
                rows.append((of, office, title, a, b, name, where))
                total += 1
    people = {}
    for r in rows:
        people.setdefault((r[0], r[1], r[2], r[5]), []).append(r)
    for held in people.values():
        held.sort(key=lambda r: r[3])
        for x, y in zip(held, held[1:]):
            if y[3][1] < x[4][0]:
                error(y[6], f'{y[5]} already in this office by {x[6]}')
    chains = {}
    for r in rows:
        if r[1] in SINGLE:
            chains.setdefault((r[0], r[1]), []).append(r)
    for (of, office), held in sorted(chains.items()):
        held.sort(key=lambda r: (r[3], r[4]))
        for i, x in enumerate(held):
            for y in held[i + 1:]:
                if y[3][1] < x[4][0] and y[5] != x[5]:
                    warn(y[6], f'{of} {office}: {y[5]} while {x[5]}')
        if office in WATCHED or gaps:
            end = None
            for x in held:
                if end and x[3][0] > end[0][1]:
                    days = (x[3][0] - end[0][1]).days
                    if days > 3:
                        warn(x[6], f'{of} {office}: {days} days without a holder between {end[1]} and {x[5]}')
                if end is None and office in WATCHED and x[3][0] > datetime.date(1990, 12, 31):
                    warn(x[6], f'{of} {office}: begins with {x[5]} {x[3][0]}')
                if end is None or x[4] > end[0]:
                    end = (x[4], x[5])
            if office in WATCHED and end and end[0][1] < datetime.date(2024, 12, 31):
                warn(of, f'{of} {office}: ends with {end[1]} {end[0][1]}')
    print(f'{len(files)} files, {total} lines, {errors} errors, {warnings} warnings')
    return 1 if errors else 0


sys.exit(main())
