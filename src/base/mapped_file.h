// A file mapped into memory, read only.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace chancery {

/// Owns the mapping; views into it live as long as it does. Movable, not copyable; may be read by all threads.
class MappedFile {
 public:
  MappedFile() = default;
  /// Throws Error naming the file where it cannot be opened or mapped.
  static MappedFile open(const std::string& path);
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  std::string_view bytes() const { return {data_, size_}; }
  const std::string& path() const { return path_; }

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
  std::string path_;
};

}  // namespace chancery
