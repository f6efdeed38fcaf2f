#pragma once
// UTF-8, code point by code point. Total: bytes that are none come as `wrong`, one at a time. Pure.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace linli::utf8 {

constexpr std::uint32_t wrong = 0xffffffff;

// The code point at `at` (< size), which moves behind it.
std::uint32_t next(std::string_view text, std::size_t& at);
void append(std::string& text, std::uint32_t code);
std::size_t characters(std::string_view text);  // code points; a wrong byte counts as one
// Without what is no UTF-8 and without control characters but line ends; a tab becomes a blank, CR LF a line end, no blanks at the end.
std::string clean(std::string_view text);

}  // namespace linli::utf8
