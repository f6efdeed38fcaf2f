// A button. The key proves nothing: who may press is decided here, from the records.
#include "bot/conversation/deciders.hpp"
#include "bot/conversation/items.hpp"

namespace linli {

void on_button(Turn& turn) {
  auto key = parse_key(std::get<ButtonIn>(turn.event.body).key);
  if (!key) return turn.tell(Act::say, "card.settled");
  press(turn, *key);
}

void press(Turn& turn, const ButtonKey& key) {
  if (auto* enrolment = std::get_if<EnrolmentVerb>(&key)) return on_enrolment(turn, *enrolment);
  if (auto* choice = std::get_if<QuestionChoice>(&key)) {
    auto& question = *turn.r.question;
    if (!question) return turn.tell(Act::say, "card.settled");
    if (question->asked != turn.sender()) return turn.tell(Act::say, "card.not_yours");
    return choose(turn, *question, choice->choice);
  }
  auto& verb = std::get<CaseVerb>(key);
  auto& found = *turn.r.the_case;
  if (!found) return turn.tell(Act::say, "card.settled");
  if (!turn.staff()) return turn.tell(Act::say, "card.not_yours");
  auto w = working(*found);
  turn.lines.of = w.ref;
  turn.casework.verb(turn.d, w, verb, *turn.r.sender->person, turn.around(area_of(*found)), turn.now);
}

}  // namespace linli
