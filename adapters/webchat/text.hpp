#pragma once
// What people type, as bytes.
#include <string>
#include <string_view>
#include <vector>

namespace linli::webchat {

// UTF-8 that says something: no control characters but line ends and tabs, and not only blanks.
bool is_text(std::string_view text);
// An id made by a page: 8 to 64 letters, digits, '_' or '-'.
bool is_page_id(std::string_view id);

struct Unmentioned {
  std::string text;     // without the mentions and the blanks around it
  bool mentioned{};
};
// Takes "@name" out, with the sign in either width; the longest name first.
Unmentioned take_out_mentions(std::string_view text, const std::vector<std::string>& names);

}  // namespace linli::webchat
