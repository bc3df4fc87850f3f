// What a user holds: the resources, and a pool of scratch analyses. What happens to a document stands in spine.cpp.
#include "chancery/coder.h"

#include <mutex>
#include <utility>
#include <vector>

#include "pipeline/analysis.h"
#include "pipeline/resources.h"
#include "pipeline/spine.h"

namespace chancery {

using pipeline::Analysis;

struct Coder::Impl {
  explicit Impl(const CoderOptions& given) : options(given), resources(pipeline::Resources::load(given)) {}

  std::unique_ptr<Analysis> take() {
    {
      const std::lock_guard lock(mutex);
      if (!idle.empty()) {
        std::unique_ptr<Analysis> analysis = std::move(idle.back());
        idle.pop_back();
        return analysis;
      }
    }
    return std::make_unique<Analysis>();
  }
  void give_back(std::unique_ptr<Analysis> analysis) {
    const std::lock_guard lock(mutex);
    idle.push_back(std::move(analysis));
  }

  const CoderOptions options;
  const pipeline::Resources resources;
  std::mutex mutex;
  std::vector<std::unique_ptr<Analysis>> idle;  // scratch that nobody uses now; as many as threads ever worked at once
};

Coder::Coder(const CoderOptions& options) : impl_(std::make_unique<Impl>(options)) {}
Coder::~Coder() = default;
Coder::Coder(Coder&&) noexcept = default;
Coder& Coder::operator=(Coder&&) noexcept = default;

Records Coder::code(const Document& document) const {
  std::unique_ptr<Analysis> analysis = impl_->take();
  pipeline::analyse(document, impl_->resources, impl_->options, *analysis);
  Records records = pipeline::compose(impl_->resources, *analysis);
  // Where coding throws (memory is at an end), the scratch goes with it: it may be half filled.
  impl_->give_back(std::move(analysis));
  return records;
}

}  // namespace chancery
