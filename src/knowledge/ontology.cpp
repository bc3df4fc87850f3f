#include "knowledge/ontology.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>

namespace chancery::knowledge {
namespace {

struct CameoCode {
  double goldstein = 0;
  std::vector<std::string> contexts;
};

/// A line of composition.tsv: a result for (operator, operand).
struct Rule {
  enum class Result { Act, Operand, Nothing } result = Result::Nothing;
  ActId act;
};

/// Reads "acts.tsv" for the name "acts", and behind it what stands in "acts-anything.tsv".
void read_tables(std::span<const TableText> tables, std::string_view name, std::size_t least, std::size_t most,
                 const std::function<void(const TableLine&)>& use, bool needed = true) {
  bool found = false;
  for (const bool whole : {true, false}) {
    for (const TableText& table : tables) {
      std::string_view file = table.file;
      file.remove_prefix(file.find_last_of('/') + 1);  // none: npos + 1 is 0
      if (!file.starts_with(name) || !file.ends_with(".tsv")) continue;
      file.remove_prefix(name.size());
      if (whole ? file != ".tsv" : !file.starts_with('-')) continue;
      found = found || whole;
      read_table(table, least, most, use);
    }
    if (!found && needed) throw TableError("the ontology lacks its table " + std::string(name) + ".tsv");
  }
}

double read_score(const TableLine& line, std::string_view field) {
  double value = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (error != std::errc() || end != field.data() + field.size())
    line.fail("'" + std::string(field) + "' is no number");
  return value;
}

std::optional<Status> read_status(const TableLine& line, std::string_view name) {
  if (name.empty()) return std::nullopt;
  for (Status status : {Status::Actual, Status::Planned, Status::Conditional, Status::Negated, Status::Alleged}) {
    if (name_of(status) == name) return status;
  }
  line.fail("'" + std::string(name) + "' is no status");
}

std::map<std::string, CameoCode, std::less<>> read_cameo(std::span<const TableText> tables) {
  std::map<std::string, CameoCode, std::less<>> codes;
  read_tables(tables, "cameo", 3, 4, [&](const TableLine& line) {
    CameoCode code;
    code.goldstein = read_score(line, line.field(2));
    for (std::string_view context : split_list(line.field(3))) code.contexts.emplace_back(context);
    if (!codes.emplace(std::string(line.field(0)), std::move(code)).second) {
      line.fail("the code " + std::string(line.field(0)) + " stands twice");
    }
  });
  return codes;
}

}  // namespace

Ontology Ontology::load(std::span<const TableText> tables, Unknown unknown) {
  Ontology ontology;
  const auto codes = read_cameo(tables);
  // Fields from `first`: event, mode, cameo.
  const auto fill_codes = [&](const TableLine& line, std::size_t first, Act& act) {
    const std::string_view event = line.field(first);
    if (event.empty()) return;
    act.event = event_type_from(event);
    if (!act.event) line.fail("'" + std::string(event) + "' is no event type");
    act.mode = line.field(first + 1);
    act.cameo = line.field(first + 2);
    const auto code = codes.find(act.cameo);
    if (code == codes.end()) line.fail("'" + act.cameo + "' is no code of cameo.tsv");
    act.goldstein = code->second.goldstein;
    act.contexts = code->second.contexts;
  };

  std::map<std::string, ActId, std::less<>> act_ids;
  std::map<std::string, bool, std::less<>> families;
  read_tables(tables, "acts", 6, 6, [&](const TableLine& line) {
    Act act;
    act.name = line.field(0);
    act.family = line.field(1);
    fill_codes(line, 2, act);
    const std::string_view shape = line.field(5);
    if (shape != "one" && shape != "alone" && shape != "both" && shape != "two") {
      line.fail("the shape is 'one', 'alone', 'both' or 'two'");
    }
    act.mutual = shape == "both" || shape == "two";
    act.takes_two = shape == "two";
    act.alone = shape == "alone";
    families[act.family] = true;
    const std::string name = act.name;
    if (!act_ids.emplace(name, ontology.acts_.push_back(std::move(act))).second) line.fail(name + " stands twice");
  });

  std::map<std::string, OperatorId, std::less<>> operator_ids;
  read_tables(tables, "operators", 4, 6, [&](const TableLine& line) {
    Operator op;
    op.name = line.field(0);
    if (!line.field(1).empty()) {
      const auto bare = act_ids.find(line.field(1));
      if (bare == act_ids.end()) line.fail("'" + std::string(line.field(1)) + "' is no act");
      op.bare = bare->second;
    }
    op.inner = read_status(line, line.field(2));
    op.outer = read_status(line, line.field(3));
    const std::string_view noun = line.field(5);
    if (!noun.empty() && noun != "left" && noun != "told") line.fail("the last field is 'left', 'told' or '-'");
    op.leaves_inner = !noun.empty();
    op.tells_noun = noun == "told";
    const std::string name = op.name;
    if (act_ids.find(name) != act_ids.end()) line.fail("an act is called '" + name + "' too; the lexicon names both");
    if (!operator_ids.emplace(name, ontology.operators_.push_back(std::move(op))).second)
      line.fail(name + " stands twice");
  });

  constexpr std::array<std::string_view, kReadingCount> kReadingNames = {"future", "possible", "obliged",
                                                                         "negated-inner"};
  read_tables(tables, "readings", 2, 2, [&](const TableLine& line) {
    const auto op = operator_ids.find(line.field(1));
    if (op == operator_ids.end()) line.fail("'" + std::string(line.field(1)) + "' is no operator");
    const auto reading = std::find(kReadingNames.begin(), kReadingNames.end(), line.field(0));
    if (reading == kReadingNames.end()) line.fail("'" + std::string(line.field(0)) + "' is no reading");
    ontology.readings_[static_cast<std::size_t>(reading - kReadingNames.begin())] = op->second;
  });
  for (std::size_t i = 0; i < kReadingCount; ++i) {
    if (!ontology.readings_[i].exists()) throw TableError("readings.tsv lacks '" + std::string(kReadingNames[i]) + "'");
  }
  /// The act in the second field; none where it is left out.
  const auto event_named = [&](const TableLine& line) -> std::optional<ActId> {
    const auto act = ontology.act_named(line.field(1));
    if (act && ontology[*act].event) return act;
    if (unknown == Unknown::LeaveOut) return std::nullopt;
    line.fail("there is no act '" + std::string(line.field(1)) + "' that is an event");
  };
  const auto read_general = [&](const TableLine& line) {
    const auto event = event_type_from(line.field(0));
    if (!event) line.fail("'" + std::string(line.field(0)) + "' is no event type");
    const auto act = event_named(line);
    if (!act) return;
    if (ontology[*act].event != event) {
      if (unknown == Unknown::LeaveOut) return;
      line.fail("the act is of another type");
    }
    ontology.general_[static_cast<std::size_t>(*event)] = *act;
  };
  read_tables(tables, "general", 2, 2, read_general, false);
  const auto read_said = [&](const TableLine& line) {
    if (line.field(0) != "ill" && line.field(0) != "well") line.fail("one speaks 'ill' or 'well' of somebody");
    if (const auto act = event_named(line)) ontology.said_[line.field(0) == "well" ? 1 : 0] = *act;
  };
  read_tables(tables, "said", 2, 2, read_said, false);

  std::map<std::pair<std::string, std::string>, Rule> rules;  // (operator, operand: act, class or "*")
  read_tables(tables, "composition", 3, 6, [&](const TableLine& line) {
    const std::string op(line.field(0));
    const std::string operand(line.field(1));
    if (operator_ids.find(op) == operator_ids.end()) line.fail("'" + op + "' is no operator");
    if (operand != "*" && act_ids.find(operand) == act_ids.end() && families.find(operand) == families.end()) {
      line.fail("'" + operand + "' is no act and no class");
    }
    Rule rule;
    if (line.field(2).starts_with("=")) {
      const std::string_view name = trim(line.field(2).substr(1));
      if (name == "operand") {
        rule.result = Rule::Result::Operand;
      } else if (name != "nothing") {
        const auto act = act_ids.find(name);
        if (act == act_ids.end()) line.fail("'" + std::string(name) + "' is no act");
        rule = {Rule::Result::Act, act->second};
      }
    } else {
      if (line.fields.size() != 6) line.fail("a new act wants class, event, mode and cameo");
      Act act;
      act.name = op + ' ' + operand;
      act.family = line.field(2);
      families[act.family] = true;
      fill_codes(line, 3, act);
      rule = {Rule::Result::Act, ontology.acts_.push_back(std::move(act))};
    }
    if (!rules.emplace(std::pair(op, operand), rule).second) line.fail(op + " " + operand + " stands twice");
  });

  const std::size_t act_count = ontology.acts_.size();
  ontology.composed_.resize(ontology.operators_.size() * act_count);
  for (OperatorId op(0); op < ontology.operators_.end_id(); ++op) {
    for (ActId act(0); act < ontology.acts_.end_id(); ++act) {
      const std::string& name = ontology.operators_[op].name;
      auto rule = rules.find({name, ontology.acts_[act].name});
      if (rule == rules.end()) rule = rules.find({name, ontology.acts_[act].family});
      if (rule == rules.end()) rule = rules.find({name, "*"});
      if (rule == rules.end() || rule->second.result == Rule::Result::Nothing) continue;
      ontology.composed_[op.index() * act_count + act.index()] =
          rule->second.result == Rule::Result::Operand ? act : rule->second.act;
    }
  }
  return ontology;
}

std::optional<ActId> Ontology::act_named(std::string_view name) const {
  for (ActId act(0); act < acts_.end_id(); ++act) {
    if (acts_[act].name == name) return act;
  }
  return std::nullopt;
}

std::optional<OperatorId> Ontology::operator_named(std::string_view name) const {
  for (OperatorId op(0); op < operators_.end_id(); ++op) {
    if (operators_[op].name == name) return op;
  }
  return std::nullopt;
}

ActId Ontology::compose(OperatorId op, ActId operand) const {
  if (!operand.exists()) return operators_[op].bare;
  return composed_[op.index() * acts_.size() + operand.index()];
}

}  // namespace chancery::knowledge
