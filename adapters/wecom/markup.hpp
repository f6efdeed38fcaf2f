#pragma once
// The bot's plain words as each way shows them. What people wrote stands in them and must not become markup, a link or a mention of anybody.
// Pure; UTF-8 in and out, control characters gone.
#include <cstddef>
#include <string>
#include <string_view>

namespace linli::wecom {

// Of msgtype text: only "<@id>" and "@all" mean something there (D-99110).
std::string as_text(std::string_view plain);
// Of markdown, the AI bot's and the webhook's. No page tells of an escape sign, so what would be markup is written with the full-width form of
// the same sign. Line ends stay.
std::string as_markdown(std::string_view plain);
// The same of the webhook alone (D-99110): the first line bold and in the colour of warnings; `mention`, if any, on a line of its own.
std::string as_warning(std::string_view plain, std::string_view mention);

// The first `most` characters, never in the middle of one; what is left out is shown as an ellipsis within `most`.
std::string shortened(std::string_view plain, std::size_t most);

// Bytes one message of each kind may have (D-99110, D-90236, D-100719).
inline constexpr std::size_t text_bytes = 2'048, webhook_markdown_bytes = 4'096, bot_markdown_bytes = 20'480;

}  // namespace linli::wecom
