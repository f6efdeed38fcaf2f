#include "service/way_out/outgoing.hpp"

#include "adapters/degrade.hpp"
#include "service/way_out/after_attempt.hpp"
#include "service/way_out/marks.hpp"

namespace linli {

Outgoing outgoing(const SayRow& row, Rendered words, const Capabilities& can, const std::string& mark) {
  Outgoing out;
  out.key = "say:" + std::to_string(row.id.value) + ":" + mark;
  out.platform_chat = row.platform_chat;
  out.actor = row.actor;
  out.text = std::move(words.text);
  out.buttons = std::move(words.buttons);
  for (auto& button : out.buttons) button.key = marked(button.key, mark);
  out.mention = row.mention;
  out.cls = row.say.cls;
  out.cause = row.cause;
  if (auto* about = row.say.of ? std::get_if<CaseId>(&row.say.of->at) : nullptr) out.about = std::to_string(about->value);
  out.may_repeat = may_repeat(row.say.cls, can.idempotent);
  return degrade(std::move(out), can);
}

}  // namespace linli
