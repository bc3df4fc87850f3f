#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the tables of data/actors beyond what chancery-pack refuses. Part of `make test`.

usage: tools/check_actors.py [-q] [--gaps] [FILE...]      (no FILE: all of data/actors; FILEs are tables of offices)

Errors (exit status 1): wrong number of columns, unknown ids of offices and sectors, unknown states, dates that cannot
be, a term that ends before it begins, the same line twice, one person twice in one office at one time; a country of
ISO 3166-1 that is missing or has other codes; a code of two states; a state without a name, an adjective or a capital
where it has some; one word for two states; a body, a group, a noun or a title told twice; a member twice at one time,
before its group or after it; a place off the globe; a seat of power that is not there.
Warnings: two holders of an office that has one holder at a time, gaps of heads of state and of government.
-q leaves the warnings out, --gaps adds those of all offices. Standard library only.
"""
import collections
import datetime
import glob
import hashlib
import os
import re
import sys
import unicodedata

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'data', 'actors')
SINGLE = {'head-of-state', 'head-of-government', 'foreign-minister', 'defence-minister', 'interior-minister',
          'finance-minister', 'central-bank-head', 'ambassador-un', 'armed-forces-head', 'chief-justice'}
WATCHED = ('head-of-state', 'head-of-government')
# The 249 countries of ISO 3166-1 as lines "ALPHA2 ALPHA3 NUMERIC", sorted: how many, and their SHA-256. Compared with the
# npm package i18n-iso-countries when this was written.
ISO_COUNT = 249
ISO_SHA256 = 'b88f4506226127e95071350250e6e2c92f9ec1d90a8a139fa73e56236fb0dc5e'
# States of states.tsv that are not, or no longer, in ISO 3166-1.
NOT_ISO = {'ANT', 'CSK', 'DDR', 'SCG', 'SUN', 'VDR', 'XKX', 'YMD', 'YUG'}
# No capital that stands for the government in news: it has the name of the state, or is above all another word or city;
# and no adjective of their own.
NO_CAPITAL = {'BEL', 'CRI', 'CSK', 'DJI', 'GUY', 'LUX', 'MDV', 'SCG', 'SGP', 'SMR', 'STP', 'SUN', 'SYC', 'YUG'}
NO_ADJECTIVE = {'DMA', 'SCG'}
# One seat of power at least for each of these, wherever it stands: the words by which news speaks of governments.
SEATS = ('Beijing Moscow Pyongyang Kremlin Élysée Zhongnanhai Pentagon Washington London Paris Berlin Tokyo Ankara Tehran '
         'Kyiv Damascus Baghdad Kabul Islamabad Brussels Lubyanka Planalto').split() + [
    'White House', 'Downing Street', 'Foggy Bottom', 'Capitol Hill', 'Bosphorus palaces', 'Blue House', 'New Delhi',
    "Quai d'Orsay", 'Casa Rosada', 'Holy See', 'Buckingham Palace', 'Aso Rock', 'Union Buildings', 'Malacañang']
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
    if not 1500 <= y <= 2100:
        raise ValueError(text)
    if d:
        day = datetime.date(y, mo, d)
        return day, day
    if mo:
        first = datetime.date(y, mo, 1)
        last = (datetime.date(y + mo // 12, mo % 12 + 1, 1) - datetime.timedelta(1))
        return first, last
    return datetime.date(y, 1, 1), datetime.date(y, 12, 31)


class Report:
    def __init__(self, quiet):
        self.quiet, self.errors, self.warnings = quiet, 0, 0

    def error(self, where, what):
        self.errors += 1
        print(f'{where}: error: {what}')

    def warn(self, where, what):
        self.warnings += 1
        if not self.quiet:
            print(f'{where}: warning: {what}')


def lines(name):
    """(where, columns) of every line of facts; ten columns at least"""
    path = os.path.join(ROOT, name)
    with open(path, encoding='utf-8') as f:
        for n, line in enumerate(f, 1):
            line = line.rstrip('\n')
            if line.strip() and line[0] != '#':
                yield f'{os.path.relpath(path)}:{n}', [c if c != '-' else '' for c in line.split('\t')] + [''] * 10


def fold(text):
    text = unicodedata.normalize('NFKD', text.replace('ı', 'i')).casefold()
    text = ''.join(c for c in text if not unicodedata.combining(c))
    return ' '.join(re.sub(r"['’ʼ`.]", '', text).replace('-', ' ').split())


def words(column):
    return [w for w in column.split(';') if w]


def dates(where, since, until, report):
    """first and last day that may be meant; None where they cannot be"""
    try:
        begin = span(since)[0] if since else datetime.date.min
        end = span(until)[1] if until else datetime.date.max
    except ValueError as e:
        report.error(where, f'date {e}')
        return None
    if begin > end:
        report.error(where, 'ends before it begins')
        return None
    return begin, end


def check_states(report):
    states, codes = {}, collections.defaultdict(dict)
    iso = []
    for where, c in lines('states.tsv'):
        states[c[0]] = where
        if dates(where, c[5], c[6], report) is None:
            continue
        if c[0] not in NOT_ISO:
            iso.append(f'{c[1]} {c[0]} {c[2]}')
        for kind, code in (('ISO 2', c[1]), ('number', c[2]), ('COW', c[3]), ('Gleditsch-Ward', c[4])):
            if not code:
                continue
            other = codes[kind].setdefault(code, (c[0], c[5], c[6], where))
            # A state that ended may have handed its code on.
            if other[0] != c[0] and not (other[2] or c[6]):
                report.error(where, f'{kind} {code} is also that of {other[0]}')
        if not c[7]:
            report.error(where, 'no name')
    where = 'data/actors/states.tsv'
    found = hashlib.sha256('\n'.join(sorted(iso)).encode()).hexdigest()
    if len(iso) != ISO_COUNT or found != ISO_SHA256:
        report.error(where, f'{len(iso)} codes that should be the {ISO_COUNT} of ISO 3166-1 are not, or differ (see '
                            'NOT_ISO in tools/check_actors.py)')
    kinds = collections.defaultdict(set)
    meant = {}
    for where, c in lines('state_names.tsv'):
        if c[2] not in states:
            report.error(where, f'unknown state {c[2]}')
        kinds[c[2]].add(c[1].split(':')[0])
        when = dates(where, c[3], c[4], report)
        for word in words(c[0]):
            if c[1].split(':')[0] not in ('name', 'capital', 'seat') or when is None:
                continue
            for other, other_when, other_where in meant.get(fold(word), []):
                if other != c[2] and other_when[0] < when[1] and when[0] < other_when[1]:
                    report.error(where, f'{word} is also {other} by {other_where}')
            meant.setdefault(fold(word), []).append((c[2], when, where))
    for where, c in lines('states.tsv'):
        # What has no COW code is a territory, often without people.
        if c[3] and c[0] not in NO_ADJECTIVE and 'adjective' not in kinds[c[0]]:
            report.error(where, f'{c[0]} has no adjective in state_names.tsv')
        if c[3] and c[0] not in NO_CAPITAL and 'capital' not in kinds[c[0]]:
            report.error(where, f'{c[0]} has no capital in state_names.tsv')
    groups = {fold(name) for _, c in lines('groups.tsv') for name in [c[0]] + words(c[1])}
    for seat in SEATS:
        if fold(seat) not in meant and fold(seat) not in groups:
            report.error('data/actors/state_names.tsv', f'the seat of power {seat} is missing')
    return states


def check_groups(states, report):
    groups = {}
    for where, c in lines('groups.tsv'):
        if fold(c[0]) in groups:
            report.error(where, f'{c[0]} is there twice')
        groups[fold(c[0])] = dates(where, c[3], c[4], report)
    terms = collections.defaultdict(list)
    for where, c in lines('group_members.tsv'):
        when = dates(where, c[2], c[3], report)
        group = groups.get(fold(c[0]), 'unknown')
        if group == 'unknown':
            report.error(where, f'{c[0]} is no group')
        if when is None or not isinstance(group, tuple):
            continue
        if when[1] < group[0] or (c[2] and span(c[2])[1] < group[0]):
            report.error(where, f'a member of {c[0]} before there was one')
        if when[0] > group[1]:
            report.error(where, f'a member of {c[0]} after it ended')
        for iso3 in words(c[1]):
            if iso3 not in states:
                report.error(where, f'unknown state {iso3}')
            for other, other_where in terms[fold(c[0]), iso3]:
                if other[0] < when[1] and when[0] < other[1]:
                    report.error(where, f'{iso3} is a member already by {other_where}')
            terms[fold(c[0]), iso3].append((when, where))


def check_words(report):
    """organisations, agents, titles and places: nothing twice, known sectors, dates that can be"""
    sectors = column('sectors.tsv')
    names = {fold(c[0]): where for where, c in lines('groups.tsv')}
    for path in sorted(glob.glob(os.path.join(ROOT, 'organisations', '*.tsv'))):
        for where, c in lines(os.path.relpath(path, ROOT)):
            if fold(c[0]) in names:
                report.error(where, f'{c[0]} is there twice, also by {names[fold(c[0])]}')
            names[fold(c[0])] = where
            dates(where, c[5], c[6], report)
            if c[4] not in sectors:
                report.error(where, f'unknown sector {c[4]}')
            for column_of in (c[1], c[2]):
                aliases = words(column_of)
                if len(set(aliases)) != len(aliases):
                    report.error(where, 'an alias twice')
    nouns = {}
    for where, c in lines('agents.tsv'):
        if c[2] and c[2] not in sectors:
            report.error(where, f'unknown sector {c[2]}')
        for noun in words(c[0]):
            if fold(noun) in nouns:
                report.error(where, f'{noun} is there twice, also by {nouns[fold(noun)]}')
            nouns[fold(noun)] = where
    titles = {}
    for where, c in lines('titles.tsv'):
        for title in words(c[0]):
            key = title.casefold(), c[4]
            if key in titles:
                report.error(where, f'{title} is there twice, also by {titles[key]}')
            titles[key] = where
    places = {}
    for where, c in lines('../places/places.tsv'):
        key = fold(c[0]), c[2], c[3]
        if key in places:
            report.error(where, f'{c[0]} is there twice, also by {places[key]}')
        places[key] = where
    return len(names), len(nouns)


def check_offices(files, gaps, report):
    kinds = column('office_kinds.tsv')
    sectors = column('sectors.tsv')
    states = column('states.tsv')
    total = 0
    rows = []
    error, warn = report.error, report.warn

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
    return total


def main():
    args = sys.argv[1:]
    report = Report('-q' in args)
    files = [a for a in args if a[0] != '-']
    told = ''
    if not files:
        files = sorted(glob.glob(os.path.join(ROOT, 'offices', '*.tsv')))
        states = check_states(report)
        check_groups(states, report)
        bodies, nouns = check_words(report)
        told = f'{len(states)} states, {bodies} groups and bodies, {nouns} nouns, '
    total = check_offices(files, '--gaps' in args, report)
    print(f'actors: {told}{total} offices held: {report.errors} errors, {report.warnings} warnings')
    return 1 if report.errors else 0


sys.exit(main())
