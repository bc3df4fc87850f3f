// A marked sentence read as a document: the marks tell who the parties are, whatever the directory knows.
#pragma once

#include <vector>

#include "chancery/coder.h"
#include "coding/pair_features.h"
#include "pipeline/analysis.h"
#include "pipeline/marked_pair.h"
#include "pipeline/resources.h"

namespace chancery::pipeline {

/// What belongs to one marked sentence besides its analysis; kept and used again.
struct PairReading {
  Document document;
  coding::MarkOfToken marks;
  std::vector<coding::Rejection> rejections;
};

/// Fills `analysis` up to its predicates as for a document; marked words that nobody is known under are mentions too,
/// so that what they do is found. `reading` holds the document and outlives the work on `analysis`.
void read_pair(const MarkedPair& pair, const Resources& resources, const CoderOptions& options, PairReading& reading,
               Analysis& analysis);

/// The layers that features are made from.
coding::PairSources pair_sources(const Resources& resources, const Analysis& analysis, const PairReading& reading,
                                 const learned::WordClusters& clusters);

}  // namespace chancery::pipeline
