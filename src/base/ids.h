// Typed indices: a TokenId cannot be handed in where a SentenceId is meant.
//
// An id is a 32-bit index with a name for its kind; `none` stands for "no such thing".
// IdVector is a vector that only its own kind of id can index.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "base/check.h"

namespace chancery {

template <class Kind>
struct Id {
  std::uint32_t value = kNoneValue;

  static constexpr std::uint32_t kNoneValue = std::numeric_limits<std::uint32_t>::max();
  static constexpr Id none() { return Id{}; }

  constexpr Id() = default;
  constexpr explicit Id(std::size_t index) : value(static_cast<std::uint32_t>(index)) {}

  constexpr bool exists() const { return value != kNoneValue; }
  constexpr std::size_t index() const { return value; }
  constexpr Id& operator++() {
    ++value;
    return *this;
  }
  constexpr Id& operator--() {
    --value;
    return *this;
  }
  friend constexpr auto operator<=>(Id, Id) = default;
  friend constexpr Id operator+(Id id, std::size_t n) { return Id(id.value + n); }
  friend constexpr Id operator-(Id id, std::size_t n) { return Id(id.value - n); }
  friend constexpr std::size_t operator-(Id a, Id b) { return a.value - b.value; }
};

/// A vector whose index is an id of one kind. `clear` keeps the memory, so a warm loop allocates nothing.
template <class IdType, class T>
class IdVector {
 public:
  T& operator[](IdType id) {
    CHANCERY_CHECK(id.index() < items_.size(), "an id that stands for nothing here");
    return items_[id.index()];
  }
  const T& operator[](IdType id) const {
    CHANCERY_CHECK(id.index() < items_.size(), "an id that stands for nothing here");
    return items_[id.index()];
  }
  IdType push_back(T item) {
    items_.push_back(std::move(item));
    return IdType(items_.size() - 1);
  }
  std::size_t size() const { return items_.size(); }
  bool empty() const { return items_.empty(); }
  IdType end_id() const { return IdType(items_.size()); }
  void clear() { items_.clear(); }
  void resize(std::size_t n, const T& fill = T{}) { items_.resize(n, fill); }
  void assign(std::size_t n, const T& fill) { items_.assign(n, fill); }
  void reserve(std::size_t n) { items_.reserve(n); }
  T& back() { return items_.back(); }
  const T& back() const { return items_.back(); }
  auto begin() { return items_.begin(); }
  auto end() { return items_.end(); }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }

 private:
  std::vector<T> items_;
};

struct TokenKind;
struct SentenceKind;
using TokenId = Id<TokenKind>;
using SentenceId = Id<SentenceKind>;

}  // namespace chancery
