// How a text was read, for people: tokens and tree, who is who, what matched, and why each record came out or none did.
#pragma once

#include <string>

#include "pipeline/analysis.h"
#include "pipeline/resources.h"

namespace chancery::pipeline {

/// Lines of plain text, ended by "\n". Finds the predicates of `analysis` once more, to hear of what was rejected.
std::string explain(const Resources& resources, Analysis& analysis);

}  // namespace chancery::pipeline
