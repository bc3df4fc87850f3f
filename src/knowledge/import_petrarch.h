// Dictionaries of the PETRARCH form -> tables of the form of data/actors, which `--with` lays over ours.
//
// Reads both kinds, line by line: dictionaries of actors
//
//   HAMID_KARZAI_  [AFGELI <20011222] [AFGGOV 20011222-20140929] ; a comment
//   +KARZAI_
//
// and of agents, with plurals and sets of words:
//
//   !PERSON! = MAN, MEN, WOMAN, WOMEN
//   RANGER {RANGERS} [~MIL]
//   CONGRESS!PERSON! [~LEG]
//
// An actor with dates becomes lines of offices (of the kind `role`); one without, a name of a state where its code is
// that of a state alone, else an organisation; an agent a line of agents.tsv. Tested by: import_petrarch_test.cpp.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/table.h"
#include "knowledge/directory.h"

namespace chancery::knowledge {

/// A table that was made: its name within the folder ("agents.tsv", "offices/imported.tsv") and its text.
struct MadeTable {
  std::string name;
  std::string text;
};

struct Petrarch {
  /// What the codes mean: code, iso3, sector.
  std::vector<TableText> codes;
  /// Hears of lines that are wrong, which are passed over.
  std::function<void(const TableError&)> refuse;
};

/// One table of each kind that anything was found for, sorted; the same dictionaries give the same bytes.
std::vector<MadeTable> import_petrarch(const std::vector<TableText>& dictionaries, const Petrarch& how,
                                       const Directory& directory);

}  // namespace chancery::knowledge
