// Names are looked up at every word with a capital, longest first; then each is weighed.
//
// A name means one of the places that bear it: the one with most people first (`prior`), moved by the state that stands
// behind it ("Paris, Texas"), by the states that the story speaks of, and by the other places of the story near by. And
// it means a place at all only where enough speaks for it (`evidence`): a preposition, what kind of thing it is said to
// be, its state in the story, its size. So "in Reading, England" is a town and "Reading the letter" is none. What
// stands within a longer name with capitals ("Paris Hilton", "Oslo Accords") is none; the tables say which words may
// stand beside. The numbers are set by hand on the half of tests/measure/places.tsv that is for development. Tested by:
// tests/golden/places; measured by tests/measure/score_places.py.
#include "reading/places.h"

#include "reading/place_pass.h"

namespace chancery::reading {

void PlaceFinder::Pass::run(std::vector<PlaceMention>& out) {
  hits_.clear();
  candidates_.clear();
  weight_.assign(s_.gazetteer.country_count(), 0);
  find_surnames();
  for (const text::Sentence& sentence : s_.tokens.sentences) find_hits(sentence);
  if (hits_.empty()) return;
  weigh_countries();
  place_in_story();
  link_neighbours();
  for (Hit& hit : hits_) {
    obey_told(hit);
    if (!hit.waits) choose(hit);
  }
  lift();
  draw_near();
  place_beside();
  for (const Hit& hit : hits_) {
    if (hit.chosen != Gazetteer::kNoRow) out.push_back(mention_of(hit));
  }
}

void PlaceFinder::Pass::weigh_countries() {
  float all = 0;
  const auto add = [&](std::size_t country, float weight) {
    if (country >= weight_.size()) return;
    weight_[country] += weight;
    all += weight;
  };
  for (const Mention& mention : s_.mentions.all) {
    // A town speaks for its state below, and only where no other bears its name.
    if (mention.country.empty() || is_hit_of_town(mention)) continue;
    if (const Hit* hit = hit_at(mention.begin); hit == nullptr || !is_also_region(*hit)) {
      // Who bears a name of the directory may be somebody else.
      add(s_.gazetteer.country_index(mention.country), mention.kind == MentionKind::Person ? kPersonSpeaks : 1);
    }
  }
  for (const Hit& hit : hits_) {
    if (hit.candidate_count == 0 || hit.is_unknown) continue;
    const Candidate& first = candidates_[hit.first_candidate];
    if (hit.is_country) {
      if (!is_also_region(hit)) add(first.country, 1);
      continue;
    }
    // A large town whose name nobody shares speaks for its state.
    bool alone = first.prior > 5.5F;
    for (const Candidate& other : candidates_of(hit)) {
      const bool spoken_of = other.country < weight_.size() && weight_[other.country] > 0;
      alone = alone && (other.country == first.country || (other.prior < first.prior - 1.2F && !spoken_of));
    }
    const bool leads = hit.begin.index() == 0 && hit.end.index() < s_.tokens.size() &&
                       s_.trees.upos[hit.end] == syntax::Upos::Punct;  // "Pretoria – A man ..."
    if (alone && (hit.evidence >= 1 || hit.in_head || leads)) {
      add(first.country, hit.in_head || leads ? 1.5F : 0.7F);
    } else if (first.prior > kSpeaks && !hit.is_stop && (hit.evidence >= 2 || hit.in_head) && is_of_one_state(hit)) {
      add(first.country, hit.in_head ? 0.7F : 0.4F);
    }
  }
  if (all > 0) {
    for (float& weight : weight_) weight /= all;
  }
}

void PlaceFinder::Pass::place_in_story() {
  const auto most = std::max_element(weight_.begin(), weight_.end());
  std::uint32_t whole = Gazetteer::kNoRow;
  if (most != weight_.end() && *most >= kOneState) {
    whole = s_.gazetteer.country_row(static_cast<std::size_t>(most - weight_.begin()));
  }
  for (Hit& hit : hits_) {
    if (!hit.of_story || whole == Gazetteer::kNoRow) continue;
    hit.first_candidate = static_cast<std::uint32_t>(candidates_.size());
    hit.candidate_count = 1;
    add_candidate(whole);
  }
  std::erase_if(hits_, [](const Hit& hit) { return hit.candidate_count == 0; });
}

const PlaceFinder::Hit* PlaceFinder::Pass::hit_at(TokenId begin) const {
  const auto hit = std::lower_bound(hits_.begin(), hits_.end(), begin,
                                    [](const Hit& each, TokenId token) { return each.begin < token; });
  return hit != hits_.end() && hit->begin == begin ? &*hit : nullptr;
}

bool PlaceFinder::Pass::is_hit_of_town(const Mention& mention) const {
  const Hit* hit = hit_at(mention.begin);
  return hit != nullptr && hit->end == mention.end && !hit->is_country;
}

bool PlaceFinder::Pass::is_also_region(const Hit& hit) const {
  const auto all = candidates_of(hit);
  return hit.is_country && std::any_of(all.begin(), all.end(), [&](const Candidate& each) {
           return each.country != all[0].country && each.prior > kGreatRegion &&
                  s_.gazetteer.place(GazetteerId(std::size_t{each.row})).feature == PlaceFeature::Region;
         });
}

std::span<PlaceFinder::Candidate> PlaceFinder::Pass::candidates_of(const Hit& hit) {
  return std::span(candidates_).subspan(hit.first_candidate, hit.candidate_count);
}

std::span<const PlaceFinder::Candidate> PlaceFinder::Pass::candidates_of(const Hit& hit) const {
  return std::span<const Candidate>(candidates_).subspan(hit.first_candidate, hit.candidate_count);
}

void PlaceFinder::Pass::link_neighbours() {
  for (std::size_t i = 0; i + 1 < hits_.size(); ++i) {
    const Hit& hit = hits_[i];
    const Hit& next = hits_[i + 1];
    if (s_.tokens.sentence_of[hit.begin] != s_.tokens.sentence_of[next.begin]) continue;
    const std::size_t gap = next.begin - hit.end;
    const bool comma = gap == 1 && form(hit.end) == ",";
    const bool within =
        gap >= 1 &&
        ((gap == 1 && word(hit.end) == PlaceWord::Part) || (gap <= 3 && word(hit.end) == PlaceWord::Inside) ||
         (gap <= 3 && word(hit.end) == PlaceWord::Region && word(hit.end + 1) == PlaceWord::Part));
    const bool genitive = gap >= 1 && gap <= 2 && (form(hit.end) == "'s" || form(hit.end) == "’s");
    if (comma || within) {
      link(hits_[i], hits_[i + 1], comma ? 6.F : 3.F);
    } else if (genitive) {
      link(hits_[i + 1], hits_[i], 3);
    }
  }
}

void PlaceFinder::Pass::link(Hit& part, Hit& whole, float gain) {
  if (whole.of_story) return;  // of which no more is known than the state
  bool found = false;
  for (Candidate& inner : candidates_of(part)) {
    for (Candidate& outer : candidates_of(whole)) {
      const auto feature = s_.gazetteer.place(GazetteerId(std::size_t{outer.row})).feature;
      // "Venezuela, Cuba and Nicaragua" is a list, not the town of Venezuela.
      if (feature == PlaceFeature::Country && part.is_country && &inner != &candidates_[part.first_candidate] &&
          inner.prior < kWellKnown) {
        continue;
      }
      const bool inside = (feature == PlaceFeature::Country && inner.country == outer.country &&
                           inner.country != Gazetteer::kNone && inner.row != outer.row) ||
                          (feature == PlaceFeature::Region && inner.region == outer.row && inner.row != outer.row);
      if (!inside) continue;
      inner.bonus = std::max(inner.bonus, gain);
      outer.bonus = std::max(outer.bonus, gain);
      found = true;
    }
  }
  if (part.of_story && !whole.is_unknown) {
    narrow(part, whole);
  } else if (found) {
    part.evidence += gain;
    if (gain > 4) whole.evidence += gain;
  } else if (gain > 4) {
    place_within(part, whole);
  }
}

void PlaceFinder::Pass::place_within(Hit& part, const Hit& whole) {
  if (part.is_country || part.is_unknown || part.in_head || whole.is_unknown || part.evidence < 2) return;
  const Candidate outer = candidates_[whole.first_candidate];
  const auto feature = s_.gazetteer.place(GazetteerId(std::size_t{outer.row})).feature;
  if (feature != PlaceFeature::Region && feature != PlaceFeature::Country) return;
  if (feature == PlaceFeature::Country && !closes(whole.end)) return;  // "in Lyon, Spain's minister said"
  for (const Candidate& inner : candidates_of(part)) {
    if (inner.prior > kWellKnown) return;
    if (inner.country != outer.country) continue;
    // "in Hereford, Ariz." is not the Hereford of Texas.
    const bool elsewhere = feature == PlaceFeature::Region && inner.region != Gazetteer::kNone &&
                           inner.region != outer.row && closes(whole.end);
    if (!elsewhere) return;
  }
  part.is_unknown = true;
  part.evidence += 2;
  part.candidate_count = 1;
  candidates_[part.first_candidate] = outer;
}

void PlaceFinder::Pass::narrow(Hit& part, const Hit& whole) {
  for (const Candidate& outer : candidates_of(whole)) {
    if (outer.country != candidates_[part.first_candidate].country) continue;
    candidates_[part.first_candidate] = outer;
    return;
  }
}

bool PlaceFinder::Pass::closes(TokenId token) const {
  if (token.index() >= s_.tokens.size()) return true;
  return s_.trees.upos[token] == syntax::Upos::Punct;
}

float PlaceFinder::Pass::score(const Hit& hit, const Candidate& candidate) const {
  float score = candidate.prior + candidate.bonus;
  if (candidate.country < weight_.size() && weight_[candidate.country] > 0) {
    score += 0.5F + 2.3F * std::sqrt(weight_[candidate.country]);
  }
  if (hit.told_state != Gazetteer::kNoRow &&
      candidate.country == s_.gazetteer.place(GazetteerId(std::size_t{hit.told_state})).country_index) {
    score += 5;
  }
  if (hit.prefers_region) {
    const auto feature = s_.gazetteer.place(GazetteerId(std::size_t{candidate.row})).feature;
    if (feature == PlaceFeature::Region || feature == PlaceFeature::District || feature == PlaceFeature::Natural) {
      score += 3.5F;
    }
  }
  return score;
}

void PlaceFinder::Pass::choose(Hit& hit) {
  hit.chosen = Gazetteer::kNoRow;
  const Candidate* best = nullptr;
  float best_score = 0;
  for (const Candidate& candidate : candidates_of(hit)) {
    const float value = score(hit, candidate);
    if (best == nullptr || value > best_score) {
      best = &candidate;
      best_score = value;
    }
  }
  if (hit.is_country && best == &candidates_of(hit).front()) {
    hit.chosen = best->row;
    return;
  }
  if (hit.is_unknown) {
    hit.chosen = best->row;
    if (!is_elsewhere(*best)) return;
    // "Horconcitos, San Juan", in a story of Panama: not the San Juan of Argentina.
    make_unknown(hit);
    return;
  }
  float evidence = hit.evidence;
  // Size: a village 0, a town of 30,000 1.5, a city of a million 3; regions and what our tables name are known.
  const GazetteerPlace place = s_.gazetteer.place(GazetteerId(std::size_t{best->row}));
  evidence += std::clamp(best->prior - 3, 0.F, 3.5F);
  if (place.in_news || place.feature == PlaceFeature::Natural) evidence += 1.5F;
  if (place.feature == PlaceFeature::Region) evidence += 0.5F;
  if (best->country < weight_.size() && weight_[best->country] > 0) {
    evidence += 0.7F + std::min(weight_[best->country], 0.5F);
  } else if (best->prior < 5.5F && !place.in_news && best->country != Gazetteer::kNone && best->bonus == 0 &&
             hit.told_state == Gazetteer::kNoRow && !(hit.evidence >= 2 && is_of_one_state(hit))) {
    evidence -= 1;  // a small place in a state that the story does not name
  }
  if (evidence < (hit.is_stop ? kEnoughForStop : kEnough)) {
    // "a shipyard in Okpo", in a story of Korea: not the village of Myanmar.
    if (!hit.is_stop && hit.evidence >= 2 && is_elsewhere(*best)) make_unknown(hit);
    return;
  }
  // A word needs more than its size: something around it that speaks of a place.
  if (hit.is_stop && hit.evidence < 2) return;
  hit.chosen = best->row;
  if (!is_stray(hit)) return;
  // "in Amador", in a story of Panama: not the county of California.
  hit.chosen = Gazetteer::kNoRow;
  if (hit.evidence < 2 || best->bonus > 0) return;
  make_unknown(hit);
}

void PlaceFinder::Pass::make_unknown(Hit& hit) {
  const auto most = std::max_element(weight_.begin(), weight_.end()) - weight_.begin();
  hit.is_unknown = hit.of_story = true;
  hit.first_candidate = static_cast<std::uint32_t>(candidates_.size());
  hit.candidate_count = 1;
  add_candidate(s_.gazetteer.country_row(static_cast<std::size_t>(most)));
  hit.chosen = candidates_.back().row;
}

bool PlaceFinder::Pass::is_elsewhere(const Candidate& candidate) const {
  const GazetteerPlace place = s_.gazetteer.place(GazetteerId(std::size_t{candidate.row}));
  return !place.in_news && candidate.country < weight_.size() && weight_[candidate.country] == 0 &&
         *std::max_element(weight_.begin(), weight_.end()) >= kMostlyOneState;
}

void PlaceFinder::Pass::obey_told(Hit& hit) {
  if (hit.told_state == Gazetteer::kNoRow || hit.is_unknown || hit.is_country) return;
  const auto state = s_.gazetteer.place(GazetteerId(std::size_t{hit.told_state})).country_index;
  for (const Candidate& candidate : candidates_of(hit)) {
    if (candidate.country == state) return;
  }
  hit.is_unknown = true;
  hit.first_candidate = static_cast<std::uint32_t>(candidates_.size());
  hit.candidate_count = 1;
  add_candidate(hit.told_state);
}

void PlaceFinder::Pass::lift() {
  // How much "A, B" and "A and B" say of each other.
  const auto joined = [&](const Hit& hit, const Hit& next) {
    const std::size_t gap = next.begin - hit.end;
    if (gap < 1 || gap > 2) return 0.F;
    const std::string_view last = form(next.begin - 1), first = form(hit.end);
    if (gap == 2 && first != ",") return 0.F;
    return last == "and" || last == "or" ? kAnd : last == "," ? kComma : 0.F;
  };
  const auto is_sure = [](const Hit& hit) {
    return hit.chosen != Gazetteer::kNoRow && !hit.of_story && !hit.is_country && hit.evidence >= 1;
  };
  names_.clear();
  for (const Hit& hit : hits_) {
    if (hit.chosen != Gazetteer::kNoRow && !hit.is_country) names_.push_back(s_.tokens.slice(hit.begin, hit.end));
  }
  std::sort(names_.begin(), names_.end());
  for (std::size_t i = 0; i < hits_.size(); ++i) {
    Hit& hit = hits_[i];
    if (hit.chosen != Gazetteer::kNoRow) continue;
    float gain = 0;
    if (i > 0 && is_sure(hits_[i - 1])) gain += joined(hits_[i - 1], hit);
    if (i + 1 < hits_.size() && is_sure(hits_[i + 1])) gain += joined(hit, hits_[i + 1]);
    if (hit.is_stop && gain < kAnd) continue;  // "in Ferguson and Charlotte"
    if (!hit.is_stop && std::binary_search(names_.begin(), names_.end(), s_.tokens.slice(hit.begin, hit.end)) &&
        !is_surname(hit.end - 1)) {
      gain += 1.5F;
    }
    if (gain == 0) continue;
    hit.evidence += gain;
    if (hit.waits && hit.evidence < kAnd) continue;
    choose(hit);
  }
}

bool PlaceFinder::Pass::is_of_one_state(const Hit& hit) const {
  const auto all = candidates_of(hit);
  return std::all_of(all.begin(), all.end(), [&](const Candidate& each) { return each.country == all[0].country; });
}

bool PlaceFinder::Pass::is_stray(const Hit& hit) const {
  const GazetteerPlace place = s_.gazetteer.place(GazetteerId(std::size_t{hit.chosen}));
  if (hit.is_country || hit.is_unknown || hit.in_head ||
      (hit.evidence >= 3 && place.feature != PlaceFeature::District) || place.in_news || place.population > kStray ||
      place.feature == PlaceFeature::Natural) {
    return false;
  }
  const auto all = candidates_of(hit);
  return is_elsewhere(
      *std::find_if(all.begin(), all.end(), [&](const Candidate& each) { return each.row == hit.chosen; }));
}

void PlaceFinder::Pass::place_beside() {
  for (std::size_t i = 0; i < hits_.size(); ++i) {
    Hit& hit = hits_[i];
    if (!hit.is_unknown || hit.chosen == Gazetteer::kNoRow) continue;
    const GazetteerPlace whole = s_.gazetteer.place(GazetteerId(std::size_t{hit.chosen}));
    if (whole.feature != PlaceFeature::Country) continue;
    std::size_t least = kBeside;
    const std::size_t first = i > 2 * kNeighbours ? i - 2 * kNeighbours : 0;
    for (std::size_t j = first; j < std::min(i + 2 * kNeighbours + 1, hits_.size()); ++j) {
      const Hit& other = hits_[j];
      if (other.chosen == Gazetteer::kNoRow || other.is_country || other.is_unknown) continue;
      const GazetteerPlace place = s_.gazetteer.place(GazetteerId(std::size_t{other.chosen}));
      if (place.country_index != whole.country_index) continue;
      const std::size_t apart = j < i ? hit.begin - other.end : other.begin - hit.end;
      if (apart < least) {
        least = apart;
        hit.beside = other.chosen;
      }
    }
  }
}

void PlaceFinder::Pass::draw_near() {
  longest_.clear();
  for (const Hit& hit : hits_) {
    if (hit.chosen != Gazetteer::kNoRow && hit.end - hit.begin > 1 &&
        s_.gazetteer.place(GazetteerId(std::size_t{hit.chosen})).feature != PlaceFeature::Region)
      longest_.emplace_back(hit.chosen, hit.end - hit.begin);
  }
  std::sort(longest_.begin(), longest_.end());
  for (std::size_t i = 0; i < hits_.size(); ++i) {
    Hit& hit = hits_[i];
    if (hit.chosen == Gazetteer::kNoRow || hit.candidate_count < 2 || hit.is_country || hit.is_unknown) continue;
    const Candidate* best = nullptr;
    float best_score = 0;
    for (const Candidate& candidate : candidates_of(hit)) {
      float value = score(hit, candidate) + nearness(i, candidate);
      if (is_named_in_full(hit, candidate)) value += 3;  // "San Cristobal", of "San Cristobal de las Casas"
      if (best == nullptr || value > best_score) {
        best = &candidate;
        best_score = value;
      }
    }
    hit.chosen = best->row;
  }
}

bool PlaceFinder::Pass::is_named_in_full(const Hit& hit, const Candidate& candidate) const {
  const std::size_t length = hit.end - hit.begin;
  const auto at = std::lower_bound(longest_.begin(), longest_.end(), std::pair(candidate.row, length + 1));
  return at != longest_.end() && at->first == candidate.row;
}

float PlaceFinder::Pass::nearness(std::size_t index, const Candidate& candidate) const {
  const GazetteerPlace here = s_.gazetteer.place(GazetteerId(std::size_t{candidate.row}));
  float nearness = 0;
  const std::size_t first = index > kNeighbours ? index - kNeighbours : 0;
  for (std::size_t i = first; i < std::min(index + kNeighbours + 1, hits_.size()); ++i) {
    if (i == index || hits_[i].chosen == Gazetteer::kNoRow || hits_[i].is_country || hits_[i].is_unknown) continue;
    const GazetteerPlace other = s_.gazetteer.place(GazetteerId(std::size_t{hits_[i].chosen}));
    if (other.name == here.name) continue;
    if (other.feature == PlaceFeature::Region && hits_[i].chosen == candidate.region &&
        here.feature != PlaceFeature::District) {
      nearness = kOfRegion;  // "visited Missouri, holding a rally in Springfield"
      break;
    }
    const double apart = kilometres(here.latitude, here.longitude, other.latitude, other.longitude);
    if (apart < 400) nearness = std::max(nearness, static_cast<float>(1.2 * (1 - apart / 400)));
  }
  return nearness;
}

PlaceMention PlaceFinder::Pass::mention_of(const Hit& hit) const {
  const GazetteerPlace place = s_.gazetteer.place(GazetteerId(std::size_t{hit.chosen}));
  PlaceMention mention;
  mention.begin = hit.begin;
  mention.end = hit.end;
  // The word of the name on which the rest hangs.
  mention.head = hit.end - 1;
  for (TokenId token = hit.begin; token < hit.end; ++token) {
    const TokenId above = s_.trees.head[token];
    if (!above.exists() || above < hit.begin || above >= hit.end) {
      mention.head = token;
      break;
    }
  }
  mention.name = hit.is_unknown ? s_.tokens.slice(hit.begin, hit.end) : place.name;
  mention.country = place.country;
  mention.feature = place.feature;
  if (hit.is_unknown) {
    // Somewhere in the region. Of a state not even that is told: the place is shown beside what is named with it, or in
    // the middle of a state that is small.
    mention.feature = PlaceFeature::Town;
    GazetteerPlace near = place;
    if (place.feature == PlaceFeature::Country) {
      if (hit.beside != Gazetteer::kNoRow) {
        near = s_.gazetteer.place(GazetteerId(std::size_t{hit.beside}));
      } else if (s_.gazetteer.reach(place.country_index) > kSmallState) {
        return mention;
      }
    }
    mention.latitude = near.latitude;
    mention.longitude = near.longitude;
    return mention;
  }
  mention.latitude = place.latitude;
  mention.longitude = place.longitude;
  if (place.geonames != 0) mention.geonames = place.geonames;
  mention.population = place.population;
  mention.kind_told = hit.kind_told;
  return mention;
}

void PlaceFinder::find(const PlaceSources& sources, std::vector<PlaceMention>& out) {
  out.clear();
  Pass(*this, sources).run(out);
}

const PlaceMention* place_at(const std::vector<PlaceMention>& places, TokenId token) {
  const auto after = std::upper_bound(places.begin(), places.end(), token,
                                      [](TokenId t, const PlaceMention& place) { return t < place.begin; });
  if (after == places.begin() || token >= (after - 1)->end) return nullptr;
  return &*(after - 1);
}

}  // namespace chancery::reading
