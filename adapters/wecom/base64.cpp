#include "adapters/wecom/base64.hpp"

#include <array>

namespace linli::wecom {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint32_t none = 64;

constexpr auto values = [] {
  std::array<std::uint8_t, 256> table{};
  table.fill(none);
  for (std::size_t i = 0; i < alphabet.size(); ++i) table[static_cast<unsigned char>(alphabet[i])] = std::uint8_t(i);
  return table;
}();

}  // namespace

std::optional<std::string> from_base64(std::string_view text, DiscardedBits bits) {
  if (text.size() % 4 != 0) return {};
  std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  text.remove_suffix(padding);
  std::string out;
  out.reserve(text.size() / 4 * 3 + 2);
  std::uint32_t held = 0, count = 0;
  for (char c : text) {
    std::uint32_t value = values[static_cast<unsigned char>(c)];
    if (value == none) return {};
    held = held << 6U | value;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += char(held >> count & 0xffU);
  }
  bool discarded = (held & ((1U << count) - 1U)) != 0;
  if (discarded && bits == DiscardedBits::zero) return {};
  return out;
}

std::string to_base64(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t three = 0;
    for (std::size_t k = 0; k < 3; ++k) three = three << 8U | (i + k < bytes.size() ? std::uint32_t(static_cast<unsigned char>(bytes[i + k])) : 0U);
    for (std::size_t k = 0; k < 4; ++k) out += i + k <= bytes.size() ? alphabet[three >> (18 - 6 * k) & 63U] : '=';
  }
  return out;
}

}  // namespace linli::wecom
