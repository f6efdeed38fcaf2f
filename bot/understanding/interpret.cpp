// What a reading means to somebody who was just asked something.
#include <algorithm>

#include "bot/model/second_reading.hpp"
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
std::vector<Candidate> answers(const std::vector<Found>& loose, const Context& context, bool to_card, const understanding::Rules& rules) {
  std::vector<Candidate> out;
  bool fits = to_card;
  auto wanted = [&](const Found& f) {
    for (auto a : context.asked)
      if (auto slot = slot_of(a); slot && *slot == f.slot) return true;
    return false;
  };
  for (auto& f : loose) fits = fits || wanted(f);
  bool other = std::ranges::any_of(loose, [&](const Found& f) { return wanted(f) && f.slot != Slot::date; });
  if (!fits) return out;
  bool number_taken = false;
  auto rooms = std::ranges::count(loose, Slot::room, &Found::slot);
  for (auto& f : loose) {
    bool open = f.slot == Slot::date && !std::get<DateValue>(f.value).start;
    if (open && other && !wanted(f) && rules.fire("answer.open_not_asked")) continue;  // 贵州的，具体不晓得
    if (f.rule == "number.bare") {
      if (number_taken || !(wanted(f) || (to_card && f.slot == Slot::date))) continue;
      number_taken = true;
    }
    auto* count = f.slot == Slot::people && !out.empty() && rooms < 2 ? out.front().find(Slot::people) : nullptr;
    if (count && count->value == f.value && rules.fire("people.said_twice")) continue;  // 光杆司令一个; 一个人，光棍一个
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

// How a message answers what was just asked, read as a whole; one function a kind of answer. Empty where it is none.
class Answering {
 public:
  Answering(const Reading& reading, const Context& context, RuleProbe* probe) : r_(reading), c_(context), rules_(probe), card_(asked(context, Asked::confirm)), arrival_(asked(context, Asked::arrived)) {
    slots_asked_ = std::ranges::any_of(context.asked, [](Asked a) { return slot_of(a).has_value(); });
    loose_ = reading.loose;
    passed();
  }

  std::vector<Understood> facts() {
    if (auto out = has_come(); !out.empty()) return out;
    if (auto out = has_left(); !out.empty()) return out;
    if (auto out = passed_nothing(); !out.empty()) return out;
    if (card_ && (r_.no || r_.bare_no || r_.denies)) return denial();
    if (card_ && (r_.yes || r_.agrees)) return {understood(whole(Intent::yes, "yes"))};
    auto out = told();
    if (!out.empty()) return out;
    if (r_.no && std::ranges::any_of(loose_, worth) && rules_.fire("change.right_value")) return {understood(right_value({}))};
    if (out.empty() && c_.visitor && c_.direct && r_.left_yes && !card_ && rules_.fire(visitor_left)) {
      auto gone = whole(Intent::leaving, std::string(visitor_left));
      gone.clear = false;
      return {understood(std::move(gone))};
    }
    if (r_.no && !arrival_ && !slots_asked_) return {understood(whole(Intent::no, "no"))};
    if (asked(c_, Asked::notice) && (r_.ack || r_.yes) && rules_.fire("ack.answer")) return {understood(whole(Intent::ack, "ack.answer"))};
    return out;
  }

 private:
  static bool worth(const Found& f) { return f.rule != "number.bare" && f.rule != "date.waits"; }  // 不对 再看看
  bool only_via() const { return asked(c_, Asked::via) && !asked(c_, Asked::origin); }

  // After "where did he pass": 在麻城吃了顿饭 names a place passed, unless one is named as passed or denied already.
  void passed() {
    bool told = std::ranges::any_of(loose_, [](const Found& f) { return f.slot == Slot::via; });
    if (!only_via() || told) return;
    std::optional<Found> via;
    for (auto& f : loose_) {
      if (f.slot != Slot::origin) continue;
      if (!via) via = Found{Slot::via, std::vector<std::string>{}, {}, f.words, "via.answer"};
      std::get<std::vector<std::string>>(via->value).push_back(std::get<std::string>(f.value));
      via->words.end = std::max(via->words.end, f.words.end);
    }
    if (!via || !rules_.fire("via.answer")) return;
    std::erase_if(loose_, [](const Found& f) { return f.slot == Slot::origin; });
    loose_.push_back(*via);
  }

  // 到了, 还没, 是的 after "has he come?"
  std::vector<Understood> has_come() const {
    bool not_yet = r_.arrived_no || ((r_.no || r_.bare_no) && r_.candidates.empty()), come = r_.arrived_yes || (r_.yes && r_.candidates.empty());
    bool else_told = std::ranges::any_of(r_.candidates, [](const Candidate& c) { return c.clear && (c.intent == Intent::change || c.intent == Intent::cancel); });
    bool told_come = std::ranges::any_of(r_.candidates, [](const Candidate& c) { return c.intent == Intent::arrived && !c.negated; });
    if (!arrival_ || !(not_yet || come) || else_told || (not_yet && told_come)) return {};
    std::string_view rule = not_yet ? "arrived.answer_no" : "arrived.answer_yes";
    if (!rules_.fire(rule)) return {};
    auto c = whole(Intent::arrived, std::string(rule), not_yet);
    for (auto& said : r_.candidates)
      if (said.intent == Intent::arrived && said.negated == not_yet)
        for (auto& f : said.slots) c.slots.push_back(f);
    return {understood(std::move(c))};
  }
  // 走了, 还没, 是的 after "have they left?"
  std::vector<Understood> has_left() const {
    auto gone = std::ranges::find(r_.candidates, Intent::leaving, &Candidate::intent);
    bool told = gone != r_.candidates.end();
    bool there = std::ranges::find(r_.candidates, Intent::stayed, &Candidate::intent) != r_.candidates.end();  // 还没走
    bool not_yet = r_.arrived_no || there || ((r_.no || r_.bare_no) && r_.candidates.empty()), left = told || r_.left_yes || (r_.yes && r_.candidates.empty());
    std::string_view rule = not_yet ? "leaving.answer_no" : "leaving.answer_yes";
    if (!asked(c_, Asked::leaving)) return {};
    if (r_.stay && rules_.fire("leaving.stays_on")) {  // 没走，再住两天
      auto longer = whole(Intent::change, "leaving.stays_on");
      longer.slots.push_back(*r_.stay);
      return {understood(std::move(longer))};
    }
    if (!(not_yet || left) || !rules_.fire(rule)) return {};
    auto c = whole(Intent::leaving, std::string(rule), not_yet || (told && gone->negated));
    if (told) c.slots = gone->slots, c.clause = gone->clause;
    return {understood(std::move(c))};
  }
  std::vector<Understood> passed_nothing() const {
    if (!asked(c_, Asked::via) || !(r_.arrived_no || r_.no || r_.bare_no) || !r_.candidates.empty() || !loose_.empty() || !rules_.fire("answer.none")) return {};
    auto none = whole(Intent::answer, "answer.none");
    none.slots.push_back({Slot::via, std::vector<std::string>{}, {}, {}, "via.denied"});
    return {understood(std::move(none))};
  }
  Candidate right_value(const std::vector<Candidate>& said) const {
    Candidate change = whole(Intent::change, "change.right_value");
    auto take = [&](const Found& f) {
      if (!change.find(f.slot)) change.slots.push_back(f);
    };
    for (auto& c : said)
      if (c.intent == Intent::change || c.intent == Intent::return_report)
        for (auto& f : c.slots) take(f);
    for (auto& f : loose_)
      if (worth(f) && !(f.rule == "via.denied" && change.find(Slot::origin) && rules_.fire("change.origin_not_via"))) take(f);  // 不是安徽 是河南
    if (change.slots.size() == 1 && change.slots.front().slot == Slot::was && rules_.fire("change.right_day_not_told")) change.slots.clear();  // 不是18号: what is right is not told
    if (!change.slots.empty()) change.clause = around(change.slots);
    return change;
  }
  // 不对; 不对，是三个人
  std::vector<Understood> denial() const {
    std::vector<Understood> out{understood(whole(Intent::no, "no"))};
    auto change = right_value(r_.candidates);
    if (!change.slots.empty() && rules_.fire("change.right_value")) out.push_back(understood(std::move(change)));
    return out;
  }

  // What is told beside or instead of an answer, then the values that stand alone.
  std::vector<Understood> told() {
    std::vector<Understood> out;
    bool report = false;
    for (auto& c : r_.candidates) {
      auto fact = in_context(c);
      if (!fact) continue;
      report = report || (fact->intent != Intent::ack && fact->intent != Intent::question && fact->intent != Intent::health);
      out.push_back(understood(std::move(*fact)));
    }
    if (!report && (slots_asked_ || card_))
      for (auto& c : answers(loose_, c_, card_, rules_)) {
        auto* day = c.find(Slot::date);
        if (card_ && r_.loose_unread && !wanted(c) && rules_.fire("answer.unread_beside")) c.clear = false;  // 301蹿屋嗍啰: no yes to a card
        c.hedged = r_.loose_hedged && day && std::get<DateValue>(day->value).start.has_value();
        if (day && r_.stay) c.slots.push_back(*r_.stay);  // 15号，住三天
        out.push_back(understood(std::move(c)));
      }
    return out;
  }
  bool wanted(const Candidate& c) const {
    return std::ranges::any_of(c_.asked, [&](Asked a) {
      auto slot = slot_of(a);
      return slot && c.find(*slot);
    });
  }
  std::optional<Candidate> in_context(const Candidate& c) const {
    if (c.rule == second_reading) return c;  // whatever was asked, it stays unsure
    bool needs_more = slots_asked_ || card_;
    if (c.intent == Intent::ack && needs_more && r_.candidates.size() > 1 && rules_.fire("answer.ack_beside")) return {};
    if (c.intent == Intent::ack && arrival_ && rules_.fire("answer.ack_is_no_arrival")) return {};
    bool told_of = c.rule == well_in_body && r_.candidates.size() == 1 && (c.find(Slot::room) || c.find(Slot::renter));  // 302的没啥不舒服
    bool well = c.rule == "health.well" || c.rule == well_in_body;
    if (well && !told_of && !asked(c_, Asked::health) && rules_.fire("answer.well_unasked")) return {};
    if (c.rule == "question.you" && !c_.direct && rules_.fire("answer.you_in_group")) return {};
    auto fact = c;
    if (fact.rule == "question.you") fact.clear = true;
    if (fact.intent == Intent::health && asked(c_, Asked::health) && rules_.fire("answer.health")) fact.clear = true;
    if (c_.renter && !c_.landlord && own_matter(fact.intent) && !fact.find(Slot::renter) && rules_.fire("renter.self.speaks"))  // 明早到，一个人: whoever rents speaks of themselves
      fact.slots.push_back({Slot::renter, std::string("self"), {}, fact.clause, "renter.self.speaks"});
    not_self(fact);
    if (needs_more && only_answers(fact, c_) && rules_.fire("answer.in_a_sentence")) {
      fact.intent = Intent::answer;
      fact.clear = true;
    } else if (arrival_ && fact.intent == Intent::away && fact.slots.empty() && rules_.fire("answer.still_away")) {
      fact.intent = Intent::arrived;
      fact.negated = true;
      fact.clear = true;
    } else if (arrival_ && fact.intent == Intent::arrived && rules_.fire("answer.arrived")) {
      fact.clear = true;
    } else if (needs_more && !fact.clear && !loose_.empty() && own_matter(fact.intent) && !fact.find(Slot::room) && (!fact.find(Slot::renter) || fact.intent == Intent::return_report) && rules_.fire("answer.unsure_report")) {
      return {};  // read as a loose answer
    }
    return fact;
  }
  // 我 is the traveller only where a renter writes.
  void not_self(Candidate& fact) const {
    auto* who = fact.find(Slot::renter);
    if (!who || !who->rule.starts_with("renter.self") || c_.renter || !rules_.fire("renter.self.no_renter")) return;
    bool side = who->rule == "renter.self.side";
    std::erase_if(fact.slots, [](const Found& f) { return f.slot == Slot::renter; });
    bool journey = fact.intent == Intent::return_report || fact.intent == Intent::arrived || fact.intent == Intent::leaving || fact.intent == Intent::cancel || fact.intent == Intent::change ||
                   fact.intent == Intent::away || fact.intent == Intent::stayed;
    bool symptom = fact.intent == Intent::health && !fact.find(Slot::temperature) && fact.rule != "health.fever";
    if (((journey && !side) || symptom) && rules_.fire("renter.self.unsure")) fact.clear = false;
  }

  const Reading& r_;
  const Context& c_;
  understanding::Rules rules_;
  bool card_, arrival_, slots_asked_{};
  std::vector<Found> loose_;
};

}  // namespace

std::vector<Understood> interpret(const Reading& reading, const Context& context, RuleProbe* probe) { return Answering(reading, context, probe).facts(); }

}  // namespace linli
