#include "service/words/short_address.hpp"

namespace linli {

std::string short_address(const std::vector<std::string>& addresses) {
  if (addresses.empty()) return {};
  if (addresses.size() == 1) return addresses.front();
  std::size_t same = addresses.front().size();
  for (auto& other : addresses) {
    std::size_t i = 0;
    while (i < same && i < other.size() && other[i] == addresses.front()[i]) ++i;
    same = i;
  }
  auto shared = addresses.front().substr(0, same);
  // Not half a character, and not half a number: 68号201 and 68号202 share 68号, not 68号20.
  auto half = [](unsigned char c) { return (c & 0xC0U) == 0x80U; };
  if (same < addresses.front().size() && half(static_cast<unsigned char>(addresses.front()[same]))) {
    while (!shared.empty() && half(static_cast<unsigned char>(shared.back()))) shared.pop_back();
    if (!shared.empty()) shared.pop_back();
  }
  while (!shared.empty() && shared.back() >= '0' && shared.back() <= '9') shared.pop_back();
  return shared.empty() ? addresses.front() + " +" + std::to_string(addresses.size() - 1) : shared;
}

}  // namespace linli
