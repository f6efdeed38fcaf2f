#include "bot/model/secret.hpp"

#include <algorithm>
#include <vector>

namespace linli {

void wipe(std::string& text) noexcept {
  volatile char* p = text.data();
  for (std::size_t i = 0; i < text.size(); ++i) p[i] = 0;
}

namespace {

// Characters of UTF-8 text, one string each.
std::vector<std::string> characters(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < text.size();) {
    auto lead = static_cast<unsigned char>(text[i]);
    std::size_t n = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    out.push_back(text.substr(i, n));
    i += n;
  }
  return out;
}

// Forms of address that carry no name of their own; they stand before or behind one.
bool is_address(const std::string& c) {
  static const char* const words[] = {"\u5c0f", "\u8001", "\u963f", "\u5927", "\u67d0", "\u59d3", "\u5e08", "\u5085", "\u59d0", "\u54e5",
      "\u963f", "\u59e8", "\u53d4", "\u5148", "\u751f", "\u5973", "\u58eb"};
  for (auto* w : words)
    if (c == w) return true;
  return false;
}

}  // namespace

bool same_name(const SecretPtr& secret, const std::string& written) {
  if (!secret || written.empty()) return false;
  return secret->use([&](const std::string& name) {
    if (name == written) return true;
    auto a = characters(name), b = characters(written);
    // What is left of each without forms of address must be a prefix (surname) or a suffix (given name) of the other.
    auto bare = [](std::vector<std::string> cs) {
      std::vector<std::string> out;
      for (auto& c : cs)
        if (!is_address(c)) out.push_back(c);
      return out;
    };
    auto x = bare(a), y = bare(b);
    if (x.empty() || y.empty()) return false;
    auto& longer = x.size() >= y.size() ? x : y;
    auto& shorter = x.size() >= y.size() ? y : x;
    return std::equal(shorter.begin(), shorter.end(), longer.begin()) ||
           std::equal(shorter.begin(), shorter.end(), longer.end() - std::ptrdiff_t(shorter.size()));
  });
}

}  // namespace linli
