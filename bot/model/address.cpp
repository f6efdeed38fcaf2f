#include "bot/model/address.hpp"

namespace linli {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

// Whether a cut before position `at` would split a number.
bool splits_number(std::string_view text, std::size_t at) { return at > 0 && at < text.size() && digit(text[at - 1]) && digit(text[at]); }

}  // namespace

Fit address_fit(std::string_view address, std::string_view written) {
  if (written.empty() || address.empty()) return Fit::no;
  if (address == written) return Fit::whole;
  if (written.size() > address.size())  // says more than the address does: 南浜新村68号301东间
    return written.starts_with(address) && !splits_number(written, address.size()) ? Fit::part : Fit::no;
  if (address.ends_with(written) && !splits_number(address, address.size() - written.size())) return Fit::end;
  for (auto at = address.find(written); at != std::string_view::npos; at = address.find(written, at + 1))
    if (!splits_number(address, at) && !splits_number(address, at + written.size())) return Fit::part;
  return Fit::no;
}

}  // namespace linli
