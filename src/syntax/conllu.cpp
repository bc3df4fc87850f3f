// Tested by: conllu_test.cpp
#include "syntax/conllu.h"

#include <array>
#include <charconv>
#include <cstring>
#include <vector>

namespace chancery::syntax {
namespace {

constexpr std::size_t kColumns = 10;
enum Column { kId, kForm, kLemma, kUpos, kXpos, kFeats, kHead, kDeprel, kDeps, kMisc };

struct Row {
  std::array<std::string_view, kColumns> column;
};

// The columns of one line; missing ones are "_". False where there is no form.
bool split_row(std::string_view line, Row& row) {
  row.column.fill("_");
  for (std::size_t k = 0; k < kColumns; ++k) {
    const std::size_t tab = line.find('\t');
    row.column[k] = line.substr(0, tab);
    if (tab == std::string_view::npos) return k >= kForm && !row.column[kForm].empty();
    line.remove_prefix(tab + 1);
  }
  return !row.column[kForm].empty();
}

bool read_number(std::string_view text, std::uint32_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

bool has_no_space_after(std::string_view misc) { return misc.find("SpaceAfter=No") != std::string_view::npos; }

class Reader {
 public:
  Reader(std::string_view file, Reporter& reporter, ConlluDocument& document)
      : file_(file), reporter_(reporter), doc_(document) {}

  void line(std::string_view line, std::uint64_t number) {
    if (line.empty()) return end_sentence();
    if (line.front() == '#') return;
    Row row;
    if (!split_row(line, row)) return reporter_.refuse(file_, number, "not a line of CoNLL-U");
    const std::string_view id = row.column[kId];
    if (const std::size_t dash = id.find('-'); dash != std::string_view::npos) {
      if (!read_number(id.substr(dash + 1), range_end_) || !read_number(id.substr(0, dash), range_begin_)) {
        range_end_ = 0;
        return reporter_.refuse(file_, number, "not a range of words");
      }
      space_after_range_ = !has_no_space_after(row.column[kMisc]);
      return;
    }
    if (id.find('.') != std::string_view::npos) return;
    std::uint32_t index = 0;
    if (!read_number(id, index)) return reporter_.refuse(file_, number, "the first column is not a number");
    add(row, index);
  }

  void end_sentence() {
    const TokenId end = doc_.tokens.span.end_id();
    if (begin_ == end) return;
    const SentenceId id = doc_.tokens.sentences.end_id();
    text::Sentence sentence;
    sentence.begin = begin_;
    sentence.end = end;
    doc_.tokens.sentences.push_back(sentence);
    for (TokenId token = begin_; token != end; ++token) doc_.tokens.sentence_of[token] = id;
    link_heads(end);
    begin_ = end;
    heads_.clear();
    range_end_ = 0;
    doc_.text += '\n';
    space_ = true;
  }

 private:
  void add(const Row& row, std::uint32_t index) {
    const bool inside = range_end_ != 0 && index > range_begin_ && index <= range_end_;
    const bool covered = inside || (range_end_ != 0 && index == range_begin_);
    if (space_ && !inside && begin_ != doc_.tokens.span.end_id()) doc_.text += ' ';
    const auto at = static_cast<std::uint32_t>(doc_.text.size());
    doc_.text += row.column[kForm];
    doc_.tokens.span.push_back({at, static_cast<std::uint32_t>(doc_.text.size())});
    doc_.tokens.sentence_of.push_back(SentenceId::none());
    doc_.tokens.space_before.push_back(space_ && !inside ? 1 : 0);
    doc_.tokens.glued_to_former.push_back(inside ? 1 : 0);
    space_ = covered ? space_after_range_ : !has_no_space_after(row.column[kMisc]);

    Upos upos = Upos::X;
    Deprel deprel = Deprel::Dep;
    parse_name(row.column[kUpos], upos);
    parse_name(row.column[kDeprel], deprel);
    doc_.trees.upos.push_back(upos);
    doc_.trees.deprel.push_back(deprel);
    doc_.trees.xpos.push_back(keep(row.column[kXpos]));
    doc_.trees.feats.push_back(keep(row.column[kFeats]));
    doc_.trees.lemma.push_back(keep(row.column[kLemma]));
    std::uint32_t head = 0;
    heads_.push_back(read_number(row.column[kHead], head) ? head : kNoHead);
  }

  std::string_view keep(std::string_view text) {
    if (text.empty()) text = "_";
    std::memcpy(doc_.trees.lemma_bytes.room(text.size()), text.data(), text.size());
    return doc_.trees.lemma_bytes.keep(text.size());
  }

  // Heads that do not make a tree with one root are replaced by the flattest one.
  void link_heads(TokenId end) {
    const std::size_t n = heads_.size();
    bool tree = true;
    std::size_t roots = 0;
    for (const std::uint32_t head : heads_) {
      tree = tree && head <= n;
      roots += head == 0;
    }
    tree = tree && roots == 1;
    // 0 not seen, else the number of the walk that saw it: a walk that meets itself runs in a circle.
    seen_.assign(n, 0);
    for (std::size_t i = 0; tree && i < n; ++i) {
      std::size_t at = i;
      while (heads_[at] != 0 && seen_[at] == 0) {
        seen_[at] = static_cast<std::uint32_t>(i) + 1;
        at = heads_[at] - 1;
      }
      tree = heads_[at] == 0 || seen_[at] != i + 1;
    }
    std::size_t i = 0;
    for (TokenId token = begin_; token != end; ++token, ++i) {
      const std::uint32_t head = tree ? heads_[i] : (i == 0 ? 0 : 1);
      doc_.trees.head.push_back(head == 0 ? TokenId::none() : begin_ + (head - 1));
      if (head == 0) doc_.trees.deprel[token] = Deprel::Root;
    }
  }

  static constexpr std::uint32_t kNoHead = 0xFFFFFFFF;
  std::string_view file_;
  Reporter& reporter_;
  ConlluDocument& doc_;
  TokenId begin_{0};
  std::vector<std::uint32_t> heads_, seen_;
  std::uint32_t range_begin_ = 0, range_end_ = 0;
  bool space_ = true, space_after_range_ = true;
};

void append_number(std::string& out, std::size_t number) {
  char digits[20];
  const auto result = std::to_chars(digits, digits + sizeof digits, number);
  out.append(digits, result.ptr);
}

// White space inside a word or a text would end its column or line.
void append_clean(std::string& out, std::string_view text) {
  for (const char c : text) out += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
}

}  // namespace

void read_conllu(std::string_view bytes, std::string_view file, Reporter& reporter, ConlluDocument& document) {
  document.text.clear();
  document.tokens.clear();
  document.trees.clear();
  Reader reader(file, reporter, document);
  std::uint64_t number = 0;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    reader.line(line, ++number);
  }
  reader.end_sentence();
  document.tokens.text = document.text;
  link_children(document.trees);
}

void write_conllu(const text::Tokens& tokens, const Trees& trees, std::string& out) {
  std::size_t number = 0;
  for (const text::Sentence& sentence : tokens.sentences) {
    if (sentence.size() == 0) continue;
    out += "# sent_id = ";
    append_number(out, ++number);
    out += "\n# text = ";
    append_clean(out, tokens.slice(sentence.begin, sentence.end));
    out += '\n';
    const auto space_after = [&](TokenId last) {
      const TokenId next = last + 1;
      return next == tokens.span.end_id() || tokens.space_before[next] != 0;
    };
    TokenId range_end = sentence.begin;
    for (TokenId token = sentence.begin; token != sentence.end; ++token) {
      const std::size_t index = token - sentence.begin + 1;
      if (token >= range_end) {
        range_end = token + 1;
        while (range_end != sentence.end && tokens.glued_to_former[range_end] != 0) ++range_end;
        if (range_end != token + 1) {
          append_number(out, index);
          out += '-';
          append_number(out, range_end - sentence.begin);
          out += '\t';
          append_clean(out, tokens.slice(token, range_end));
          out += "\t_\t_\t_\t_\t_\t_\t_\t";
          out += space_after(range_end - 1) ? "_\n" : "SpaceAfter=No\n";
        }
      }
      const bool in_range = tokens.glued_to_former[token] != 0 || range_end != token + 1;
      append_number(out, index);
      out += '\t';
      append_clean(out, tokens.form(token));
      out += '\t';
      append_clean(out, trees.lemma[token]);
      out += '\t';
      out += name_of(trees.upos[token]);
      out += '\t';
      out += trees.xpos[token];
      out += '\t';
      out += trees.feats[token];
      out += '\t';
      append_number(out, trees.head[token].exists() ? trees.head[token] - sentence.begin + 1 : 0);
      out += '\t';
      out += name_of(trees.deprel[token]);
      out += "\t_\t";
      out += in_range || space_after(token) ? "_" : "SpaceAfter=No";
      out += '\n';
    }
    out += '\n';
  }
}

}  // namespace chancery::syntax
