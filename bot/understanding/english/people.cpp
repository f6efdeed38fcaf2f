// How many come, and who: two of us, me and my wife, a family of three, 2 adults and a child; Mr Wang, my tenant Xiao Kong.
#include <array>

#include "bot/understanding/english/values.hpp"

namespace linli::understanding::english {
namespace {

// me and my wife, me n my wife
bool joins(const Token& t) { return t.text == "and" || t.text == "n" || t.mark("&"); }

// wife, two kids, my son: how many; 0 where it is not said (kids). Moves on.
std::optional<long> companions(const Page& p, std::size_t& i) {
  auto k = i;
  while (p.is(k, Term::my) || p.at(k).text == "the") ++k;
  if (p.is(k, Term::parents)) return i = k + 1, 2;
  auto n = count_at(p, k);
  if (n && !p.is(k, Term::companion)) ++k;
  if (p.at(k).text == "small" || p.at(k).text == "little" || p.at(k).text == "other" || p.at(k).text == "young") ++k;
  if (p.is(k, Term::companion)) return i = k + 1, n ? *n : 1;
  if (p.is(k, Term::companions)) return i = k + 1, n ? *n : 0;
  if (p.is(k, Term::relative)) return i = k + 1, p.at(k).text.ends_with("friends") ? 0 : 1;
  return {};
}

bool companions_at(const Page& p, std::size_t i) { return companions(p, i).has_value(); }

// my wife, my son and two kids: all of them, nothing when one part is not counted
std::optional<long> list_of(const Page& p, std::size_t& i) {
  long all = 0;
  bool open = false;
  auto k = i;
  auto first = companions(p, k);
  if (!first) return {};
  all += *first;
  open = *first == 0;
  for (;;) {
    auto next = k;
    if (p.at(next).mark(",")) ++next;
    while (joins(p.at(next)) || p.is(next, Term::with) || p.at(next).text == "plus") ++next;
    if (next == k) break;
    auto more = companions(p, next);
    if (!more) break;
    all += *more;
    open = open || *more == 0;
    k = next;
  }
  i = k;
  if (open) return 0;
  return all;
}

}  // namespace

std::optional<Value> people_at(const Page& p, std::size_t at) {
  Value out;
  out.kind = Value::Kind::people;
  out.first = at;
  auto say = [&](long count, std::size_t last, std::string_view rule) -> std::optional<Value> {
    if (count < 1 || count > 99 || !p.rules.fire(rule)) return {};
    out.count = count;
    out.last = last;
    out.rule = rule;
    return out;
  };
  std::size_t i = at;
  if (p.is(i, Term::alone)) return say(1, i + 1, "en.people.alone");
  if (p.is(i, Term::family_of))
    if (auto n = count_at(p, i + 1)) return say(*n, i + 2, "en.people.family");
  if (p.is(i, Term::of_us) && p.at(i + 1).mark(":"))  // persons: 2
    if (auto n = count_at(p, i + 2)) return say(*n, i + 3, "en.people.labelled");
  // two of us, 3 people; 2 adults and a child
  if (auto n = count_at(p, i); n && p.is(i + 1, Term::of_us)) {
    auto last = i + 2;
    if (p.at(last).text == "in total" || p.at(last).text == "altogether" || p.at(last).text == "in") ++last;
    auto k = last;
    bool joined = joins(p.at(k)) || p.is(k, Term::with) || p.at(k).mark(",") || p.at(k).text == "plus";
    bool beside = companions_at(p, k);  // 2 adults 1 child
    if ((joined || beside) && p.at(i + 1).text != "in total") {
      k += joined;
      if (auto more = companions(p, k); more && *more > 0 && (p.at(i + 1).text.starts_with("adult") || p.at(i + 1).text.starts_with("m") || p.at(i + 1).text.starts_with("wom")))
        return say(*n + *more, k, "en.people.sum");
    }
    return say(*n, last, "en.people.count");
  }
  // we are three, we're 2
  if (p.is(at, Term::us) || (p.is(at, Term::am) && at > 0 && p.is(at - 1, Term::us))) {
    i = at + 1;
    auto n = count_at(p, i);
    bool end = p.at(i + 1).kind == Token::Kind::mark || i + 1 >= p.tokens.size() || p.is(i + 1, Term::but) || p.at(i + 1).text == "and";
    bool are = p.at(at).text == "we're" || p.at(at).text == "we are" || p.is(at + 1, Term::am);
    if (n && are && end && !p.at(i + 1).mark("/") && !(p.at(i + 1).mark(".") && p.at(i + 1).glued && p.at(i + 2).glued)) return say(*n, i + 1, "en.people.we");
  }
  i = at;
  // me and my wife; my wife and I: one of them speaks
  if (p.is(i, Term::couple_home)) {
    auto k = i + 1;
    while (joins(p.at(k)) || p.is(k, Term::with) || p.at(k).mark(",")) ++k;
    auto more = k > i + 1 ? list_of(p, k) : std::optional<long>{};
    if (more && *more == 0) return {};
    return say(2 + (more ? *more : 0), more ? k : i + 1, "en.people.couple");
  }
  if (p.is(i, Term::me) && (joins(p.at(i + 1)) || p.at(i + 1).text == "plus" || p.at(i + 1).text == "with")) {
    auto k = i + 2;
    if (auto more = list_of(p, k); more && *more > 0) return say(1 + *more, k, "en.people.me_and");
  }
  if (auto k = i; p.is(i, Term::my) || p.is(i, Term::relative) || p.is(i, Term::companion)) {
    if (auto who = list_of(p, k); who && *who > 0 && joins(p.at(k)) && p.at(k + 1).text == "i") return say(1 + *who, k + 2, "en.people.and_i");
  }
  if (p.is(i, Term::with)) {
    auto k = i + 1;
    if (auto more = list_of(p, k); more && *more > 0) return say(1 + *more, k, "en.people.with");
  }
  return {};
}

// Names are written with capital letters: Mr Wang, Ms. Li, Xiao Kong, my tenant Tom, tenant Zhang San.
std::optional<Value> renter_at(const Page& p, std::size_t at) {
  Value out;
  out.kind = Value::Kind::renter;
  out.first = at;
  std::size_t i = at;
  auto name = [&](std::size_t k) {
    auto& t = p.at(k);
    return t.kind == Token::Kind::word && t.capital && !t.terms.any(Term::back, Term::arrive, Term::am, Term::will, Term::have, Term::me, Term::us, Term::here, Term::from) &&
           (t.terms.none() || t.is(Term::place)) && t.text.size() >= 2;
  };
  auto& first = p.at(at);
  bool title = first.text == "mr" || first.text == "mrs" || first.text == "ms" || first.text == "miss" || first.text == "xiao" || first.text == "lao";
  bool after_tenant = at > 0 && (p.is(at - 1, Term::tenant) || ((p.at(at - 1).mark(",") || p.at(at - 1).mark("(")) && at > 1 && p.is(at - 2, Term::tenant)));
  if (title && first.capital) {
    ++i;
    if (p.at(i).mark(".") && p.at(i).glued) ++i;
    if (!name(i)) return {};
    ++i;
    if (name(i) && first.text != "xiao" && first.text != "lao") ++i;
  } else if (after_tenant && name(i)) {
    ++i;
    if (name(i)) ++i;
  } else if (name(i)) {  // the tenant of 8-302, Anna, is back; Anna in 302 is back
    auto* room = at > 1 && p.at(at - 1).mark(",") ? p.value_at(at - 2) : nullptr;
    bool of_tenant = room && room->kind == Value::Kind::room && room->first > 1 && p.is(room->first - 2, Term::tenant);
    i += name(i + 1) ? 2 : 1;
    auto& next = p.at(i);
    bool speaks = at > 0 && p.at(at - 1).terms.any(Term::am, Term::be, Term::it, Term::me);  // this is Tom from 301
    bool lives = !speaks && (next.text == "in" || next.text == "from" || next.text == "of" || next.text == "at" || next.mark("(")) && room_at(p, i + 1);
    out.rule = of_tenant ? "en.renter.set_beside" : "en.renter.of_room";
    if (!of_tenant && !lives) return {};
  } else {
    return {};
  }
  if (out.rule.empty()) out.rule = "en.renter.name";
  if (!p.rules.fire(out.rule)) return {};
  out.last = i;
  out.text = p.said(at, i);
  return out;
}

}  // namespace linli::understanding::english
