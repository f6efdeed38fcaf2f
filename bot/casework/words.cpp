// Messages about a case: what they hang on, so that they are waived when their reason is gone.
#include "bot/casework/hours.hpp"
#include "bot/casework/play.hpp"

namespace linli {

std::uint32_t Play::fresh_turn() const { return 2 + std::uint32_t(d.says.size()); }

Say Play::say_to(Audience to, Part part, SayClass cls, std::string why) const {
  Say say;
  say.turn = fresh_turn();
  say.parts.push_back(std::move(part));
  say.to = std::move(to);
  say.cls = cls;
  say.of = w.ref;
  say.why = std::move(why);
  return say;
}

void Play::announce(const std::string& tmpl, const std::vector<std::string>& to, const std::string& why) {
  if (tmpl.empty()) return;
  auto turn = fresh_turn();
  for (auto person : addressees(to, false)) {
    auto say = say_to(ToPerson{person}, {Act::say, tmpl, {{"case", arg::Case{w.ref}}}}, SayClass::notice, why);
    say.turn = turn;
    if (is_party(person)) say.not_before = outside_hours(zone(), now, k.manners.quiet_from, k.manners.quiet_to);
    say.depends = WhileState{w.ref, w.row.state};
    d.says.push_back(std::move(say));
  }
}

}  // namespace linli
