#include "data.h"

#include <algorithm>
#include <array>
#include <fstream>

#include <simdjson.h>

#include "chancery/error.h"
#include "syntax/trees.h"

namespace chancery::train {
namespace {

std::vector<std::string> split(const std::string& line, char by) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (std::size_t at; (at = line.find(by, from)) != std::string::npos; from = at + 1) {
    parts.push_back(line.substr(from, at - from));
  }
  parts.push_back(line.substr(from));
  return parts;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

void lower_all(std::string& s) { std::transform(s.begin(), s.end(), s.begin(), lower); }
void upper_all(std::string& s) { std::transform(s.begin(), s.end(), s.begin(), upper); }

bool is_small_word(const Word& w) {
  static const int adp = static_cast<int>(syntax::Upos::Adp), det = static_cast<int>(syntax::Upos::Det),
                   cconj = static_cast<int>(syntax::Upos::Cconj), part = static_cast<int>(syntax::Upos::Part);
  return w.form.size() < 5 && (w.upos == adp || w.upos == det || w.upos == cconj || w.upos == part);
}

void curl_quotes(Sentence& s) {
  bool open = false;
  for (Word& w : s) {
    if (w.form == "\"" || w.form == "``" || w.form == "''") {
      open = w.form == "``" || (w.form == "\"" && !open);
      w.form = w.lemma = open ? "\u201C" : "\u201D";
    } else if (const auto at = w.form.find('\''); at != std::string::npos) {
      w.form.replace(at, 1, "\u2019");
    }
  }
}

// The place stands before the sentence as a parataxis of its root: "BEIJING (Reuters) - ", "KYIV, Ukraine — ".
void add_dateline(Sentence& s, std::mt19937& random) {
  static const std::array<const char*, 16> kPlaces = {
      "BEIJING", "MOSCOW", "WASHINGTON", "KYIV",     "London",    "CAIRO",     "Geneva", "BAGHDAD",
      "Seoul",   "TOKYO",  "NAIROBI",    "Brussels", "ISLAMABAD", "JERUSALEM", "Ankara", "LAGOS"};
  static const std::array<const char*, 4> kAgencies = {"Reuters", "AP", "AFP", "Xinhua"};
  const auto make = [](const std::string& form, const char* xpos, syntax::Upos upos, int head, syntax::Deprel rel) {
    Word w;
    w.form = w.lemma = form;
    w.xpos = xpos;
    w.feats = upos == syntax::Upos::Propn ? "Number=Sing" : "_";
    w.upos = static_cast<int>(upos);
    w.head = head;
    w.deprel = static_cast<int>(rel);
    return w;
  };
  using syntax::Deprel, syntax::Upos;
  Sentence line;
  line.push_back(make(kPlaces[random() % kPlaces.size()], "NNP", Upos::Propn, -2, Deprel::Parataxis));
  const auto kind = random() % 3;
  if (kind == 0) {
    line.push_back(make("(", "-LRB-", Upos::Punct, 2, Deprel::Punct));
    line.push_back(make(kAgencies[random() % kAgencies.size()], "NNP", Upos::Propn, 0, Deprel::Parataxis));
    line.push_back(make(")", "-RRB-", Upos::Punct, 2, Deprel::Punct));
  } else if (kind == 1) {
    line.push_back(make(",", ",", Upos::Punct, 2, Deprel::Punct));
    line.push_back(make("Reuters", "NNP", Upos::Propn, 0, Deprel::Appos));
  }
  line.push_back(make(random() % 2 != 0 ? "-" : "\u2014", ":", Upos::Punct, 0, Deprel::Punct));
  const int shift = static_cast<int>(line.size());
  int root = 0;
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s[i].head < 0)
      root = static_cast<int>(i) + shift;
    else
      s[i].head += shift;
  }
  for (Word& w : line) {
    if (w.head == -2) w.head = root;
  }
  s.insert(s.begin(), line.begin(), line.end());
}

}  // namespace

std::vector<Sentence> read_treebank(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw Error(path + ": cannot be opened; give the folder of the treebanks as TREEBANKS=…");
  std::vector<Sentence> sentences;
  Sentence sentence;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty()) {
      if (!sentence.empty()) sentences.push_back(std::move(sentence));
      sentence.clear();
      continue;
    }
    if (line[0] == '#') continue;
    const auto column = split(line, '\t');
    const auto refuse = [&](const char* what) { return Error(path + ":" + std::to_string(number) + ": " + what); };
    if (column.size() < 8) throw refuse("fewer than eight columns");
    if (column[0].find_first_of("-.") != std::string::npos) continue;
    Word word;
    word.form = column[1];
    word.lemma = column[2];
    syntax::Upos upos;
    syntax::Deprel deprel;
    if (!syntax::parse_name(column[3], upos)) throw refuse("unknown part of speech");
    if (!syntax::parse_name(column[7], deprel)) throw refuse("unknown relation");
    word.upos = static_cast<int>(upos);
    word.deprel = static_cast<int>(deprel);
    word.xpos = column[4];
    word.feats = column[5];
    word.head = std::stoi(column[6]) - 1;
    sentence.push_back(std::move(word));
  }
  if (!sentence.empty()) sentences.push_back(std::move(sentence));
  return sentences;
}

Vectors read_vectors(const std::string& path) {
  simdjson::ondemand::parser parser;
  Vectors vectors;
  try {
    const auto json = simdjson::padded_string::load(path).take_value();
    auto doc = parser.iterate(json);
    std::unordered_map<std::string, std::size_t> row;
    for (auto word : doc["words"].get_array()) {
      vectors.words.emplace_back(std::string_view(word.get_string()));
      row.emplace(vectors.words.back(), vectors.words.size() - 1);
    }
    vectors.values.assign(vectors.words.size() * kVectorSize, 0.0f);
    for (auto field : doc["vectors"].get_object()) {
      const auto it = row.find(std::string(std::string_view(field.unescaped_key())));
      if (it == row.end()) continue;
      std::size_t k = 0;
      for (auto value : field.value().get_array()) {
        if (k < kVectorSize) vectors.values[it->second * kVectorSize + k] = static_cast<float>(double(value));
        ++k;
      }
    }
  } catch (const simdjson::simdjson_error& error) {
    throw Error(path + ": not the expected JSON of word vectors (" + error.what() + "); run npm ci in train/");
  }
  return vectors;
}

Sentence in_other_clothes(const Sentence& sentence, std::mt19937& random) {
  Sentence s = sentence;
  switch (random() % 8) {
    case 0:
      for (Word& w : s) {
        lower_all(w.form);
        if (w.lemma != "I") lower_all(w.lemma);
      }
      break;
    case 1:
      for (Word& w : s) upper_all(w.form);
      break;
    case 2:
    case 3:
      for (std::size_t i = 0; i < s.size(); ++i) {
        if (i == 0 || !is_small_word(s[i])) s[i].form[0] = upper(s[i].form[0]);
      }
      [[fallthrough]];
    case 4:
    case 5:
      if (s.size() > 2 && s.back().form == "." &&
          std::none_of(s.begin(), s.end(), [&](const Word& w) { return w.head + 1 == static_cast<int>(s.size()); })) {
        s.pop_back();
      }
      break;
    case 6:
      curl_quotes(s);
      break;
    default:
      add_dateline(s, random);
  }
  return s;
}

}  // namespace chancery::train
