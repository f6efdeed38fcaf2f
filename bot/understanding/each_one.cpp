// One fact for each where several are told of at once: 一个14号一个17号, 小梅和小柏都是16号到, 301、302都空着.
#include <algorithm>

#include "bot/understanding/facts.hpp"

namespace linli::understanding {
namespace {

using enum WordKind;

constexpr std::size_t most_facts = 12;  // from one clause

class EachOne {
 public:
  EachOne(const Parsed& parsed, const Draft& draft, const Told_of& told) : p_(parsed), s_(parsed.scan), d_(draft), told_(told) {}

  std::vector<Candidate> all() const {
    if (auto each = distributed(); !each.empty()) return each;
    if (auto each = counted(); !each.empty()) return each;
    if (auto each = many_names(); !each.empty()) return each;
    return many_rooms();
  }

 private:
  bool fire(std::string_view rule) const { return p_.rules.fire(rule); }
  // 两个房客，一个14号一个17号: one fact a day
  std::vector<Candidate> distributed() const {
    std::vector<std::size_t> each;
    for (auto i : told_.tokens) {
      if (!s_.is(i, Tok::date) || i < 2) continue;
      bool one = s_.chars(s_.tokens[i - 1]) == U"个" && s_.is(i - 2, Tok::number) && s_.tokens[i - 2].data == 1;
      one = one || (s_.is(i - 1, Tok::people) && s_.tokens[i - 1].data == 1 && s_.chars(s_.tokens[i - 1]).starts_with(U"一"));
      if (one) each.push_back(i);
    }
    if (each.size() < 2 || each.size() > most_facts || !fire("return.each")) return {};
    std::vector<Candidate> out;
    for (auto i : each) {
      auto c = told_.fact;
      std::erase_if(c.slots, [](const Found& f) { return f.slot == Slot::date || f.slot == Slot::people; });
      if (auto f = loose_date(p_, i, told_.written, told_.tense)) c.slots.push_back(*f);
      auto& t = s_.tokens[i - 1];
      c.slots.push_back({Slot::people, std::int64_t(1), {}, s_.text->span(t.begin, t.end), "return.each"});
      c.rule = "return.each";
      out.push_back(std::move(c));
    }
    return out;
  }
  // 18号来一个20号来两个: so many on each day
  std::vector<Candidate> counted() const {
    std::vector<std::pair<std::size_t, std::size_t>> each;  // a day, how many
    for (auto i : told_.tokens) {
      if (!s_.is(i, Tok::date) || p_.roles[i] != Part_role::plain) continue;
      auto k = i + 1;
      while (k < s_.tokens.size() && (small_word(s_.tokens[k]) || s_.word(k, come) || s_.word(k, back) || s_.word(k, arrive) || s_.word(k, depart))) ++k;
      bool some = s_.is(k, Tok::people) || (s_.is(k, Tok::number) && s_.tokens[k].data > 0 && s_.tokens[k].data < 20);
      if (k == i + 1 || !some) return {};
      each.emplace_back(i, k);
    }
    if (each.size() < 2 || each.size() > most_facts || d_.intent != Intent::return_report || d_.events.size() != 1 || !fire("return.so_many_each")) return {};
    std::vector<Candidate> out;
    for (auto [day, count] : each) {
      auto c = told_.fact;
      std::erase_if(c.slots, [](const Found& f) { return f.slot == Slot::date || f.slot == Slot::people; });
      if (auto f = loose_date(p_, day, told_.written, told_.tense)) c.slots.push_back(*f);
      auto& t = s_.tokens[count];
      c.slots.push_back({Slot::people, std::int64_t(t.data), {}, s_.text->span(t.begin, t.end), "return.so_many_each"});
      c.rule = "return.so_many_each";
      out.push_back(std::move(c));
    }
    return out;
  }
  // 小梅和小柏都是16号到, 301小冉、302小艾后天来: one fact a name
  std::vector<Candidate> many_names() const {
    bool listed = d_.events.size() == d_.clauses.size();  // without a verb
    if (d_.intent == Intent::change || (d_.events.size() != 1 && !listed)) return {};
    std::vector<std::size_t> names;
    for (auto i : told_.tokens) {
      if (!s_.is(i, Tok::renter) || p_.roles[i] != Part_role::plain) continue;
      for (auto k = names.empty() ? i : names.back() + 1; k < i; ++k) {
        bool between = s_.word(k, and_word) || s_.word(k, with_word) || s_.is(k, Tok::separator) || s_.is(k, Tok::room) || small_word(s_.tokens[k]);
        if (!between) return {};
      }
      bool again = !names.empty() && s_.chars(s_.tokens[names.back()]) == s_.chars(s_.tokens[i]);  // 小岳啊，小岳他们夫妻两个
      if (!again) names.push_back(i);
    }
    bool paired = told_.rooms.size() == names.size();
    if (names.size() < 2 || names.size() > most_facts || (!paired && told_.rooms.size() > 1) || !fire("renter.each")) return {};
    std::vector<Candidate> out;
    for (std::size_t k = 0; k < names.size(); ++k) {
      auto c = told_.fact;
      auto each = [&](const Found& f) {
        auto* n = std::get_if<std::int64_t>(&f.value);
        return f.slot == Slot::renter || (f.slot == Slot::room && paired) || (f.slot == Slot::people && n && std::size_t(*n) == names.size());
      };
      std::erase_if(c.slots, each);
      c.slots.insert(c.slots.begin(), *found_at(p_, names[k], Slot::renter));
      if (paired) c.slots.insert(c.slots.begin(), *found_at(p_, told_.rooms[k], Slot::room));
      out.push_back(std::move(c));
    }
    return out;
  }
  // 401到404: those between the room before and room `k`, on one floor
  std::vector<int> between(std::size_t k) const {
    if (k == 0 || told_.rooms[k] != told_.rooms[k - 1] + 2) return {};
    auto number = [&](std::size_t i) {
      int n = 0;
      for (auto c : s_.chars(s_.tokens[i])) n = c >= U'0' && c <= U'9' && n < 10000 ? n * 10 + int(c - U'0') : -100000;
      return n;
    };
    auto said = s_.chars(s_.tokens[told_.rooms[k] - 1]);
    int first = number(told_.rooms[k - 1]), last = number(told_.rooms[k]);
    bool until = said == U"到" || said == U"至" || said == U"-" || said == U"~" || said == U"—";
    if (!until || first < 100 || first / 100 != last / 100 || last - first < 2 || last - first >= int(most_facts) || !fire("room.those_between")) return {};
    std::vector<int> out;
    for (int n = first + 1; n < last; ++n) out.push_back(n);
    return out;
  }
  // 301、302都空着: one fact a room
  std::vector<Candidate> many_rooms() const {
    std::vector<Candidate> out;
    if (told_.rooms.size() > 1 && told_.rooms.size() <= most_facts && d_.events.size() == 1 && fire("room.each"))
      for (std::size_t k = 0; k < told_.rooms.size(); ++k) {
        bool beside = k == 0 || told_.rooms[k] <= told_.rooms[k - 1] + 2;
        if (!beside) return {told_.fact};
        auto one = [&](Found room) {
          auto c = told_.fact;
          std::erase_if(c.slots, [](const Found& f) { return f.slot == Slot::room; });
          c.slots.insert(c.slots.begin(), std::move(room));
          out.push_back(std::move(c));
        };
        for (auto number : between(k)) {
          auto room = *found_at(p_, told_.rooms[k], Slot::room);
          room.value = std::to_string(number);
          one(std::move(room));
        }
        one(*found_at(p_, told_.rooms[k], Slot::room));
      }
    if (out.size() < 2) return {told_.fact};
    return out;
  }

  const Parsed& p_;
  const Scan& s_;
  const Draft& d_;
  const Told_of& told_;
};

}  // namespace

std::vector<Candidate> each_one(const Parsed& parsed, const Draft& draft, const Told_of& told) { return EachOne(parsed, draft, told).all(); }

}  // namespace linli::understanding
