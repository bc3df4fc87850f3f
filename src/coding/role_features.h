// What the learned judge sees of a party beside an act: the way between them in the tree, the words on it, who it is,
// and what the frame made of it.
#pragma once

#include <cstdint>
#include <vector>

#include "coding/trigger_features.h"

namespace chancery::coding {

/// An act and those whom the rules gave its roles.
struct ActView {
  TokenId trigger;
  EventType event = EventType::Consult;
  reading::Heads actors;
  reading::Heads recipients;
};

/// Replaces what `out` held: the heads of those in the sentence of the act who may have a part in it: mentions, names
/// of nobody known, and whom the rules gave a role.
void find_role_candidates(const TriggerSources& sources, const ActView& act, std::vector<TokenId>& out);

/// Replaces what `out` held: features of `party` (the head of a mention or of a name) beside the act.
void find_role_features(const TriggerSources& sources, const ActView& act, TokenId party,
                        std::vector<std::uint64_t>& out);

}  // namespace chancery::coding
