// Tested by: tests/contract/test_explain.py.
#include "pipeline/explain.h"

#include <algorithm>

#include "base/utf8.h"
#include "pipeline/spine.h"

namespace chancery::pipeline {
namespace {

constexpr std::size_t kFormWidth = 18;
constexpr std::size_t kTagWidth = 8;

std::string padded(std::string_view text, std::size_t width) {
  std::string out(text);
  for (std::size_t n = count_code_points(text); n < width; ++n) out += ' ';
  return out + ' ';
}

class Explainer {
 public:
  Explainer(const Resources& resources, Analysis& analysis) : resources_(resources), a_(analysis) {}

  std::string run() {
    find_predicates(resources_, a_, &rejections_);
    const Records records = compose(resources_, a_);
    for (SentenceId sentence(0); sentence < a_.tokens.sentences.end_id(); ++sentence) read_sentence(sentence, records);
    return out_;
  }

 private:
  void read_sentence(SentenceId id, const Records& records) {
    const text::Sentence& sentence = a_.tokens.sentences[id];
    if (sentence.size() == 0) return;
    out_ += std::string(a_.tokens.slice(sentence.begin, sentence.end)) + "\n\n";
    show_tree(sentence);
    show_mentions(id);
    show_times(sentence);
    out_ += "\nrecords\n";
    bool any = false;
    for (const Event& event : records.events) {
      if (event.sentence != id.index()) continue;
      any = true;
      out_ += "  " + std::string(name_of(event.event)) + (event.mode.empty() ? "" : " " + event.mode) + " " +
              event.cameo + ", " + std::string(name_of(event.status)) + ": " + names(event.actors) + " -> " +
              names(event.recipients) + "\n      because of \"" + event.trigger.text + "\", " + event.rule + "\n";
    }
    for (const Statement& statement : records.statements) {
      if (statement.sentence != id.index()) continue;
      any = true;
      out_ += "  statement, " + statement.kind + ": " + names(statement.speakers) + " -> " +
              names(statement.addressees) + "\n      because of \"" + statement.cue.text +
              "\": " + statement.content.text + "\n";
    }
    if (!any) out_ += "  none\n";
    show_rejections(id);
    out_ += '\n';
  }

  void show_tree(const text::Sentence& sentence) {
    for (TokenId token = sentence.begin; token < sentence.end; ++token) {
      const TokenId head = a_.trees.head[token];
      out_ +=
          "  " + padded(std::to_string(token - sentence.begin + 1), 3) + padded(a_.tokens.form(token), kFormWidth) +
          padded(a_.trees.lemma[token], kFormWidth) + padded(syntax::name_of(a_.trees.upos[token]), 5) +
          padded(syntax::name_of(a_.trees.deprel[token]), kTagWidth + 4) +
          (head.exists() ? "<- " + std::string(a_.tokens.form(head)) + " " + std::to_string(head - sentence.begin + 1)
                         : std::string("the root")) +
          "\n";
    }
  }

  void show_mentions(SentenceId sentence) {
    out_ += "\nwho is who\n";
    bool any = false;
    for (const reading::Mention& mention : a_.mentions.all) {
      if (mention.sentence != sentence) continue;
      any = true;
      out_ += "  \"" + std::string(a_.tokens.slice(mention.begin, mention.end)) + "\" is " +
              (mention.name.empty() ? "not resolved" : std::string(mention.name)) + ", country " +
              (mention.country.empty() ? "not told" : std::string(mention.country)) + ", sector " +
              (mention.sector.empty() ? "not told" : std::string(mention.sector)) + "\n";
    }
    if (!any) out_ += "  nobody\n";
  }

  void show_times(const text::Sentence& sentence) {
    for (const reading::TimeExpression& time : a_.times) {
      if (time.begin < sentence.begin || time.begin >= sentence.end) continue;
      const RecordDate date = time.date();
      out_ += "\nwhen\n  \"" + std::string(a_.tokens.slice(time.begin, time.end)) + "\" is " +
              (date.begin.empty() ? "not resolved: " + date.reason : date.begin) +
              (date.end.empty() ? "" : " to " + date.end) + (time.to_come ? ", still to come" : "") + "\n";
    }
    for (const reading::PlaceMention& place : a_.places) {
      if (place.begin < sentence.begin || place.begin >= sentence.end) continue;
      out_ += "\nwhere\n  \"" + std::string(a_.tokens.slice(place.begin, place.end)) + "\" is " +
              std::string(place.name) + (place.country.empty() ? "" : ", " + std::string(place.country)) + "\n";
    }
  }

  void show_rejections(SentenceId sentence) {
    bool any = false;
    for (const coding::Rejection& rejection : rejections_) {
      if (a_.tokens.sentence_of[rejection.token] != sentence) continue;
      if (!any) out_ += "\nwords of action that gave none\n";
      any = true;
      const coding::Chain::Link& link = rejection.chain.links[0];
      out_ += "  \"" + std::string(a_.tokens.form(rejection.token)) + "\" (" +
              (link.op.exists() ? resources_.ontology[link.op].name : resources_.ontology[link.entry->act].name) +
              ") " + std::string(rejection.why) + "\n";
    }
  }

  static std::string names(const std::vector<ActorReference>& actors) {
    std::string out;
    for (const ActorReference& actor : actors) {
      out += (out.empty() ? "" : ", ") + actor.name;
      if (actor.country || actor.sector)
        out += " (" + actor.country.value_or("-") + " " + actor.sector.value_or("-") + ")";
    }
    return out.empty() ? "-" : out;
  }

  const Resources& resources_;
  Analysis& a_;
  std::vector<coding::Rejection> rejections_;
  std::string out_;
};

}  // namespace

std::string explain(const Resources& resources, Analysis& analysis) { return Explainer(resources, analysis).run(); }

}  // namespace chancery::pipeline
