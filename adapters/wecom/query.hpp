#pragma once
// The query of a callback's address. Pure.
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace linli::wecom {

using Query = std::vector<std::pair<std::string, std::string>>;
// Percent-decoded once; '+' stays a plus sign, since base64 is full of them. Nothing for a broken escape or more than 32 parameters.
std::optional<Query> read_query(std::string_view query);
// The value of the parameter of one of these names that is there exactly once; nothing for none, or for a second one under any of them.
std::optional<std::string> only(const Query& query, std::initializer_list<std::string_view> names);

}  // namespace linli::wecom
