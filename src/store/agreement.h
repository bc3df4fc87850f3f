// Two origins on the same days: where they agree.
#pragma once

#include <string>

#include "store/questions.h"

namespace chancery::store {

/// Rows of a measure and its value. Of `filters` days, types and quads count.
Query agreement(const Filters& filters, const std::string& origin);

}  // namespace chancery::store
