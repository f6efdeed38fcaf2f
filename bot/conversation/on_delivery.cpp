// Words that could not be delivered. An escalation that reached nobody must not end there: the case climbs on.
#include "bot/conversation/deciders.hpp"

namespace linli {

void on_delivery(Turn& turn) {
  auto& say = *turn.r.say;
  if (!say || !say->escalation || !say->of) return turn.silent("noted");
  auto* found = turn.r.the_case.loaded() && *turn.r.the_case ? &**turn.r.the_case : nullptr;
  if (!found || found->final || found->climb.reason.empty() || found->climb.lease_until) return turn.silent("noted");
  auto w = working(*found);
  turn.casework.undelivered(turn.d, w, say->to, turn.around(area_of(*found)), turn.now);
}

}  // namespace linli
