#include "adapters/degrade.hpp"

namespace linli {

Outgoing degrade(Outgoing words, const Capabilities& can) {
  if (!can.mention) words.mention.clear();
  if (can.buttons) return words;
  for (std::size_t i = 0; i < words.buttons.size(); ++i) words.text += "\n" + std::to_string(i + 1) + " " + words.buttons[i].label;
  words.buttons.clear();
  return words;
}

}  // namespace linli
