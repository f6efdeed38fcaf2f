#pragma once
// One slot of what was read, as text: of the first fact that has it, else of the values that stand alone; "-" when nothing was said of it.
#include <string>

#include "tests/understanding/reading.hpp"

namespace slot_of {

inline std::string text(const linli::Value& value) {
  if (auto* s = std::get_if<std::string>(&value)) return *s;
  if (auto* n = std::get_if<std::int64_t>(&value)) return std::to_string(*n);
  if (auto* d = std::get_if<double>(&value)) return std::to_string(*d).substr(0, 4);
  if (auto* list = std::get_if<std::vector<std::string>>(&value)) {
    std::string out = "[";
    for (auto& item : *list) out += (out.size() > 1 ? "+" : "") + item;
    return out + "]";
  }
  return "?";
}

inline std::string read(const std::string& written, linli::Slot slot) {
  auto r = reading::read(written);
  auto told = [](const linli::Found& f) { return text(f.value) + (f.meant ? "(" + text(*f.meant) + ")" : ""); };
  for (auto& c : r.candidates)
    if (auto* f = c.find(slot)) return told(*f);
  for (auto& f : r.loose)
    if (f.slot == slot) return told(f);
  return "-";
}

}  // namespace slot_of
