#!/usr/bin/env python3
"""How well names and pronouns are linked to what was mentioned before.

    score_reference.py documents TREEBANK [GENRE…] > documents.jsonl
    show_reference documents.jsonl > linked.jsonl
    score_reference.py score documents.jsonl linked.jsonl [--show]

TREEBANK is CoNLL-U of the Georgetown University Multilayer corpus (plain or .gz), whose column MISC holds mentions and
chains (Entity=); GENRE takes only documents of that genre (news, interview, bio; all without one). `documents` gives
the bare text, paragraphs parted by empty lines, as the program reads it, with the mentions beside it for the scorer
and the trainer: start, end, start and end of the head word, chain, type, form, heads.

What is counted. A mention counts where its head is a proper noun (a name) or it is one personal or possessive pronoun,
and its type is person, organization or place; it is to be linked where its chain has a mention before it. A link of
ours is right where the mention and the one we linked it to stand in one chain.

    recall     right links / mentions that are to be linked
    precision  right links / links made from names and pronouns. A link counts as wrong where the mention is none of the
               three types, too, except where it is right by its chain: then it is not counted; and where a pronoun is no mention in
               the corpus ("it rains"). Names that are none there, mostly parts of other names, are not counted.

Mentions are matched by their head words; of a name, any word of ours may be the head of theirs. A mention of several
joined by "and" matches one of several heads only."""
import collections
import gzip
import json
import re
import sys

TYPES = {"person", "organization", "place"}
MARK = re.compile(r"\((\d+)-([^()]*)(\)?)|(\d+)\)")


def read_documents(path, genres):
    """Yields (id, sentences); a sentence is (new paragraph, rows of ten columns)."""
    opener = gzip.open if path.endswith(".gz") else open
    name, sentences, rows, paragraph = None, [], [], False
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                if name:
                    yield name, sentences
                name, sentences = line.split("= ")[1], []
            elif line == "# newpar" or line.startswith("# newpar "):
                paragraph = True
            elif line and line[0] != "#":
                row = line.split("\t")
                if "." not in row[0]:  # words that are not written
                    rows.append(row)
            elif not line and rows:
                sentences.append((paragraph, rows))
                rows, paragraph = [], False
    if name:
        yield name, sentences


def misc(column, key):
    for part in column.split("|"):
        if part.startswith(key + "="):
            return part[len(key) + 1:]
    return ""


def entity_marks(value):
    """(kind, chain, type, heads) for each bracket of Entity=, in order; kind is open, close or single."""
    for match in MARK.finditer(value):
        if match[4]:
            yield "close", match[4], None, None
        else:
            fields = match[2].split("-")
            # etype-infstat-salience-centering-minspan-link[-identity]
            yield ("single" if match[3] else "open"), match[1], fields[0], fields[4]


def document_of(name, sentences):
    text, tokens, mentions, open_marks = "", [], [], []
    space = ""
    for paragraph, rows in sentences:
        if text:
            space = "\n\n" if paragraph else (space or " ")
        first = len(tokens)
        ids = {}
        skip_until = 0
        for row in rows:
            if "-" in row[0]:
                begin, end = map(int, row[0].split("-"))
                text += space
                space = "" if "SpaceAfter=No" in row[9] else " "
                at = len(text)
                text += row[1]
                # The words of a joined one share its letters as well as they can.
                inner = [r for r in rows if "-" not in r[0] and begin <= int(r[0]) <= end]
                for r in inner:
                    found = text.find(r[1], at)
                    begin_at = found if found >= 0 else at
                    tokens.append([begin_at, begin_at + len(r[1]), r])
                    ids[int(r[0])] = len(tokens) - 1
                    at = begin_at + len(r[1])
                skip_until = end
                continue
            if int(row[0]) > skip_until:
                text += space
                space = "" if "SpaceAfter=No" in row[9] else " "
                tokens.append([len(text), len(text) + len(row[1]), row])
                ids[int(row[0])] = len(tokens) - 1
                text += row[1]
        for row in rows:
            if "-" in row[0]:
                continue
            at = ids[int(row[0])]
            for kind, chain, etype, heads in entity_marks(misc(row[9], "Entity")):
                if kind == "close":
                    for i in range(len(open_marks) - 1, -1, -1):
                        if open_marks[i][0] == chain:
                            mentions.append((open_marks[i][1], at, *open_marks[i]))
                            del open_marks[i]
                            break
                elif kind == "open":
                    open_marks.append((chain, at, etype, heads))
                else:
                    mentions.append((at, at, chain, at, etype, heads))
        for t in tokens[first:]:
            t.append(ids.get(int(t[2][6]), -1))
    out = []
    for begin, end, chain, _, etype, heads in mentions:
        head = next((i for i in range(begin, end + 1) if not begin <= tokens[i][3] <= end), begin)
        row = tokens[head][2]
        form = "name" if row[3] == "PROPN" else "pronoun" if row[4] in ("PRP", "PRP$") and begin == end else "noun"
        joined = any(begin <= i <= end and t[2][7] == "conj" and t[3] == head
                     for i, t in enumerate(tokens[begin:end + 1], begin)) and "," in heads
        out.append([tokens[begin][0], tokens[end][1], tokens[head][0], tokens[head][1], int(chain), etype, form,
                    2 if joined else 1])
    out.sort(key=lambda m: (m[2], -m[1]))
    return {"id": name, "text": text, "mentions": out}


class Gold:
    def __init__(self, mentions):
        self.mentions = mentions
        self.by_head = collections.defaultdict(list)
        for i, m in enumerate(mentions):
            self.by_head[m[2]].append(i)

    def match(self, phrase):
        """The index of the mention of the corpus that is meant by a phrase of ours."""
        several = phrase["joined"]
        fitting = [i for i in self.by_head.get(phrase["head"], []) if (self.mentions[i][7] > 1) == several]
        if not fitting and phrase["form"] == "name":
            fitting = [i for i, m in enumerate(self.mentions)
                       if phrase["start"] <= m[2] < phrase["end"] and (m[7] > 1) == several and m[6] == "name"]
        return fitting[0] if fitting else None


def score(documents_path, linked_path, show):
    linked = {}
    for line in open(linked_path, encoding="utf-8"):
        row = json.loads(line)
        linked[row["doc"]] = row["phrases"]
    total = collections.Counter()
    for line in open(documents_path, encoding="utf-8"):
        document = json.loads(line)
        text, gold = document["text"], Gold(document["mentions"])
        count = collections.Counter()
        seen, wanted = set(), {}
        for i, m in sorted(enumerate(gold.mentions), key=lambda e: (e[1][0], -e[1][1])):
            if m[4] in seen and m[5] in TYPES and m[6] != "noun":
                wanted[i] = False
            seen.add(m[4])
        around = lambda a, b: text[max(0, a - 60):a].replace("\n", " ") + "[" + text[a:b] + "]" + text[b:b + 30].replace("\n", " ")
        phrases = linked[document["id"]]
        for phrase in phrases:
            if phrase["antecedent"] is None or phrase["joined"]:
                continue
            before = phrases[phrase["antecedent"]]
            at, to = gold.match(phrase), gold.match(before)
            right = at is not None and to is not None and gold.mentions[at][4] == gold.mentions[to][4]
            of_type = at is not None and gold.mentions[at][5] in TYPES
            key = phrase["form"]
            if key == "noun":
                if of_type:
                    count["made noun"] += 1
                    count["right noun"] += right
                    if show and not right:
                        print("WRONG NOUN", document["id"], "|", around(phrase["start"], phrase["end"]), "->",
                              text[before["start"]:before["end"]])
                continue
            if (right and not of_type) or (at is None and key == "name"):
                continue
            if right and at not in wanted:
                continue  # the mention before it in the text is the later one of the corpus's order
            if right and wanted[at]:
                continue
            count["made"] += 1
            count["made " + key] += 1
            if right:
                wanted[at] = True
                count["right"] += 1
                count["right " + key] += 1
            elif show:
                what = "no mention" if at is None else gold.mentions[at][5] + str(gold.mentions[at][4])
                print("WRONG", document["id"], what, "|", around(phrase["start"], phrase["end"]), "->",
                      text[before["start"]:before["end"]])
        for i, done in wanted.items():
            m = gold.mentions[i]
            count["wanted"] += 1
            count["wanted " + m[6]] += 1
            if show and not done:
                print("MISSED", document["id"], m[5], "|", around(m[0], m[1]))
        report(document["id"], count)
        total += count
    report("all", total)


def report(name, count):
    def rate(a, b):
        return f"{100 * count[a] / max(1, count[b]):.1f} ({count[a]} of {count[b]})"
    print(f"{name}: precision {rate('right', 'made')}, recall {rate('right', 'wanted')}; " + "; ".join(
        f"{form}s {rate('right ' + form, 'made ' + form)}, {rate('right ' + form, 'wanted ' + form)}"
        for form in ("name", "pronoun")) + f"; nouns, not counted: {rate('right noun', 'made noun')}")


def main():
    if len(sys.argv) >= 3 and sys.argv[1] == "documents":
        for name, sentences in read_documents(sys.argv[2], None):
            if len(sys.argv) > 3 and name.split("_")[1] not in sys.argv[3:]:
                continue
            print(json.dumps(document_of(name, sentences), ensure_ascii=False))
    elif len(sys.argv) >= 4 and sys.argv[1] == "score":
        score(sys.argv[2], sys.argv[3], "--show" in sys.argv)
    else:
        sys.exit(__doc__)


main()
