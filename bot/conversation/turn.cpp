#include "bot/conversation/turn.hpp"

#include <algorithm>

#include "bot/casework/playbook.hpp"
#include "bot/knowledge.hpp"
#include "bot/conversation/manner.hpp"

namespace linli {

Turn::Turn(const Knowledge& knowledge, const Records& records, const Reading& read, const Event& what, Instant at)
    : k(knowledge), r(records), reading(read), event(what), now(at), casework(knowledge) {
  if (!r.cases.loaded()) return;
  // What somebody told of a dwelling is no business of those who live there.
  bool sees_all = r.sender.loaded() && r.sender->person && staff();
  for (auto& row : *r.cases) {
    bool own = r.sender.loaded() && r.sender->person && row.reporter == r.sender->person->id;
    if (sees_all || own || !hides_source(casework.playbook(row))) cases.push_back(working(row));
  }
}

bool Turn::addressed() const {
  if (event.direct) return true;
  if (auto* message = std::get_if<MessageIn>(&event.body)) return message->addressed;
  if (auto* media = std::get_if<MediaIn>(&event.body)) return media->addressed;
  return std::holds_alternative<BurstIn>(event.body) && std::ranges::any_of(*r.fragments, &FragmentRow::addressed);
}

bool Turn::spoken() const {
  auto* message = std::get_if<MessageIn>(&event.body);
  return message && message->spoken;
}

const AroundRow& Turn::around(AreaId area) const {
  static const AroundRow nothing;
  std::vector<AreaId> nearest{area};  // where the matter is; where it was told; where who tells it belongs; the whole street
  if (r.chat.loaded()) nearest.push_back(r.chat->area);
  if (r.sender.loaded() && r.sender->person)
    for (auto& role : r.sender->person->roles) nearest.push_back(role.area);
  if (r.tenancies.loaded())
    for (auto& t : *r.tenancies) nearest.push_back(t.place.area);
  nearest.emplace_back();
  for (auto& at : nearest)
    if ((at || &at == &nearest.back()) && r.arounds.has(at)) return r.arounds.of(at);
  return nothing;
}

Standing Turn::standing(const std::optional<PersonId>& landlord, const std::optional<PersonId>& renter) const {
  Standing out{sender(), {}};
  for (auto& role : r.sender->person->roles) out.as.push_back(role.role);
  if (landlord == sender()) out.as.emplace_back(name_of(Slot::landlord));
  if (renter == sender()) out.as.emplace_back(name_of(Slot::renter));
  return out;
}

bool Turn::staff() const {
  return std::ranges::any_of(r.sender->person->roles, [&](const RoleRow& role) {
    auto traits = k.roles.find(role.role);
    return traits != k.roles.end() && traits->second.staff;
  });
}

void Turn::tell(Act act, std::string tmpl, std::vector<std::pair<std::string, Arg>> args) {
  lines.direct.push_back({act, std::move(tmpl), std::move(args)});
}

void Turn::line(Act act, std::string tmpl, std::vector<std::pair<std::string, Arg>> args) {
  if (!direct()) lines.group.push_back({act, std::move(tmpl), std::move(args)});
}

Ref<QuestionId> Turn::ask(NewQuestion question) {
  d.questions.push_back(std::move(question));
  return Local{std::uint32_t(d.questions.size() - 1)};
}

void Turn::notify(PersonId to, Act act, std::string tmpl, std::vector<std::pair<std::string, Arg>> args, std::optional<Ref<CaseId>> of,
                  std::string why) {
  Say say;
  say.turn = 2 + std::uint32_t(d.says.size());
  say.parts.push_back({act, std::move(tmpl), std::move(args)});
  say.to = ToPerson{to};
  say.cls = SayClass::reply;
  say.of = of;
  say.why = std::move(why);
  d.says.push_back(std::move(say));
}

void Turn::finish() {
  if (manner_of(*this).plain && r.questions.loaded()) one_question(*this);
  auto make = [&](std::vector<Part> parts, Audience to) {
    Say say;
    say.turn = 1;
    say.parts = std::move(parts);
    say.to = std::move(to);
    say.of = lines.of;
    say.why = lines.why.empty() ? "why.answer" : lines.why;
    return say;
  };
  bool reachable = direct() || r.sender->person->has_direct;
  // Whoever mentioned the bot in a group sees there that it answered.
  if (lines.group.empty() && !lines.direct.empty() && !lines.out_of_sight && addressed())
    line(Act::say, reachable ? "group.in_direct" : "group.write_direct");
  if (!lines.group.empty()) {
    auto say = make(std::move(lines.group), ToChat{chat()});
    say.mention = sender();
    if (lines.direct.empty() || !reachable) {
      say.buttons = lines.buttons;
      say.asks = lines.asks;
    }
    d.says.push_back(std::move(say));
  }
  if (!lines.direct.empty() && reachable) {
    auto to = direct() && chat() ? Audience{ToChat{chat()}} : Audience{ToPerson{sender()}};
    if (manner_of(*this).plain)  // one sentence a message
      for (; lines.direct.size() > 1; lines.direct.erase(lines.direct.begin())) d.says.push_back(make({lines.direct.front()}, to));
    auto say = make(std::move(lines.direct), std::move(to));
    say.buttons = std::move(lines.buttons);
    say.asks = lines.asks;
    d.says.push_back(std::move(say));
  }
}

Instant Turn::card_again() const { return k.zone.at(k.zone.day(now) + std::chrono::days(1), k.manners.card_again); }

Ref<FactId> Turn::add_fact(NewFact fact) { return add_fact(std::move(fact), sender()); }

Ref<FactId> Turn::add_fact(NewFact fact, Ref<PersonId> by) {
  if (!report_) {
    report_ = d.reports.size();
    d.reports.push_back({by, {}});
  }
  d.reports[*report_].facts.push_back(std::move(fact));
  return Local{facts_++};
}

bool Turn::closed(QuestionId question) const {
  return std::ranges::any_of(d.closes, [&](const Close& c) {
    auto* id = std::get_if<QuestionId>(&c.what);
    return id && *id == question;
  });
}

void Turn::close(QuestionId question, Ending how, std::string why) {
  if (!closed(question)) d.closes.push_back({question, how, std::move(why)});
}

void Turn::silent(std::string why) {
  if (d.why_silent.empty()) d.why_silent = std::move(why);
}

}  // namespace linli
