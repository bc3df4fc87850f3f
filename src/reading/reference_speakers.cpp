// Tested by: reference_test.cpp and tests/golden/records/reference.golden.
#include "reading/reference_speakers.h"

namespace chancery::reading {

void settle_first_persons(const std::vector<Quote>& quotes, const text::Tokens& tokens, const Entities& entities,
                          Mentions& mentions) {
  if (quotes.empty()) return;
  for (const Phrase& phrase : entities.phrases) {
    if (!phrase.quoted || !phrase.mention.exists()) continue;
    if (phrase.pronoun != PronounKind::I && phrase.pronoun != PronounKind::We) continue;
    Mention& mention = mentions.all[phrase.mention];
    if (!mention.name.empty() || !mention.country.empty()) continue;
    const Quote* quote = quote_around(quotes, tokens, phrase.head, Around::Any);
    if (quote == nullptr || quote->speakers.size() != 1) continue;
    const Mention* speaker = mentions.at(quote->speakers.front());
    if (speaker == nullptr || speaker == &mention || speaker->name.empty() || !speaker->parts.empty()) continue;
    if (phrase.pronoun == PronounKind::I) {
      if (speaker->kind != MentionKind::Person && speaker->kind != MentionKind::Pronoun) continue;
      mention.name = speaker->name;
    }
    mention.country = speaker->country;
    mention.sector = speaker->sector;
  }
}

}  // namespace chancery::reading
