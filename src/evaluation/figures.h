// Figures of quality, each with the interval in which it would lie on another set of the same kind.
//
// The interval is that of the bootstrap's percentiles (Efron 1979): units (rows, sentences, documents) are drawn with
// replacement from a fixed seed, as many as there are, and the figure is made anew; 95 of 100 such figures lie in it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace chancery::evaluation {

struct Figure {
  std::string name;
  double value = 0;  // 0 to 1
  double low = 0;
  double high = 0;
};

/// A class of answers by itself.
struct ClassFigure {
  std::string name;
  double precision = 0, recall = 0, f1 = 0;  // 0 to 1
  std::uint64_t gold = 0, found = 0;
};

/// How often what is right was answered how. "-" stands for nothing.
using Confusion = std::map<std::pair<std::string, std::string>, std::uint64_t>;

struct Evaluation {
  std::string unit;  // "rows"
  std::uint64_t units = 0;
  std::vector<Figure> figures;
  std::vector<ClassFigure> classes;
  std::string confusion_of;  // "root"
  Confusion confusion;
};

/// What every unit adds to some counts.
class Tally {
 public:
  explicit Tally(std::size_t counts) : sums_(counts) {}
  void begin_unit() { first_.push_back(additions_.size()); }
  /// To a count of the unit that was begun last.
  void add(std::size_t count, double amount = 1);
  const std::vector<double>& sums() const { return sums_; }
  std::size_t units() const { return first_.size(); }

  /// From the counts of all units, or of those that were drawn, the figures in the order of `names`.
  using Make = std::function<std::vector<double>(std::span<const double>)>;
  std::vector<Figure> figures(const std::vector<std::string>& names, const Make& make) const;

 private:
  std::vector<double> sums_;
  std::vector<std::size_t> first_;  // by unit: its first addition
  std::vector<std::pair<std::uint32_t, double>> additions_;
};

/// 0 where nothing is to be divided by.
double ratio(double part, double whole);
double f1(double precision, double recall);

}  // namespace chancery::evaluation
