// Values that stand alone (18号, 301, 两个人): they answer a question, or are part of a burst.
#include <algorithm>

#include "bot/understanding/facts.hpp"

namespace linli::understanding {
namespace {

using enum WordKind;

class Loose {
 public:
  Loose(const Parsed& parsed, const Moment& written, Reading& out) : p_(parsed), s_(parsed.scan), written_(written), out_(out) {}

  // Slots that stand alone: they answer a question, or are part of a burst.
  void find() {
    std::size_t said = 0;
    for (auto& t : s_.tokens) said += content(t);
    std::size_t told = said;  // without who says it: 他讲是21
    for (auto& t : s_.tokens) told -= t.tok == Tok::word && (t.kind == pronoun || t.kind == WordKind::said || t.kind == self || t.kind == renter_word || t.kind == instead) ? 1 : 0;
    std::vector<std::string> passed;
    Span passed_at;
    bool denied_route = false;
    for (std::size_t i = 0; i < s_.tokens.size(); ++i) {
      auto& t = s_.tokens[i];
      auto span = s_.text->span(t.begin, t.end);
      auto role = p_.roles[i];
      switch (t.tok) {
        case Tok::date:
          if (of_stay(t)) break;
          if (role != Part_role::was && role != Part_role::denied && role != Part_role::other_matter && role != Part_role::told_on) add_loose(with_time(i));
          break;
        case Tok::room:
          if (role != Part_role::denied) add_loose(found_at(p_, i, Slot::room));
          break;
        case Tok::people:
          if (role != Part_role::denied) add_loose(found_at(p_, i, Slot::people));
          break;
        case Tok::renter:
          if (role == Part_role::plain) add_loose(found_at(p_, i, Slot::renter));
          break;
        case Tok::phone: add_loose(found_at(p_, i, Slot::phone)); break;
        case Tok::vehicle: add_loose(found_at(p_, i, Slot::number)); break;
        case Tok::place:
          if (role == Part_role::origin || role == Part_role::bare_origin) add_loose(found_at(p_, i, Slot::origin));
          if (role == Part_role::via) passed.push_back(s_.texts[std::size_t(t.data)]), passed_at = span;
          if (role == Part_role::denied) denied_route = true, passed_at = passed_at.end ? passed_at : span;
          break;
        case Tok::number:
          if ((said == 1 || (told == 1 && p_.rules.fire("number.bare_told"))) && p_.rules.fire("number.bare")) {
            DateValue day;
            DateExpr expr;
            expr.first = DateAtom{.form = DateAtom::Form::solar, .day = t.data};
            if (t.data >= 1 && t.data <= 31) day = resolve(expr, written_, Tense::plan);
            if (day.start) add_loose(Found{Slot::date, day, {}, span, "number.bare"});
            if (t.data >= 1 && t.data <= 12) add_loose(Found{Slot::people, std::int64_t(t.data), {}, span, "number.bare"});
          }
          break;
        case Tok::word:
          if (t.kind == unknown_date || (t.kind == hedge && said == 1)) {
            DateValue open;
            open.certainty = Certainty::unknown;
            add_loose(Found{Slot::date, open, {}, span, "date.open"});
          }
          if (t.kind == no_stop && p_.rules.fire("via.no_stop")) denied_route = true, passed_at = passed_at.end ? passed_at : span;
          if (t.kind == by && role != Part_role::denied) add_loose(Found{Slot::by, s_.words->value(t.value), {}, span, "by"});
          break;
        default: break;
      }
    }
    either_day();
    one_day();
    if (!out_.loose.empty() || said > 0) open_day(said);
    straight(passed, denied_route);
    if (!passed.empty() || denied_route) add_loose(Found{Slot::via, passed, {}, passed_at, passed.empty() ? "via.denied" : "via"});
    // a text that says much more is no answer
    std::size_t unknown = 0;
    for (auto& c : p_.clauses) unknown += c.unknown;
    bool other_matter = std::ranges::any_of(p_.clauses, [](const Clause& c) { return c.goods || c.chore || c.news || c.quoting || c.forwarded || c.outsider || c.former; });
    out_.loose_unread = unknown > 1 && !out_.loose.empty();
    if ((other_matter || unknown > 8) && p_.rules.fire("loose.says_more")) out_.loose.clear();
  }

  // 再住两天, 住到28号: how long somebody stays, where nothing else is said.
  void find_stay_alone() {
    constexpr std::size_t most_unknown = 2;
    std::size_t unknown = 0;
    for (auto& c : p_.clauses) {
      unknown += c.unknown;
      if (c.asking || c.hypothetical || c.goods || c.chore || c.news || c.quoting || c.forwarded || c.former || c.other_home) return;
    }
    if (unknown > most_unknown || s_.tokens.size() > 16) return;
    std::u32string_view text = s_.text->chars;
    for (std::uint32_t at = 0; at < text.size() && !out_.stay; ++at)
      if (auto f = find_stay(text, at, p_.rules); f && f->count > 0 && p_.rules.fire(f->rule)) out_.stay = Found{Slot::until, std::int64_t(f->count), {}, s_.text->span(at, std::uint32_t(f->end)), std::string(f->rule)};
    for (auto& t : s_.tokens)
      if (t.tok == Tok::date && !out_.stay && ends_stay(text, t.begin) && p_.rules.fire("stay.last_day"))
        out_.stay = Found{Slot::until, resolve(s_.dates[std::size_t(t.data)], written_, Tense::plan), {}, s_.text->span(t.begin, t.end), "stay.last_day"};
  }

 private:
  // A day that ends a stay, or is a part of how long it is, is no day that stands alone.
  bool of_stay(const Token& t) const {
    std::u32string_view text = s_.text->chars;
    return (ends_stay(text, t.begin) && p_.rules.fire("stay.last_day")) || (stay_around(text, t.begin, p_.rules) && p_.rules.fire("stay.length"));
  }
  void add_loose(std::optional<Found> f) {
    auto open = [](const Found& k) { return k.slot == Slot::date && !std::get<DateValue>(k.value).start; };
    if (f && open(*f) && std::ranges::any_of(out_.loose, open)) return;  // 说不好，看厂里: open once
    if (f && out_.loose.size() < 12) out_.loose.push_back(std::move(*f));
  }
  // 要么19要么20, 19、20: two numbers and what joins them
  void either_day() {
    std::vector<std::size_t> numbers;
    for (std::size_t i = 0; i < s_.tokens.size(); ++i) {
      auto& t = s_.tokens[i];
      if (t.tok == Tok::number && t.data >= 1 && t.data <= 31) numbers.push_back(i);
      else if (t.tok != Tok::separator && !small_word(t) && !(t.tok == Tok::word && t.kind == and_word)) {
        auto joins = s_.chars(t);
        if (joins != U"要么" && joins != U"也可能") return;
      }
    }
    if (numbers.size() != 2 || numbers[1] < numbers[0] + 2 || s_.tokens[numbers[0]].data >= s_.tokens[numbers[1]].data || !p_.rules.fire("number.either_day")) return;
    DateExpr expr;
    expr.first = DateAtom{.form = DateAtom::Form::solar, .day = s_.tokens[numbers[0]].data};
    expr.last = DateAtom{.form = DateAtom::Form::solar, .day = s_.tokens[numbers[1]].data};
    auto value = resolve(expr, written_, Tense::plan);
    if (value.start) add_loose(Found{Slot::date, value, {}, s_.text->span(s_.tokens[numbers[0]].begin, s_.tokens[numbers[1]].end), "number.either_day"});
  }
  // 快了，就这两天: the day that is told, not that it is open.
  void one_day() {
    auto open = [](const Found& f) { return f.slot == Slot::date && !std::get<DateValue>(f.value).start; };
    auto days = std::ranges::count_if(out_.loose, [](const Found& f) { return f.slot == Slot::date; });
    if (days == 2 && std::ranges::any_of(out_.loose, open) && p_.rules.fire("date.open_beside_day")) std::erase_if(out_.loose, open);
  }
  // 要等厂里电话: nobody knows the day. Only where no day is told.
  void open_day(std::size_t said) {
    bool day = std::ranges::any_of(out_.loose, [](const Found& f) { return f.slot == Slot::date; });
    for (auto& c : s_.cues) {
      if (c.cue != Cue::waits || day || said > 8 || !p_.rules.fire("date.waits")) continue;
      DateValue open;
      open.certainty = Certainty::unknown;
      return add_loose(Found{Slot::date, open, {}, s_.text->span(c.begin, c.end), "date.waits"});
    }
    for (auto& t : s_.tokens) out_.loose_hedged |= day && t.tok == Tok::word && t.kind == hedge && p_.rules.fire("loose.hedged");
  }
  // 高铁直达 哪里都没下车
  void straight(const std::vector<std::string>& passed, bool denied_route) {
    for (auto& c : s_.cues)
      if (c.cue == Cue::straight && passed.empty() && !denied_route && p_.rules.fire("via.straight"))
        return add_loose(Found{Slot::via, std::vector<std::string>{}, {}, s_.text->span(c.begin, c.end), "via.straight"});
  }
  std::optional<Found> with_time(std::size_t i) const {
    auto& t = s_.tokens[i];
    auto expr = s_.dates[std::size_t(t.data)];
    for (std::size_t k = i + 1; k < s_.tokens.size() && k < i + 4; ++k)
      if (s_.is(k, Tok::time)) add_time(expr, s_.times[std::size_t(s_.tokens[k].data)], p_.rules);
    auto value = resolve(expr, written_, Tense::plan);
    if (!value.start) return {};
    return Found{Slot::date, value, {}, s_.text->span(t.begin, t.end), std::string(t.rule)};
  }

  const Parsed& p_;
  const Scan& s_;
  const Moment& written_;
  Reading& out_;
};

}  // namespace

void find_loose(const Parsed& parsed, const Moment& written, Reading& out) { Loose(parsed, written, out).find(); }
void find_stay_alone(const Parsed& parsed, const Moment& written, Reading& out) { Loose(parsed, written, out).find_stay_alone(); }

}  // namespace linli::understanding
