// A document: what goes in.
#pragma once

#include <string>

namespace chancery {

/// Owns its bytes and outlives every view into them. All fields are valid UTF-8 (repaired on the way in);
/// what is unknown is empty. Offsets in records count code points of `text`.
struct Document {
  std::string id;
  std::string text;
  std::string title;
  std::string date;  // day of publication, YYYY-MM-DD
  std::string url;
  std::string source;  // publisher
};

}  // namespace chancery
