// The spine: what happens to a document, layer by layer.
#pragma once

#include "chancery/coder.h"
#include "pipeline/analysis.h"
#include "pipeline/resources.h"

namespace chancery::pipeline {

/// The acts: those of the rules, and the judge's word on them. `rejections`, where given, gets what gave none.
void find_predicates(const Resources& resources, Analysis& analysis,
                     std::vector<coding::Rejection>* rejections = nullptr);

/// Fills all layers of `analysis` from `document`, which must outlive them.
void analyse(const Document& document, const Resources& resources, const CoderOptions& options, Analysis& analysis);

/// The records of a document that was analysed.
Records compose(const Resources& resources, const Analysis& analysis);

}  // namespace chancery::pipeline
