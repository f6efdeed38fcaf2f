#pragma once
// Several addresses told in one short piece of text, to tell people apart in a list.
#include <string>
#include <vector>

namespace linli {

// One address: itself. Several: the house, road or village that they share ("南浜新村68号"); where they share none, the first and how
// many more ("罗溪路12号 +3").
std::string short_address(const std::vector<std::string>& addresses);

}  // namespace linli
