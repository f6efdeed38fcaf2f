// 转人工: whoever asked for a person writes with the one who has the case, through the bot, which is silent between them. Both sides write in
// their direct chat; neither sees the other's account or number. Every word is a fact of the case, sealed under its key.
#include <algorithm>

#include "bot/conversation/handover.hpp"
#include "bot/conversation/items.hpp"
#include "bot/conversation/phrases.hpp"

namespace linli {
namespace {

// What was said, as a part of the case's story.
Ref<FactId> said(Turn& turn, const Working& w, const std::string& words) {
  NewFact fact;
  fact.of = w.ref;
  if (w.row.place.id) fact.place = w.row.place.id;
  fact.intent = Intent::none;
  fact.words = words;
  fact.rule = "handover";
  fact.reason = "passed_on";
  return turn.add_fact(std::move(fact));
}

void pass_to_staff(Turn& turn, const Working& w, Part part) {
  part.args.push_back({"case", arg::Case{w.ref}});
  part.args.push_back({"person", arg::Person{turn.sender()}});
  auto answering = turn.casework.answering(w, turn.around(area_of(w.row)), turn.now);
  if (answering.empty()) return turn.silent("passed_on");  // nobody was told yet: it stands in the story that they will be told
  for (auto person : answering) {
    turn.notify(person, part.act, part.tmpl, part.args, w.ref, "why.passed_on");
    if (auto* id = std::get_if<CaseId>(&w.ref.at)) turn.d.says.back().buttons.push_back({CaseVerb{*id, "hand_back", {}}, {Act::say, "button.hand_back", {}}});
  }
}

// The case that puts the sender through now.
Working* of_asker(Turn& turn) {
  for (auto& w : turn.cases)
    if (turn.casework.put_through(w, turn.now) == turn.sender()) return &w;
  return nullptr;
}

// The case in which the sender may answer; where several wait, the one they answered last, else the one that waits longest.
Working* of_answerer(Turn& turn) {
  Working* found = nullptr;
  for (auto& w : turn.cases) {
    auto asker = turn.casework.put_through(w, turn.now);
    auto may = turn.casework.answering(w, turn.around(area_of(w.row)), turn.now);
    if (!asker || *asker == turn.sender() || std::ranges::find(may, turn.sender()) == may.end()) continue;
    bool theirs = w.row.climb.lease_until.has_value(), found_theirs = found && found->row.climb.lease_until;
    if (!found || (theirs && (!found_theirs || *w.row.climb.lease_until > *found->row.climb.lease_until))) found = &w;
  }
  return found;
}

bool fever(const Turn& turn) {
  return std::ranges::any_of(turn.reading.candidates, [&](const Candidate& c) { return c.intent == Intent::health && fever_in(turn, c); });
}

}  // namespace

void ask_for_person(Turn& turn, const Item& item) {
  auto at = record_report(turn, item, place_of_item(turn, item));
  if (!at) return;
  auto& w = turn.cases[*at];
  auto& around = turn.around(area_of(w.row));
  bool reachable = turn.direct() || turn.r.sender->person->has_direct;
  auto from = reachable ? turn.casework.hand_over(turn.d, w, turn.sender(), around, turn.now) : std::nullopt;
  auto part = std::ranges::find(turn.lines.direct, Act::record, &Part::act);
  if (part == turn.lines.direct.end() || !turn.casework.playbook(w.row).handover) return;
  if (!from) part->tmpl = reachable ? "record.human.nobody" : part->tmpl;
  else if (*from <= turn.now) part->tmpl = "record.human.put_through";
  else part->tmpl = "record.human.later", part->args.push_back({"at", *from});
}

bool passes_on(Turn& turn) {
  auto text = std::string(whole_text(turn.event));
  if (!turn.message() || !turn.direct() || text.find_first_not_of(" \t\n") == std::string::npos) return false;
  if (auto* w = of_asker(turn)) {
    if (turn.reading.retract) return false;  // they want nobody any more
    pass_to_staff(turn, *w, {Act::say, "handover.asked", {{"fact", arg::Fact{said(turn, *w, text)}}}});
    return !fever(turn);                     // that is told at once, whoever else hears of it
  }
  if (!turn.staff() || bare_number(text)) return false;
  auto* w = of_answerer(turn);
  if (!w) return false;
  auto& around = turn.around(area_of(w->row));
  turn.lines.of = w->ref;
  if (is_phrase(turn.k.phrases, turn.k.phrases.hand_back, text)) {
    turn.casework.verb(turn.d, *w, CaseVerb{w->ref, "hand_back", {}}, *turn.r.sender->person, around, turn.now);
    return true;
  }
  auto asker = *turn.casework.put_through(*w, turn.now);
  auto fact = said(turn, *w, text);
  turn.casework.answered_by(turn.d, *w, *turn.r.sender->person, around, turn.now);
  turn.notify(asker, Act::say, "handover.answered", {{"fact", arg::Fact{fact}}, {"person", arg::Person{turn.sender()}}}, w->ref, "why.passed_on");
  return true;
}

bool is_put_through(Turn& turn) { return turn.direct() && of_asker(turn); }

bool passes_on_media(Turn& turn) {
  auto* w = turn.direct() ? of_asker(turn) : nullptr;
  if (!w) return false;
  auto& media = std::get<MediaIn>(turn.event.body);
  turn.d.keep = KeepMedia{w->ref};
  pass_to_staff(turn, *w, {Act::say, "handover.media", {{"media", arg::Word{"media." + std::string(name_of(media.kind))}}}});
  return true;
}

}  // namespace linli
