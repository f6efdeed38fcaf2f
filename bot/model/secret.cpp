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

char32_t code_point(const std::string& character) {  // of one whole character, as `characters` cuts them
  auto byte = [&](std::size_t i) { return char32_t(static_cast<unsigned char>(character[i])); };
  switch (character.size()) {
    case 1: return byte(0);
    case 2: return (byte(0) & 0x1F) << 6 | (byte(1) & 0x3F);
    case 3: return (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    default: return 0;
  }
}

// Characters of the forms of address, which carry no name of their own and stand before or behind one (patterns to read, never said).
bool is_address(const std::string& c) {
  static constexpr std::u32string_view forms = U"小老阿大某姓师傅姐哥姨叔先生女士";
  return forms.find(code_point(c)) != forms.npos;
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
