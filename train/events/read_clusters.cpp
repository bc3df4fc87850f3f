#include "read_clusters.h"

#include <fstream>
#include <sstream>

#include "chancery/error.h"

namespace chancery::train {

Clusters read_clusters(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw Error(path + ": cannot be read");
  Clusters clusters;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream stream(line);
    std::string word;
    learned::WordCluster cluster;
    if (stream >> word >> cluster.coarse >> cluster.fine) clusters.emplace_back(word, cluster);
  }
  return clusters;
}

}  // namespace chancery::train
