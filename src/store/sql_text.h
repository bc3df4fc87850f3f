// Words of ours as literals of SQL, where no parameter can stand. Inside the store only.
#pragma once

#include <string>
#include <string_view>

namespace chancery::store {

inline std::string sql_literal(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    out += c;
    if (c == '\'') out += c;
  }
  return out + "'";
}

}  // namespace chancery::store
