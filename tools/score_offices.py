#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Asks `chancery resolve` for the country and the sector of people who held an office on a day.

usage: tools/score_offices.py SAMPLE.tsv [--program build/chancery] [--misses] [--with DIR]

SAMPLE has a head and the columns text (the name), country (ISO 3166-1 alpha-3), office, date, sector (alternatives
parted by `|`). Each row is asked in several forms: the name alone; nationality, office and name; office, country and
name; the name with its office behind a comma; and the office of the country without the name. A row counts as right
where country and sector are; "wrong country" is an answer with another country, which is worse than none. Rows of
heads of state and government are counted apart. Standard library only.
"""
import argparse
import collections
import json
import os
import re
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')
HEAD = re.compile(r'(president|prime minister|effective leader|premier|king|monarch|sultan|taoiseach|chancellor|emir|'
                  r'episcopal co-prince|prince|supreme leader)( of (the )?(republic of )?[A-Z][\w -]+)?$', re.I)
# Codes of the sample that are not ISO.
OTHER_CODES = {'SOMPRE': 'SOM', 'ROM': 'ROU', 'XKO': 'XKX'}


def table(name):
    with open(os.path.join(ROOT, 'data', 'actors', name), encoding='utf-8') as f:
        for line in f:
            if line.strip() and line[0] != '#':
                yield line.rstrip('\n').split('\t')


def nationalities():
    short = {c[0]: c[7] for c in table('states.tsv')}
    adjective = {}
    for words, kind, iso3, *_ in table('state_names.tsv'):
        if kind == 'adjective':
            adjective.setdefault(iso3, words.split(';')[0])
    return short, adjective


def forms(row, short, adjective):
    name, iso3 = row['text'], row['country']
    country = short.get(iso3, iso3)
    office = re.sub(r' of (the )?(Republic of )?' + re.escape(country) + '$', '', row['office'])
    office = {'effective leader': 'leader'}.get(office, office)
    the = 'the ' if country in ('United States', 'United Kingdom', 'United Arab Emirates', 'Netherlands') else ''
    yield 'name', name
    yield 'nationality office name', f'{adjective.get(iso3, country)} {office} {name}'
    yield "country's office name", f"{country}'s {office} {name}"
    yield 'office of country name', f'{office} of {the}{country} {name}'
    yield 'name, office of country', f'{name}, the {office} of {the}{country}'
    yield 'the office of country', f'the {office} of {the}{country}'


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('sample')
    parser.add_argument('--program', default=os.path.join(ROOT, 'build', 'chancery'))
    parser.add_argument('--misses', action='store_true', help='print every row that is not right')
    parser.add_argument('--with', dest='overlay', help='a folder laid over the tables')
    args = parser.parse_args()
    with open(args.sample, encoding='utf-8') as f:
        head = f.readline().rstrip('\n').split('\t')
        rows = [dict(zip(head, line.rstrip('\n').split('\t'))) for line in f if line.strip()]
    short, adjective = nationalities()
    asked = collections.defaultdict(list)  # date -> questions
    for row in rows:
        row['country'] = OTHER_CODES.get(row['country'], row['country'])
        for form, phrase in forms(row, short, adjective):
            asked[row['date']].append((form, phrase, row))
    counts = collections.defaultdict(collections.Counter)
    for date, questions in sorted(asked.items()):
        command = [args.program, 'resolve', '--date', date] + (['--with', args.overlay] if args.overlay else [])
        done = subprocess.run(command, input=''.join(q[1] + '\n' for q in questions), capture_output=True, text=True)
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        if len(answers) != len(questions):
            sys.exit(f'{len(questions)} questions, {len(answers)} answers: {done.stderr}')
        for (form, phrase, row), answer in zip(questions, answers):
            kind = 'heads' if HEAD.match(row['office']) else 'others'
            count = counts[form, kind]
            right = answer['country'] == row['country'], answer['sector'] in row['sector'].split('|')
            count['rows'] += 1
            count['country'] += right[0]
            count['sector'] += right[1]
            count['both'] += all(right)
            count['wrong country'] += answer['country'] not in (None, row['country'])
            if args.misses and not all(right):
                print(f"{form}\t{kind}\t{date}\t{phrase}\t{row['country']} {row['sector']}\t"
                      f"{answer['country']} {answer['sector']} {answer['name']}")
    print(f"{'form':<26}{'rows':>13}{'both right':>12}{'country':>9}{'sector':>8}{'wrong country':>15}")
    for (form, kind), c in counts.items():
        print(f"{form:<26}{c['rows']:>6} {kind:<6}{c['both']:>12}{c['country']:>9}{c['sector']:>8}"
              f"{c['wrong country']:>15}")
    return 0


sys.exit(main())
