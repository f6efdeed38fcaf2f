#pragma once
// 帮助: numbered choices by who asks, and what each leads to.
#include "bot/conversation/items.hpp"

namespace linli {

// Who is asking, as menus and greetings name them: a party, "staff", or "resident".
std::string who_asks(const Turn& turn);
// Numbered choices that wait for nothing: over with the next message that is no number.
inline bool is_menu(const QuestionRow& question) { return question.asks == std::vector{Asked::menu}; }
// The message asks for help and nothing else, of the bot: the menu is put.
bool asks_for_help(Turn& turn);
void tell_topic(Turn& turn, std::int64_t number);   // from 1; one that the menu does not have gets the menu

}  // namespace linli
