// Word clusters of train/pair/word_clusters.tsv.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "learned/word_clusters.h"

namespace chancery::train {

using Clusters = std::vector<std::pair<std::string, learned::WordCluster>>;

/// Lines `word coarse fine`. Throws Error where the file cannot be read.
Clusters read_clusters(const std::string& path);

}  // namespace chancery::train
