#include "knowledge/lexicon.h"

#include <boost/unordered/unordered_flat_set.hpp>

#include <algorithm>
#include <array>
#include <deque>
#include <map>

#include "knowledge/word_forms.h"

namespace chancery::knowledge {
namespace {

using WordMap = boost::unordered_flat_map<std::string_view, std::pair<std::uint32_t, std::uint32_t>>;

constexpr std::array<std::pair<std::string_view, SlotKind>, 9> kSlotNames = {{
    {"subj", SlotKind::Subject},
    {"obj", SlotKind::Object},
    {"iobj", SlotKind::IndirectObject},
    {"xcomp", SlotKind::OpenComplement},
    {"ccomp", SlotKind::Clause},
    {"advcl", SlotKind::AdverbialClause},
    {"purpose", SlotKind::Purpose},
    {"poss", SlotKind::Possessor},
    {"mod", SlotKind::Modifier},
}};

Slot read_slot(const TableLine& line, std::string_view name) {
  if (name.empty()) line.fail("a slot without a name");
  for (const auto& [slot_name, kind] : kSlotNames) {
    if (name == slot_name) return {kind, {}};
  }
  if (name.front() == '+') return {SlotKind::Particle, name.substr(1)};
  for (char c : name) {
    if ((c < 'a' || c > 'z') && c != '_') line.fail("'" + std::string(name) + "' is no slot");
  }
  return {SlotKind::Preposition, name};
}

std::vector<Slot> read_slots(const TableLine& line, std::string_view names, char separator) {
  std::vector<Slot> slots;
  for (std::string_view name : split_list(names, separator)) slots.push_back(read_slot(line, name));
  return slots;
}

Frame read_frame(const TableLine& line, std::string_view name, std::string_view roles) {
  Frame frame;
  frame.name = name;
  for (std::string_view role : split_list(roles, ' ')) {
    const std::size_t equals = role.find('=');
    const std::string_view key = role.substr(0, equals);
    const std::string_view value = equals == std::string_view::npos ? std::string_view() : role.substr(equals + 1);
    if (value.empty()) line.fail("a role is written role=slot, not '" + std::string(role) + "'");
    if (key == "actor")
      frame.actor = read_slots(line, value, '|');
    else if (key == "recipient")
      frame.recipient = read_slots(line, value, '|');
    else if (key == "inner")
      frame.inner = read_slots(line, value, '|');
    else if (key == "both")
      frame.both = read_slots(line, value, ',');
    else if (role == "inner-actor=recipient")
      frame.recipient_does_inner = true;
    else
      line.fail("'" + std::string(key) + "' is no role");
  }
  return frame;
}

std::optional<WordClass> word_class_from(std::string_view name) {
  if (name == "verb") return WordClass::Verb;
  if (name == "noun") return WordClass::Noun;
  if (name == "adjective") return WordClass::Adjective;
  if (name == "preposition") return WordClass::Preposition;
  return std::nullopt;
}

/// The pattern that says more comes first: by its conditions, then by those that name their words ("call for=help"
/// before "call for").
bool is_closer(const Entry& a, const Entry& b) {
  if (a.constraints.size() != b.constraints.size()) return a.constraints.size() > b.constraints.size();
  const auto named = [](const Entry& entry) {
    return std::count_if(entry.constraints.begin(), entry.constraints.end(),
                         [](const Constraint& constraint) { return !constraint.lemmas.empty(); });
  };
  return named(a) > named(b);
}

std::string_view base_name(std::string_view file) { return file.substr(file.find_last_of('/') + 1); }

}  // namespace

struct Lexicon::Tables {
  std::deque<std::string> texts;  // the tables' bytes; all views point here
  std::deque<Frame> frames;
  std::map<std::string_view, const Frame*> frame_by_name;
  std::array<std::vector<Entry>, kWordClassCount> entries;  // by word class, grouped by lemma
  std::array<WordMap, kWordClassCount> by_lemma;
  std::array<std::vector<Cue>, kWordClassCount> cues;
  std::array<boost::unordered_flat_map<std::string_view, std::uint32_t>, kWordClassCount> cue_by_lemma;
  boost::unordered_flat_map<std::string_view, Modality> modals;
  boost::unordered_flat_set<std::string_view> obliging;
  boost::unordered_flat_set<std::string_view> negations;
  boost::unordered_flat_set<std::string_view> conditions;
  boost::unordered_flat_set<std::string_view> locatives;
  boost::unordered_flat_map<std::string_view, int> stances;
  boost::unordered_flat_map<std::string_view, Status> modifiers;
  bool leaves_out_unknown = false;

  void read_entry(const TableLine& line, WordClass word_class, std::size_t first, const Ontology& ontology);
  /// "rally behind", "fly to": where the recipient stands behind a preposition, that of the pattern comes first.
  void take_own_preposition(Entry& entry);
  void read_cue(const TableLine& line);
  void read_words(const TableText& table);
  static void read_set(const TableText& table, boost::unordered_flat_set<std::string_view>& words);
  std::array<WordForms, 2> forms;  // of verbs and of nouns
  void group();
  void collect_forms();
};

void Lexicon::Tables::read_entry(const TableLine& line, WordClass word_class, std::size_t first,
                                 const Ontology& ontology) {
  Entry entry;
  entry.pattern = line.field(first);
  entry.word_class = word_class;
  for (std::string_view part : split_list(entry.pattern, ' ')) {
    if (entry.lemma.empty()) {
      entry.lemma = part;
      continue;
    }
    Constraint constraint;
    const std::size_t equals = part.find('=');
    constraint.slot = read_slot(line, part.substr(0, equals));
    if (equals != std::string_view::npos) constraint.lemmas = split_list(part.substr(equals + 1), '|');
    entry.constraints.push_back(std::move(constraint));
  }
  if (entry.lemma.empty()) line.fail("a pattern begins with a lemma");
  const std::string_view meaning = line.field(first + 1);
  if (const auto act = ontology.act_named(meaning))
    entry.act = *act;
  else if (const auto op = ontology.operator_named(meaning))
    entry.op = *op;
  else if (leaves_out_unknown)
    return;
  else
    line.fail("'" + std::string(meaning) + "' is no act and no operator");
  const std::string_view frame = line.field(first + 2);
  if (frame.find('=') != std::string_view::npos) {
    frames.push_back(read_frame(line, "", frame));
    entry.frame = &frames.back();
  } else {
    const auto named = frame_by_name.find(frame);
    if (named == frame_by_name.end()) line.fail("'" + std::string(frame) + "' is no frame");
    entry.frame = named->second;
  }
  if (word_class == WordClass::Verb) take_own_preposition(entry);
  if (entry.op.exists() && entry.frame->inner.empty()) line.fail("an operator wants a frame with an inner act");
  entries[static_cast<std::size_t>(word_class)].push_back(std::move(entry));
}

void Lexicon::Tables::take_own_preposition(Entry& entry) {
  const std::vector<Slot>& recipients = entry.frame->recipient;
  const auto is_preposition = [](const Slot& slot) { return slot.kind == SlotKind::Preposition; };
  if (recipients.empty() || !std::all_of(recipients.begin(), recipients.end(), is_preposition)) return;
  for (const Constraint& constraint : entry.constraints) {
    if (!constraint.lemmas.empty() || !is_preposition(constraint.slot)) continue;
    frames.push_back(*entry.frame);
    std::vector<Slot>& own = frames.back().recipient;
    own.insert(own.begin(), constraint.slot);
    entry.frame = &frames.back();
  }
}

void Lexicon::Tables::read_cue(const TableLine& line) {
  Cue cue;
  cue.lemma = line.field(0);
  const auto word_class = word_class_from(line.field(1));
  if (!word_class) line.fail("'" + std::string(line.field(1)) + "' is no word class");
  cue.word_class = *word_class;
  cue.addressee = read_slots(line, line.field(2), '|');
  const std::string_view stance = line.fields.size() > 3 ? line.fields[3] : "0";
  cue.stance = stance == "+" ? 1 : stance == "-" ? -1 : 0;
  cue.needs_content = line.field(4) != "";
  if (cue.needs_content && line.field(4) != "content") cue.content_preposition = line.field(4);
  const auto index = static_cast<std::size_t>(cue.word_class);
  // A preposition of several words is found by its first.
  const std::string_view lemma =
      cue.word_class == WordClass::Preposition ? cue.lemma.substr(0, cue.lemma.find('_')) : cue.lemma;
  if (!cue_by_lemma[index].emplace(lemma, static_cast<std::uint32_t>(cues[index].size())).second) {
    line.fail(std::string(lemma) + " stands twice");
  }
  cues[index].push_back(std::move(cue));
}

void Lexicon::Tables::read_set(const TableText& table, boost::unordered_flat_set<std::string_view>& words) {
  read_table(table, 1, 1, [&](const TableLine& line) { words.insert(line.field(0)); });
}

void Lexicon::Tables::read_words(const TableText& table) {
  const std::string_view name = base_name(table.file);
  if (name == "cues.tsv") {
    read_table(table, 3, 5, [&](const TableLine& line) { read_cue(line); });
  } else if (name == "modals.tsv") {
    read_table(table, 2, 3, [&](const TableLine& line) {
      const std::string_view value = line.field(1);
      if (line.field(2) == "xcomp") {
        if (value != "obliged") line.fail("a verb with an infinitive is 'obliged' or has no line");
        obliging.insert(line.field(0));
        return;
      }
      if (!line.field(2).empty()) line.fail("the last field is 'xcomp' or missing");
      Modality modality = Modality::None;
      if (value == "future")
        modality = Modality::Future;
      else if (value == "possible")
        modality = Modality::Possible;
      else if (value == "obliged")
        modality = Modality::Obliged;
      else if (value != "none")
        line.fail("'" + std::string(value) + "' is no modality");
      modals[line.field(0)] = modality;
    });
  } else if (name == "irregular.tsv") {
    read_table(table, 3, 3, [&](const TableLine& line) {
      const auto word_class = word_class_from(line.field(1));
      if (!word_class || *word_class == WordClass::Adjective) line.fail("only verbs and nouns have such forms");
      forms[static_cast<std::size_t>(*word_class)].add(line.field(0), line.field(2));
    });
  } else if (name == "negations.tsv") {
    read_set(table, negations);
  } else if (name == "conditions.tsv") {
    read_set(table, conditions);
  } else if (name == "locatives.tsv") {
    read_set(table, locatives);
  } else if (name == "stance.tsv") {
    read_table(table, 2, 2, [&](const TableLine& line) {
      const std::string_view value = line.fields[1];
      if (value != "+" && value != "-") line.fail("'" + std::string(value) + "' is neither + nor -");
      stances[line.field(0)] = value == "+" ? 1 : -1;
    });
  } else if (name == "status.tsv") {
    read_table(table, 2, 2, [&](const TableLine& line) {
      for (Status status : {Status::Actual, Status::Planned, Status::Conditional, Status::Negated, Status::Alleged}) {
        if (name_of(status) == line.field(1)) {
          modifiers[line.field(0)] = status;
          return;
        }
      }
      line.fail("'" + std::string(line.field(1)) + "' is no status");
    });
  }
}

void Lexicon::Tables::group() {
  for (std::size_t c = 0; c < entries.size(); ++c) {
    std::stable_sort(entries[c].begin(), entries[c].end(), [](const Entry& a, const Entry& b) {
      return a.lemma != b.lemma ? a.lemma < b.lemma : is_closer(a, b);
    });
    for (std::uint32_t begin = 0; begin < entries[c].size();) {
      std::uint32_t end = begin;
      while (end < entries[c].size() && entries[c][end].lemma == entries[c][begin].lemma) ++end;
      by_lemma[c][entries[c][begin].lemma] = {begin, end};
      begin = end;
    }
  }
}

/// The forms of all words that entries, their conditions and the cues name.
void Lexicon::Tables::collect_forms() {
  WordForms& verbs = forms[static_cast<std::size_t>(WordClass::Verb)];
  WordForms& nouns = forms[static_cast<std::size_t>(WordClass::Noun)];
  for (const auto& of_class : entries) {
    for (const Entry& entry : of_class) {
      if (entry.word_class == WordClass::Verb) verbs.add_verb(entry.lemma);
      if (entry.word_class == WordClass::Noun) nouns.add_noun(entry.lemma);
      for (const Constraint& constraint : entry.constraints) {
        const bool clause = constraint.slot.kind == SlotKind::OpenComplement;
        for (std::string_view lemma : constraint.lemmas) {
          if (lemma.starts_with('@')) continue;
          clause ? verbs.add_verb(lemma) : nouns.add_noun(lemma);
        }
      }
    }
  }
  for (const Cue& cue : cues[static_cast<std::size_t>(WordClass::Verb)]) verbs.add_verb(cue.lemma);
  for (const Cue& cue : cues[static_cast<std::size_t>(WordClass::Noun)]) nouns.add_noun(cue.lemma);
}

Lexicon Lexicon::load(std::span<const TableText> sources, const Ontology& ontology, Unknown unknown) {
  auto tables = std::make_shared<Tables>();
  tables->leaves_out_unknown = unknown == Unknown::LeaveOut;
  std::vector<TableText> texts;
  for (const TableText& source : sources) {
    tables->texts.emplace_back(source.text);
    texts.push_back({source.file, tables->texts.back()});
  }
  for (const TableText& table : texts) {
    if (base_name(table.file) != "frames.tsv") continue;
    read_table(table, 2, 3, [&](const TableLine& line) {
      tables->frames.push_back(read_frame(line, line.field(0), line.field(1)));
      if (!tables->frame_by_name.emplace(line.field(0), &tables->frames.back()).second) line.fail("stands twice");
    });
  }
  for (const TableText& table : texts) {
    const std::string_view name = base_name(table.file);
    const auto read_class = [&](WordClass word_class) {
      read_table(table, 3, 4, [&](const TableLine& line) { tables->read_entry(line, word_class, 0, ontology); });
    };
    if (name.starts_with("verbs"))
      read_class(WordClass::Verb);
    else if (name.starts_with("nouns"))
      read_class(WordClass::Noun);
    else if (name.starts_with("adjectives"))
      read_class(WordClass::Adjective);
    else if (name.starts_with("constructions")) {
      read_table(table, 4, 5, [&](const TableLine& line) {
        const auto word_class = word_class_from(line.field(0));
        if (!word_class) line.fail("'" + std::string(line.field(0)) + "' is no word class");
        tables->read_entry(line, *word_class, 1, ontology);
      });
    } else {
      tables->read_words(table);
    }
  }
  tables->group();
  tables->collect_forms();
  Lexicon lexicon;
  for (const auto& entries : tables->entries) lexicon.entry_count_ += entries.size();
  lexicon.tables_ = std::move(tables);
  return lexicon;
}

std::span<const Entry> Lexicon::entries(WordClass word_class, std::string_view lemma) const {
  const auto index = static_cast<std::size_t>(word_class);
  const auto found = tables_->by_lemma[index].find(lemma);
  if (found == tables_->by_lemma[index].end()) return {};
  const auto [begin, end] = found->second;
  return std::span(tables_->entries[index]).subspan(begin, end - begin);
}

const Cue* Lexicon::cue(WordClass word_class, std::string_view lemma) const {
  const auto index = static_cast<std::size_t>(word_class);
  const auto found = tables_->cue_by_lemma[index].find(lemma);
  return found == tables_->cue_by_lemma[index].end() ? nullptr : &tables_->cues[index][found->second];
}

const Cue* Lexicon::cue_preposition(std::string_view lemma) const { return cue(WordClass::Preposition, lemma); }

std::string_view Lexicon::lemma(WordClass word_class, std::string_view form, std::string_view guess) const {
  const auto index = static_cast<std::size_t>(word_class);
  return index < tables_->forms.size() ? tables_->forms[index].lemma(form, guess) : guess;
}

Modality Lexicon::modality(std::string_view lemma) const {
  const auto found = tables_->modals.find(lemma);
  return found == tables_->modals.end() ? Modality::None : found->second;
}

bool Lexicon::obliges(std::string_view lemma) const { return tables_->obliging.contains(lemma); }

bool Lexicon::is_negation(std::string_view lemma) const { return tables_->negations.contains(lemma); }

int Lexicon::stance(std::string_view lemma) const {
  const auto found = tables_->stances.find(lemma);
  return found == tables_->stances.end() ? 0 : found->second;
}

bool Lexicon::is_condition(std::string_view lemma) const { return tables_->conditions.contains(lemma); }

bool Lexicon::is_locative(std::string_view lemma) const { return tables_->locatives.contains(lemma); }

std::optional<Status> Lexicon::status_of_modifier(std::string_view lemma) const {
  const auto found = tables_->modifiers.find(lemma);
  if (found == tables_->modifiers.end()) return std::nullopt;
  return found->second;
}

}  // namespace chancery::knowledge
