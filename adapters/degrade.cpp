#include "adapters/degrade.hpp"

namespace linli {

Outgoing degrade(Outgoing words, const Capabilities& can, std::string_view call) {
  if (!can.mention) words.mention.clear();
  if (can.buttons) return words;
  for (std::size_t i = 0; i < words.buttons.size(); ++i) {
    auto number = std::to_string(i + 1);
    words.text += "\n" + number + " " + words.buttons[i].label;
    if (!call.empty()) words.text.append(" (").append(call).append(" ").append(number).append(")");
  }
  words.buttons.clear();
  return words;
}

}  // namespace linli
