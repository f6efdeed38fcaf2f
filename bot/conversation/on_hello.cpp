// The direct chat was opened and nothing written yet: what this is, one thing that can be written, how to reach a person. Whoever is being asked
// something has that question before their eyes already and is not talked over.
#include <algorithm>

#include "bot/conversation/deciders.hpp"
#include "bot/conversation/handover.hpp"
#include "bot/conversation/help.hpp"
#include "bot/conversation/items.hpp"

namespace linli {

void on_hello(Turn& turn) {
  if (!std::ranges::all_of(*turn.r.questions, [](auto& q) { return is_notice(q) || is_menu(q); })) return turn.silent("question_open");
  if (is_put_through(turn)) return turn.silent("passed_on");
  turn.lines.why = "why.hello";
  turn.tell(Act::say, "hello." + who_asks(turn));
  if (std::get<HelloIn>(turn.event.body).only_mentions) turn.tell(Act::say, "hello.mention_me");
}

}  // namespace linli
