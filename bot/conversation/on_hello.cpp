// The direct chat was opened and nothing written yet: what this is, one thing that can be written, how to reach a person. Whoever is being asked
// something has that question before their eyes already and is not talked over.
#include <algorithm>

#include "bot/conversation/deciders.hpp"
#include "bot/conversation/items.hpp"

namespace linli {

void on_hello(Turn& turn) {
  if (!std::ranges::all_of(*turn.r.questions, is_notice)) return turn.silent("question_open");
  auto& tenancies = *turn.r.tenancies;
  bool lets = std::ranges::any_of(tenancies, &TenancyRow::as_landlord);
  std::string to = turn.staff() ? "staff" : lets ? std::string(name_of(Slot::landlord)) : !tenancies.empty() ? std::string(name_of(Slot::renter)) : "resident";
  turn.lines.why = "why.hello";
  turn.tell(Act::say, "hello." + to);
  if (std::get<HelloIn>(turn.event.body).only_mentions) turn.tell(Act::say, "hello.mention_me");
}

}  // namespace linli
