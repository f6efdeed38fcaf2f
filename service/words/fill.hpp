#pragma once
// One template filled with values. Nothing is ever left out silently: the first value that is named and not there is the answer.
#include <expected>
#include <string>

#include "service/words/context.hpp"

namespace linli {

// The words, without line ends at their end; or the name of the value that is missing.
std::expected<std::string, std::string> fill(const std::string& text, const Values& values);

}  // namespace linli
