// What a reading means to somebody who was just asked something.
#include <algorithm>

#include "bot/understanding/reader.hpp"

namespace linli {
namespace {

bool asked(const Context& c, Asked what) { return std::ranges::find(c.asked, what) != c.asked.end(); }

std::optional<Slot> slot_of(Asked what) {
  auto name = name_of(what);
  if (!name.starts_with("ask_")) return {};
  return slot_named(name.substr(4));
}

Understood understood(Candidate fact) {
  Understood u;
  u.reason = "certain";
  for (auto& f : fact.slots) {
    auto* date = std::get_if<DateValue>(&f.value);
    if (date && !date->alternatives.empty()) u.confirm = true, u.reason = "alternatives";
    if (f.meant) u.confirm = true, u.reason = "origin_meant";
  }
  if (!fact.clear && !u.confirm) u.confirm = true, u.reason = "unclear";
  u.fact = std::move(fact);
  return u;
}

Candidate whole(Intent intent, std::string rule, bool negated = false) {
  Candidate c;
  c.intent = intent;
  c.negated = negated;
  c.clear = true;
  c.rule = std::move(rule);
  return c;
}

Span around(const std::vector<Found>& slots) {
  Span s = slots.front().words;
  for (auto& f : slots) s.begin = std::min(s.begin, f.words.begin), s.end = std::max(s.end, f.words.end);
  return s;
}

// Loose slots as answers: what was asked, and what else was said with it. The same slot twice makes two answers.
std::vector<Candidate> answers(const std::vector<Found>& loose, const Context& context, bool to_card) {
  std::vector<Candidate> out;
  bool fits = to_card;
  auto wanted = [&](const Found& f) {
    for (auto a : context.asked)
      if (auto slot = slot_of(a); slot && *slot == f.slot) return true;
    return false;
  };
  bool bare = false;
  for (auto& f : loose) fits = fits || wanted(f), bare = bare || f.rule == "number.bare";
  if (!fits) return out;
  bool number_taken = false;
  for (auto& f : loose) {
    if (f.rule == "number.bare") {
      if (number_taken || !(wanted(f) || (to_card && f.slot == Slot::date))) continue;
      number_taken = true;
    }
    auto it = std::ranges::find_if(out, [&](const Candidate& c) { return !c.find(f.slot); });
    if (it == out.end()) {
      out.push_back(whole(Intent::answer, "answer"));
      it = out.end() - 1;
    }
    it->slots.push_back(f);
  }
  // One journey has one origin and one day: the second of these is no second answer.
  std::erase_if(out, [&](const Candidate& c) {
    return &c != &out.front() && std::ranges::none_of(c.slots, [](const Found& f) { return f.slot == Slot::people || f.slot == Slot::room || f.slot == Slot::date; });
  });
  for (auto& c : out) c.clause = around(c.slots);
  (void)bare;
  return out;
}

// What a renter who names nobody tells of themselves.
bool own_matter(Intent intent) {
  using enum Intent;
  return intent == return_report || intent == arrived || intent == leaving || intent == change || intent == cancel || intent == away || intent == stayed;
}

// A sentence that says no more than what was asked is an answer: 18号回来.
bool only_answers(const Candidate& c, const Context& context) {
  if (c.intent != Intent::return_report || c.negated || c.slots.empty()) return false;
  bool hit = false;
  for (auto& f : c.slots) {
    bool wanted = false;
    for (auto a : context.asked)
      if (auto slot = slot_of(a); slot && *slot == f.slot) wanted = true;
    hit = hit || wanted;
    if (!wanted && (f.slot == Slot::room || f.slot == Slot::renter)) return false;
  }
  return hit;
}

}  // namespace

std::vector<Understood> interpret(const Reading& reading, const Context& context) {
  std::vector<Understood> out;
  bool card = asked(context, Asked::confirm), arrival = asked(context, Asked::arrived);
  auto loose = reading.loose;
  if (arrival && (reading.arrived_yes || reading.arrived_no)) {
    auto c = whole(Intent::arrived, reading.arrived_no ? "arrived.answer_no" : "arrived.answer_yes", reading.arrived_no);
    for (auto& said : reading.candidates)
      if (said.intent == Intent::arrived && !reading.arrived_no)
        for (auto& f : said.slots) c.slots.push_back(f);
    out.push_back(understood(std::move(c)));
    return out;
  }
  if (asked(context, Asked::via) && reading.arrived_no && reading.candidates.empty() && loose.empty()) {
    auto none = whole(Intent::answer, "answer.none");
    none.slots.push_back({Slot::via, std::vector<std::string>{}, {}, {}, "via.denied"});
    out.push_back(understood(std::move(none)));
    return out;
  }
  if (card && reading.no) {
    out.push_back(understood(whole(Intent::no, "no")));
    Candidate change = whole(Intent::change, "change.right_value");
    for (auto& said : reading.candidates)
      if (said.intent == Intent::change || said.intent == Intent::return_report)
        for (auto& f : said.slots)
          if (!change.find(f.slot)) change.slots.push_back(f);
    for (auto& f : loose)
      if (!change.find(f.slot) && f.rule != "number.bare") change.slots.push_back(f);
    if (!change.slots.empty()) {
      change.clause = around(change.slots);
      out.push_back(understood(std::move(change)));
    }
    return out;
  }
  if (card && (reading.yes || reading.ack)) {
    out.push_back(understood(whole(Intent::yes, "yes")));
    return out;
  }
  bool slots_asked = std::ranges::any_of(context.asked, [](Asked a) { return slot_of(a).has_value(); });
  bool clear_other = false;
  for (auto& c : reading.candidates) {
    if (c.intent == Intent::ack && (card || slots_asked) && reading.candidates.size() > 1) continue;
    if (c.rule == "health.well" && !asked(context, Asked::health)) continue;
    auto fact = c;
    if (fact.rule == "health.well") fact.clear = true;
    if (context.renter && !context.landlord && own_matter(fact.intent) && !fact.find(Slot::renter))  // 明早到，一个人: whoever rents speaks of themselves
      fact.slots.push_back({Slot::renter, std::string("self"), {}, fact.clause, "renter.self.speaks"});
    if (auto* who = fact.find(Slot::renter); who && who->rule.starts_with("renter.self") && !context.renter) {
      bool side = who->rule == "renter.self.side";
      std::erase_if(fact.slots, [](const Found& f) { return f.slot == Slot::renter; });
      bool journey = fact.intent == Intent::return_report || fact.intent == Intent::arrived || fact.intent == Intent::leaving || fact.intent == Intent::cancel || fact.intent == Intent::change ||
                     fact.intent == Intent::away || fact.intent == Intent::stayed;
      bool symptom = fact.intent == Intent::health && !fact.find(Slot::temperature) && fact.rule != "health.fever";
      if ((journey && !side) || symptom) fact.clear = false;
    }
    if ((slots_asked || card) && only_answers(fact, context)) {
      fact.intent = Intent::answer;
      fact.clear = true;
    } else if (arrival && fact.intent == Intent::away && fact.slots.empty()) {
      fact.intent = Intent::arrived;
      fact.negated = true;
      fact.clear = true;
    } else if (arrival && fact.intent == Intent::arrived) {
      fact.clear = true;
    } else if ((slots_asked || card) && !fact.clear && !loose.empty() && fact.intent == Intent::return_report) {
      continue;  // read as a loose answer below
    }
    clear_other = clear_other || (fact.intent != Intent::ack && fact.intent != Intent::question && fact.intent != Intent::health);
    out.push_back(understood(std::move(fact)));
  }
  if (!clear_other && (slots_asked || card))
    for (auto& c : answers(loose, context, card)) {
      auto u = understood(std::move(c));
      out.push_back(std::move(u));
    }
  if (out.empty() && reading.no && !loose.empty()) {
    Candidate change = whole(Intent::change, "change.right_value");
    for (auto& f : loose)
      if (!change.find(f.slot) && f.rule != "number.bare") change.slots.push_back(f);
    if (!change.slots.empty()) {
      change.clause = around(change.slots);
      out.push_back(understood(std::move(change)));
      return out;
    }
  }
  if (out.empty() && reading.no) out.push_back(understood(whole(Intent::no, "no")));
  if (out.empty() && asked(context, Asked::notice) && (reading.ack || reading.yes)) out.push_back(understood(whole(Intent::ack, "ack.answer")));
  return out;
}

}  // namespace linli
