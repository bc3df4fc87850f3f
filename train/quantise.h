// From the network in floating point to the model file that src/syntax reads.
#pragma once

#include <string>

#include "network.h"
#include "vocabulary.h"

namespace chancery::train {

/// Needs the ranges that `predict` collected. Throws Error where the file cannot be written.
void write_model(const Network& network, const Vocabulary& vocabulary, const std::string& path);

}  // namespace chancery::train
