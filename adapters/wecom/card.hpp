#pragma once
// The bot's words with buttons as WeCom's template card (D-101032, docs/wecom.md "Cards"). Lengths in characters are advice, what is longer is
// cut by the members' clients; lengths in bytes are hard. Pure.
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/adapter.hpp"
#include "adapters/wecom/options.hpp"
#include "adapters/wecom/wire.hpp"

namespace linli::wecom {

inline constexpr std::size_t title_characters = 26, card_characters = 112, button_characters = 10, buttons_most = 6, button_key_bytes = 1'024;
// The key of the one button of a settled card. It can be pressed, since the platform knows no disabled button; nothing follows from it.
inline constexpr std::string_view settled_key = "-";

// The id of a message of ours as the platform knows it, and its task_id: digits, letters, '_', '-' and '@', at most 128 bytes.
std::string task_of(std::string_view key);
// Whether these buttons can stand on a card. Else they become numbered answers.
bool fits_card(const Outgoing& words);
using Names = std::vector<std::string>;               // Options::bot_names
// A text with the words' choices below it, a number each; in a group with the mention that a number needs to be heard there.
std::string numbered(std::string text, const Outgoing& words, const Names& bot_names);
// What a card cannot show of a text goes ahead of it as a message of its own: {that, what stands on the card}. The first is mostly empty.
std::pair<std::string, std::string> card_texts(std::string_view text);

// The same for a card that opens a page; `whole`: all of the text goes ahead in any case.
std::pair<std::string, std::string> notice_texts(std::string_view text, bool whole);

// card_type text_notice: the one kind that a webhook takes; it cannot be pressed, only opened, and mentions nobody (D-99110).
Json notice_card(std::string_view text, const Page& page);
// card_type button_interaction. `text` as the second of card_texts.
Json button_card(std::string_view text, const Outgoing& words, std::string_view task);
// What such a card is changed into when its matter is over: the words, whose last line is what came of it, and that line's beginning as the
// one button left, since a card of this kind has at least one.
Json settled_card(std::string_view text, std::string_view task);

}  // namespace linli::wecom
