#pragma once
// Base64 (RFC 4648, section 4): with padding, without line ends. Pure.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace linli::wecom {

// The bits of the last character that stand for nothing: zero as every encoder writes them, or anything, as in an EncodingAESKey.
enum class DiscardedBits : std::uint8_t { zero, any };
std::optional<std::string> from_base64(std::string_view text, DiscardedBits bits);
std::string to_base64(std::string_view bytes);

}  // namespace linli::wecom
