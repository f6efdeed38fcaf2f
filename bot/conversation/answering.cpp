// Answers: to a card (yes, no, the right value, a choice) and to a slot that was asked for.
#include <algorithm>
#include <ranges>

#include "bot/conversation/help.hpp"
#include "bot/conversation/learning.hpp"
#include "bot/model/address.hpp"
#include "bot/model/second_reading.hpp"
#include "bot/understanding/reader.hpp"

namespace linli {
namespace {

std::optional<Slot> slot_of(Asked asked) {
  auto name = name_of(asked);
  if (!name.starts_with("ask_")) return {};
  return slot_named(name.substr(4));
}

void put_slot(Candidate& fact, const Found& found) {
  std::erase_if(fact.slots, [&](const Found& f) { return f.slot == found.slot; });
  fact.slots.push_back(found);
}

bool certain(const Candidate& fact) {
  return fact.rule != second_reading && std::ranges::none_of(fact.slots, [](const Found& f) {
    auto* date = std::get_if<DateValue>(&f.value);
    return f.meant.has_value() || (date && !date->alternatives.empty());
  });
}

// A card's yes takes the corrected form of what was mistyped.
void accept_meant(Candidate& fact) {
  for (auto& f : fact.slots)
    if (f.meant) {
      f.value = *f.meant;
      f.meant.reset();
    }
}

void settle_date(Candidate& fact, const DateValue& day) {
  for (auto& f : fact.slots)
    if (f.slot == Slot::date) f.value = day;
}

// Takes what was proposed, now confirmed.
// Values that were only heard, or that stand beside a guess, make a new card.
void accept(Turn& turn, const QuestionRow& question, const std::optional<DateValue>& day, const std::vector<Found>& more = {}, bool heard = false) {
  turn.close(question.id, Ending::waived, "answered");
  std::vector<Item> items;
  for (auto& p : question.proposed) {
    auto item = item_of(p);
    accept_meant(item.fact);
    if (day) settle_date(item.fact, *day);
    else if (auto* date = heard ? nullptr : item.fact.find(Slot::date))   // of a new card the days stay open
      if (auto* value = std::get_if<DateValue>(&date->value); value && !value->alternatives.empty()) {
        auto main = *value;
        main.alternatives.clear();
        settle_date(item.fact, main);
      }
    for (auto& f : more) put_slot(item.fact, f);
    item.spoken = item.spoken || heard;
    item.confirmed = !heard;
    item.confirm = heard;
    items.push_back(std::move(item));
  }
  take(turn, std::move(items));
}

// What was proposed is a guess: nothing but a yes makes it certain.
bool guessed(const QuestionRow& question) {
  return std::ranges::any_of(question.proposed, [](const Proposed& p) { return p.fact.rule == second_reading; });
}

void decline(Turn& turn, const QuestionRow& question) {
  turn.close(question.id, Ending::waived, "declined");
  learn(turn, question.asked, question.proposed, LessonWhy::declined);
  std::vector<Item> again;
  turn.lines.why = "why.declined";
  for (auto& p : question.proposed)
    if (p.fact.intent == Intent::change && p.of && p.fact.find(Slot::date))
      for (auto& w : turn.cases)
        if (w.row.id == *p.of) return ask_right_day(turn, w);
  for (auto& p : question.proposed)
    if (p.fact.find(Slot::date) && turn.casework.opened_by(p.fact.intent)) {
      auto item = item_of(p);
      std::erase_if(item.fact.slots, [](const Found& f) { return f.slot == Slot::date; });
      accept_meant(item.fact);
      again.push_back(std::move(item));
    }
  if (!again.empty()) return ask_missing(turn, again);
  if (turn.direct()) turn.tell(Act::ack, "ack.withdrawn");
  else turn.line(Act::ack, "ack.withdrawn");
}

// Several answers in one message (安徽阜阳 就他一个) are one fact, unless they fill the same slot twice.
void merge_answers(std::vector<Item>& items) {
  Item* first = nullptr;
  std::vector<Item> kept;
  kept.reserve(items.size());
  for (auto& item : items) {
    bool answer = item.fact.intent == Intent::answer;
    bool apart = first && std::ranges::any_of(item.fact.slots, [&](const Found& f) { return first->fact.find(f.slot) != nullptr; });
    if (!answer || !first || apart) {
      kept.push_back(item);
      if (answer && !first) first = &kept.back();
      continue;
    }
    for (auto& f : item.fact.slots) first->fact.slots.push_back(f);
    first->fact.hedged = first->fact.hedged || item.fact.hedged;
    first->confirm = first->confirm || item.confirm;
    if (first->words != item.words) first->words += " " + item.words;
  }
  items = std::move(kept);
}

// The newest open card, and what was put beside it in the same message.
std::vector<const QuestionRow*> cards(const Turn& turn) {
  std::vector<const QuestionRow*> out;
  for (auto& q : *turn.r.questions)
    if (std::ranges::find(q.asks, Asked::confirm) != q.asks.end() && (out.empty() || q.asked_at == out.front()->asked_at)) out.push_back(&q);
  return out;
}

// Whether a value is said that the card does not show; the dwelling, of what is proposed.
bool adds(const Turn& turn, const std::vector<Proposed>& proposed, const std::vector<Found>& slots) {
  auto lives_at = [&](const Proposed& p, const Found& room) {
    auto fits = [&](const PlaceRow& place) { return address_fit(place.address, std::get<std::string>(room.value)) != Fit::no; };
    return std::ranges::any_of(*turn.r.tenancies, [&](auto& t) { return p.place && t.place.id == *p.place && fits(t.place); }) ||
           std::ranges::any_of(turn.cases, [&](auto& w) { return p.of && w.row.id == *p.of && fits(w.row.place); });
  };
  return std::ranges::any_of(slots, [&](const Found& f) {
    return std::ranges::none_of(proposed, [&](const Proposed& p) {
      auto* held = p.fact.find(f.slot);
      return (held && held->value == f.value) || (f.slot == Slot::room && lives_at(p, f));
    });
  });
}
// What was meant by a mistyped word is still to be said: neither yes nor the word itself.
bool meant_open(const QuestionRow& question, const Item& item) {
  return std::ranges::any_of(question.proposed, [&](const Proposed& p) {
    return std::ranges::any_of(p.fact.slots, [&](const Found& f) { return f.meant && !item.fact.find(f.slot); });
  });
}

// What the card says nothing about neither agrees nor differs: we'll stop in Nanjing, after a card about a day.
bool beside_the_card(const QuestionRow& question, const Item& item) {
  return std::ranges::all_of(item.fact.slots, [&](const Found& f) {
    return f.slot == Slot::via && std::ranges::none_of(question.proposed, [&](const Proposed& p) { return p.fact.find(f.slot) != nullptr; });
  });
}

// The same day or days, whatever part of the day was added.
bool same_days(const DateValue& a, const DateValue& b) { return a.start == b.start && a.end == b.end; }

// A value given while a card was open: one of its choices, or the right value instead.
bool answer_card(Turn& turn, const QuestionRow& question, const Item& item) {
  if (auto* room = item.fact.find(Slot::room))
    for (std::uint32_t i = 0; i < question.choices.size(); ++i)
      for (auto& t : *turn.r.tenancies)
        if (question.choices[i].what == Choice::What::place && t.place.id.value == question.choices[i].id &&
            address_fit(t.place.address, std::get<std::string>(room->value)) != Fit::no) {
          choose(turn, question, i);
          return true;
        }
  if (auto* room = item.fact.find(Slot::room))
    for (std::uint32_t i = 0; i < question.choices.size(); ++i)
      for (auto& w : turn.cases)
        if (question.choices[i].what == Choice::What::of_case && w.row.id.value == question.choices[i].id &&
            address_fit(w.row.place.address, std::get<std::string>(room->value)) != Fit::no) {
          choose(turn, question, i);
          return true;
        }
  // Which one is not right: nothing but one of them answers that; whether the visitor has left: nothing but yes and no.
  if (std::ranges::any_of(question.proposed, [](const Proposed& p) { return p.fact.intent == Intent::retract || p.fact.rule == visitor_left; })) return false;
  if (auto* date = item.fact.find(Slot::date))
    for (auto& choice : question.choices)
      if (choice.day && same_days(*choice.day, std::get<DateValue>(date->value))) {
        accept(turn, question, *choice.day);
        return true;
      }
  if (item.fact.slots.empty()) return false;
  bool unread = !item.fact.clear;   // 301 beside words that nobody reads: what is new goes onto the card, which stays open
  if (unread && !adds(turn, question.proposed, item.fact.slots)) return false;
  if (contradicts(question.proposed, item.fact.slots)) learn(turn, question.asked, question.proposed, LessonWhy::corrected);
  bool day_open = !item.fact.find(Slot::date) && std::ranges::any_of(question.choices, [](const Choice& c) { return c.day.has_value(); });   // 301, 三个人: which day is still to be said
  accept(turn, question, std::nullopt, item.fact.slots, item.spoken || guessed(question) || day_open || unread || beside_the_card(question, item) || meant_open(question, item));
  return true;
}

// A slot that was asked for before anything could be stored: the proposal is complete now, or a little more so.
bool answer_needed(Turn& turn, const QuestionRow& question, const Item& item) {
  std::vector<Item> filled;
  auto* room = item.fact.find(Slot::room);
  for (auto& p : question.proposed) {
    auto next = item_of(p);
    for (auto& f : item.fact.slots) {
      if (f.slot == Slot::room) continue;
      put_slot(next.fact, f);
    }
    if (room) {
      put_slot(next.fact, *room);
      for (auto& choice : question.choices)
        for (auto& t : *turn.r.tenancies)
          if (choice.what == Choice::What::place && t.place.id.value == choice.id &&
              address_fit(t.place.address, std::get<std::string>(room->value)) != Fit::no)
            next.place = t.place.id;
    }
    next.spoken = next.spoken || item.spoken;
    next.confirm = item.confirm || next.spoken || !certain(next.fact);
    next.words += "\n" + item.words;
    filled.push_back(std::move(next));
  }
  turn.close(question.id, Ending::waived, "answered");
  take(turn, std::move(filled));
  return true;
}

// A slot asked for with the record: goes to the case the question is about.
bool answer_about(Turn& turn, const QuestionRow& question, Item item) {
  for (std::size_t i = 0; i < turn.cases.size(); ++i)
    if (turn.cases[i].row.id == *question.about) {
      item.of = question.about;
      bool asks_day = std::ranges::find(question.asks, Asked::date) != question.asks.end();
      bool right_day = asks_day && question.reminder.empty() && item.fact.find(Slot::date);  // 不对, and now the day that is right
      if (right_day) {
        turn.close(question.id, Ending::waived, "answered");
        item.fact.intent = Intent::change;
        take(turn, {item});
      } else if (item.confirm && !item.confirmed) {
        confirm(turn, {item});
      } else {
        record_about(turn, item, i, Act::record);
      }
      return true;
    }
  return false;
}

// The open questions that this could answer, newest first. One that an earlier value of the same message answered is open no more.
std::vector<const QuestionRow*> fitting(const Turn& turn, const Item& item) {
  std::vector<const QuestionRow*> out;
  for (auto& q : *turn.r.questions) {
    if (turn.closed(q.id)) continue;
    auto lacks = open_slots(turn, q);
    bool is_card = std::ranges::find(q.asks, Asked::confirm) != q.asks.end();
    bool fits = is_card || std::ranges::any_of(lacks, [&](Asked a) {
      auto slot = slot_of(a);
      return slot && item.fact.find(*slot);
    });
    if (fits) out.push_back(&q);
  }
  return out;
}

// 是的 不来了, to a card that asks just that: its own fact once more in other words is a yes, one that was only sent twice is none.
bool says_again(const Turn& turn, const QuestionRow& card, const Item& item) {
  if (card.proposed.size() != 1 || item.spoken) return false;
  auto& p = card.proposed.front();
  auto which = cases_of_item(turn, item);
  bool same_case = p.of && std::ranges::any_of(which, [&](std::size_t i) { return turn.cases[i].row.id == *p.of; });
  bool same = item.fact.intent == p.fact.intent && item.fact.negated == p.fact.negated && !contradicts(card.proposed, item.fact.slots);
  return same && same_case && item.words != p.words;
}

void which_of(Turn& turn, const Item& item, const std::vector<const QuestionRow*>& questions) {
  std::vector<Choice> choices;
  for (auto* q : questions | std::views::reverse) choices.push_back({Choice::What::of_case, {}, q->about->value});
  confirm(turn, {item}, std::move(choices));
}

}  // namespace

std::vector<Asked> open_slots(const Turn& turn, const QuestionRow& question) {
  std::vector<Asked> out;
  for (auto asked : question.asks) {
    auto slot = slot_of(asked);
    bool known = false;
    if (slot && question.about && question.reminder.empty() && *slot != Slot::date)
      for (auto& w : turn.cases) known = known || (w.row.id == *question.about && w.row.values.contains(*slot));
    if (slot && question.about)  // answered in this very turn
      for (auto& v : turn.d.values)
        if (auto* id = std::get_if<CaseId>(&v.of.at); id && *id == *question.about && v.slot == *slot && v.fact) known = true;
    if (!known) out.push_back(asked);
  }
  return out;
}

void choose(Turn& turn, const QuestionRow& question, std::uint32_t index) {
  if (index >= question.choices.size()) return turn.tell(Act::say, "card.settled");
  auto& choice = question.choices[index];
  switch (choice.what) {
    case Choice::What::yes: case Choice::What::no: {
      bool yes = choice.what == Choice::What::yes;
      if (question.reminder.empty()) return yes ? accept(turn, question, std::nullopt) : decline(turn, question);
      // A reminder's question (has he come?): the answer is a fact of the case.
      Item item;
      auto asks = [&](Asked what) { return std::ranges::find(question.asks, what) != question.asks.end(); };
      item.fact.intent = asks(Asked::arrived) ? Intent::arrived : asks(Asked::leaving) ? Intent::leaving : Intent::health;
      item.fact.negated = !yes;
      item.fact.clear = true;
      item.fact.rule = "button";
      item.of = question.about;
      item.reason = "answered";
      return take(turn, {item});
    }
    case Choice::What::day: return accept(turn, question, choice.day);
    case Choice::What::of_case: case Choice::What::place: case Choice::What::tenancy: {
      turn.close(question.id, Ending::waived, "answered");
      std::vector<Item> items;
      for (auto& p : question.proposed) {
        auto item = item_of(p);
        if (choice.what == Choice::What::of_case) item.of = CaseId{choice.id}, item.confirmed = true;
        if (choice.what == Choice::What::tenancy) item.tenancy = TenancyId{choice.id};
        if (choice.what == Choice::What::place) item.place = PlaceId{choice.id};
        item.confirm = !item.confirmed && (item.spoken || !certain(item.fact));
        items.push_back(std::move(item));
      }
      return take(turn, std::move(items));
    }
    case Choice::What::topic: return tell_topic(turn, choice.id);
    case Choice::What::other: return decline(turn, question);
  }
}

bool answer_question(Turn& turn, std::vector<Item>& items) {
  bool yes = std::ranges::any_of(items, [](const Item& i) { return i.fact.intent == Intent::yes; });
  bool no = std::ranges::any_of(items, [](const Item& i) { return i.fact.intent == Intent::no; });
  std::erase_if(items, [](const Item& i) { return i.fact.intent == Intent::yes || i.fact.intent == Intent::no; });
  auto all = cards(turn);
  auto* open = all.empty() ? nullptr : all.front();
  if (open && yes) {
    for (auto* one : all) accept(turn, *one, std::nullopt);
    return true;
  }
  if (open && !no && items.size() == 1 && says_again(turn, *open, items.front())) {
    accept(turn, *open, std::nullopt, items.front().fact.slots);
    return true;
  }
  if (no) {
    if (open && items.empty()) {
      for (auto* one : all) decline(turn, *one);
      return true;
    }
    if (!open && items.empty()) {
      retract_last(turn, true);
      return true;
    }
    if (open) {  // no, and the right value
      learn(turn, open->asked, open->proposed, LessonWhy::corrected);
      accept(turn, *open, std::nullopt, items.front().fact.slots, items.front().spoken || guessed(*open));
      items.clear();
      return true;
    }
    for (auto& item : items)
      if (item.fact.intent == Intent::answer) item.fact.intent = Intent::change;
    return false;
  }
  merge_answers(items);
  bool used = false;
  std::vector<Item> rest;
  auto answers = std::ranges::count(items, Intent::answer, [](const Item& i) { return i.fact.intent; });
  for (auto& item : items) {
    if (item.fact.intent != Intent::answer) {
      rest.push_back(item);
      continue;
    }
    auto fit = fitting(turn, item);
    auto about = std::ranges::count_if(fit, [](auto* q) { return q->about.has_value(); });
    // Asked of several dwellings at once: several answers are meant in that order; one alone is not guessed at.
    if (about > 1 && about == std::ssize(fit)) {
      if (answers == 1) {
        which_of(turn, item, fit);
        used = true;
        continue;
      }
      std::ranges::reverse(fit);
    }
    bool took = false;
    for (auto* q : fit) {
      bool is_card = std::ranges::find(q->asks, Asked::confirm) != q->asks.end();
      took = is_card ? answer_card(turn, *q, item) : q->about ? answer_about(turn, *q, item) : answer_needed(turn, *q, item);
      if (took) break;
    }
    used = used || took;
    if (!took) turn.silent("answers_nothing");
  }
  items = std::move(rest);
  return used && items.empty();
}

}  // namespace linli
