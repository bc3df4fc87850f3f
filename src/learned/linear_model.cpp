// Layout, little endian: u32 number of classes, u32 number of slots, f32 scale, u32 bytes of labels; the labels, each
// ended by a zero byte, all filled up to a multiple of 4; u32 keys; i16 weights.
// Tested by: linear_model_test.cpp
#include "learned/linear_model.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "chancery/error.h"

namespace chancery::learned {
namespace {

struct Header {
  std::uint32_t class_count = 0;
  std::uint32_t slot_count = 0;
  float scale = 0;
  std::uint32_t label_bytes = 0;
};

void append(std::string& out, const void* data, std::size_t size) {
  out.append(static_cast<const char*>(data), size);
}

}  // namespace

LinearModel LinearModel::view(std::string_view bytes, const std::string& origin) {
  const auto refuse = [&](const char* what) -> void {
    throw Error(origin + ": the linear model is " + what + "; build or install it again");
  };
  Header header;
  if (bytes.size() < sizeof header) refuse("cut");
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.class_count == 0 || !std::has_single_bit(header.slot_count) || header.label_bytes % 4 != 0)
    refuse("damaged");
  const std::size_t slots = header.slot_count;
  const std::size_t wanted = sizeof header + header.label_bytes + slots * 4 + slots * header.class_count * 2;
  if (bytes.size() != wanted) refuse("cut");
  LinearModel model;
  std::string_view labels = bytes.substr(sizeof header, header.label_bytes);
  for (std::uint32_t i = 0; i < header.class_count; ++i) {
    const std::size_t end = labels.find('\0');
    if (end == std::string_view::npos) refuse("damaged");
    model.classes_.push_back(labels.substr(0, end));
    labels.remove_prefix(end + 1);
  }
  const char* at = bytes.data() + sizeof header + header.label_bytes;
  if (reinterpret_cast<std::uintptr_t>(at) % alignof(std::uint32_t) != 0) refuse("not aligned");
  model.keys_ = reinterpret_cast<const std::uint32_t*>(at);
  model.weights_ = reinterpret_cast<const std::int16_t*>(at + slots * 4);
  model.slot_count_ = slots;
  model.scale_ = header.scale;
  if (std::find(model.keys_, model.keys_ + slots, 0u) == model.keys_ + slots) refuse("damaged");
  return model;
}

std::string pack_linear_model(const std::vector<std::string>& classes,
                              std::vector<std::pair<std::uint64_t, std::vector<float>>> weights) {
  std::sort(weights.begin(), weights.end());
  Header header;
  header.class_count = static_cast<std::uint32_t>(classes.size());
  // Between three and six of eight slots are taken.
  header.slot_count = static_cast<std::uint32_t>(std::bit_ceil(weights.size() * 4 / 3 + 2));
  float largest = 0;
  for (const auto& [hash, values] : weights) {
    for (float value : values) largest = std::max(largest, std::abs(value));
  }
  header.scale = largest > 0 ? largest / 32767.0F : 1.0F;
  std::string labels;
  for (const std::string& name : classes) labels += name + '\0';
  labels.resize((labels.size() + 3) / 4 * 4, '\0');
  header.label_bytes = static_cast<std::uint32_t>(labels.size());

  std::vector<std::uint32_t> keys(header.slot_count, 0);
  std::vector<std::int16_t> values(static_cast<std::size_t>(header.slot_count) * classes.size(), 0);
  const std::size_t mask = header.slot_count - 1;
  for (const auto& [hash, given] : weights) {
    const std::uint32_t key = LinearModel::key_of(hash);
    std::size_t slot = hash & mask;
    while (keys[slot] != 0 && keys[slot] != key) slot = (slot + 1) & mask;
    if (keys[slot] == key) continue;
    keys[slot] = key;
    for (std::size_t i = 0; i < classes.size(); ++i) {
      values[slot * classes.size() + i] = static_cast<std::int16_t>(std::lround(given.at(i) / header.scale));
    }
  }
  std::string bytes;
  append(bytes, &header, sizeof header);
  bytes += labels;
  append(bytes, keys.data(), keys.size() * sizeof keys[0]);
  append(bytes, values.data(), values.size() * sizeof values[0]);
  return bytes;
}

}  // namespace chancery::learned
