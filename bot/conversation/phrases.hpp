#pragma once
// Words with which somebody tells the bot how to behave, compared with a whole message.
#include <string>
#include <string_view>
#include <vector>

#include "bot/knowledge.hpp"

namespace linli {

// Whether the message says nothing but one of these words, blanks, marks and the words of `beside` ("请", "我要", "谢谢") aside. Letters of
// either case.
bool is_phrase(const Phrases& phrases, const std::vector<std::string>& words, std::string_view text);

}  // namespace linli
