// All values of a text, one after the other: at each word the first row of the table that finds one takes it.
#include "bot/understanding/english/values.hpp"

#include <algorithm>
#include <array>

#include "bot/understanding/scan.hpp"

namespace linli::understanding::english {
namespace {

std::size_t token_ending(const Page& p, std::size_t at, std::size_t end) {
  while (at < p.tokens.size() && p.tokens[at].begin < end) ++at;
  return at;
}

std::optional<Value> id_number_at(const Page& p, std::size_t at) {
  if (!p.at(at).number()) return {};
  auto found = find_id_number(p.text.chars, p.at(at).begin);
  if (!found || !p.rules.fire("id_number")) return {};
  Value out;
  out.kind = Value::Kind::id_number;
  out.first = at;
  out.last = token_ending(p, at, found->end);
  out.text = found->text;
  out.rule = "id_number";
  return out;
}

std::optional<Value> phone_at(const Page& p, std::size_t at) {
  if (!p.at(at).number()) return {};
  auto found = find_phone(p.text.chars, p.at(at).begin);
  if (!found || !p.rules.fire("phone")) return {};
  Value out;
  out.kind = Value::Kind::phone;
  out.first = at;
  out.last = token_ending(p, at, found->end);
  out.text = found->text;
  out.rule = "phone";
  return out;
}

// G7102, MU 5101
std::optional<Value> number_at(const Page& p, std::size_t at) {
  auto& t = p.at(at);
  bool small = t.kind == Token::Kind::word && p.at(at + 1).glued && (t.text.size() == 1 || (t.terms.none() && p.at(at + 1).text.size() >= 3));  // g7102, mu5101
  if (!t.capital && !small) return {};
  std::optional<Found_text> found;
  if (t.kind == Token::Kind::word && t.text.size() <= 2 && p.at(at + 1).number() && p.at(at + 1).glued) found = find_vehicle(p.text.chars, t.begin, p.rules);
  Value out;
  out.kind = Value::Kind::number;
  out.first = at;
  if (found) {
    out.text = found->text;
    out.last = token_ending(p, at, found->end);
    out.rule = found->rule;
  } else if (auto& n = p.at(at + 1); t.kind == Token::Kind::word && t.capital && t.text.size() == 2 && t.terms.none() && n.number() && (n.text.size() == 3 || n.text.size() == 4)) {
    for (char c : t.text) out.text.push_back(char(c - 32));
    out.text += n.text;
    out.last = at + 2;
    out.rule = "number.flight";
  } else {
    return {};
  }
  if (!p.rules.fire(out.rule)) return {};
  return out;
}

// 36.5, 38.2°C, 37 degrees
std::optional<Value> temperature_at(const Page& p, std::size_t at) {
  auto& t = p.at(at);
  if (!t.number() || t.value < 34 || t.value > 42 || t.text.size() != 2) return {};
  bool tenth = (p.at(at + 1).mark(".") || p.at(at + 1).mark(",")) && p.at(at + 1).glued && p.at(at + 2).number() && p.at(at + 2).glued && p.at(at + 2).text.size() <= 2;
  auto i = at + (tenth ? 3U : 1U);
  bool unit = false;
  if (p.at(i).is(Term::temperature) && p.at(i).text != "fever") ++i, unit = true;
  bool named = at > 0 && (p.is(at - 1, Term::temperature) || ((p.is(at - 1, Term::am) || p.is(at - 1, Term::be) || p.at(at - 1).mark(":") || p.at(at - 1).text == "of") && at > 1 && p.is(at - 2, Term::temperature)));
  bool money = p.is(i, Term::news) || p.at(i).terms.any(Term::of_us, Term::day_word) || p.at(i).mark("%") || p.at(i).text == "km" || p.at(i).text == "kg";
  if ((!tenth && !unit && !named) || money || !p.rules.fire("en.temperature")) return {};
  Value out;
  out.kind = Value::Kind::temperature;
  out.first = at;
  out.last = i;
  out.degrees = double(t.value);
  if (tenth) out.degrees += (p.at(at + 2).text[0] - '0') / 10.0;
  out.rule = "en.temperature";
  return out;
}

// Hefei; Hefei, Anhui; Xiaogan in Hubei
std::size_t place_end(const Page& p, std::size_t at) {
  if (!p.is(at, Term::place) && !p.is(at, Term::home_town)) return at;
  auto i = at + 1;
  auto unit = [&] {
    if (p.at(i).text == "province" || p.at(i).text == "city" || p.at(i).text == "county" || p.at(i).text == "station") ++i;
  };
  if (p.is(at, Term::home_town)) return i;
  if (p.at(i).text == "city" || p.at(i).text == "county" || p.at(i).text == "province") unit();
  auto next = i;
  if (p.at(next).mark(",") || p.at(next).text == "in") ++next;
  if (p.is(next, Term::place) && p.at(next).capital == p.at(at).capital && next < p.tokens.size()) {
    i = next + 1;
    if (p.at(i).text == "province") ++i;
  }
  return i;
}

// A name that is none of the vocabulary's, where a place stands: from Novosibirsk, stuck in Lima.
bool unknown_place(const Page& p, std::size_t i) {
  auto& t = p.at(i);
  auto& next = p.at(i + 1);
  bool everything = std::ranges::all_of(p.tokens, [](const Token& o) { return o.kind != Token::Kind::word || o.capital; });
  return t.kind == Token::Kind::word && t.capital && t.terms.none() && t.text.size() >= 4 && t.text.find('\'') == t.text.npos && !everything && !next.number() && !next.mark("-");
}
bool tells_of_coming(const Page& p) {
  return std::ranges::any_of(p.tokens, [](const Token& t) { return t.terms.any(Term::back, Term::arrive, Term::come, Term::ride); });
}

std::optional<Value> origin_at(const Page& p, std::size_t at) {
  bool from = p.is(at, Term::from);
  bool in = p.is(at, Term::in_place), leaving = p.is(at, Term::leave) && p.is(at + 1, Term::place);
  if (!from && !in && !leaving) return {};
  auto i = at + 1;
  if (p.at(i).text == "the" || (from && p.at(i).mark(":"))) ++i;
  auto end = place_end(p, i);
  if (end == i && unknown_place(p, i) && (from ? tells_of_coming(p) : p.at(at).text.find(' ') != std::string::npos && !p.at(at).is(Term::me)) && p.rules.fire("en.origin.unknown_place")) end = i + 1;
  if (end == i) return {};
  auto town = i;
  if (p.is(i, Term::home_town)) {  // my hometown Fuyang, my hometown in Anhui
    auto named = end;
    if (p.at(named).text == "in" || p.at(named).mark(",")) ++named;
    if (auto last = place_end(p, named); last > named && p.is(named, Term::place) && p.rules.fire("en.origin.home_town")) town = named, end = last;
    else return {};
  }
  if (!p.rules.fire("en.origin")) return {};
  Value out;
  out.kind = Value::Kind::origin;
  out.first = leaving || in ? town : at;
  out.last = end;
  out.text = p.said(town, end);
  out.rule = "en.origin";
  return out;
}

std::optional<Value> via_at(const Page& p, std::size_t at) {
  Value out;
  out.kind = Value::Kind::via;
  out.first = at;
  if (p.is(at, Term::no_via) && p.rules.fire("en.via.none")) {
    out.last = at + 1;
    out.rule = "en.via.none";
    return out;
  }
  if (!p.is(at, Term::via)) return {};
  auto i = at + 1;
  while (p.is(i, Term::place)) {
    out.names.push_back(p.said(i, i + 1));
    ++i;
    auto next = i;
    while (p.at(next).text == "and" || p.at(next).mark(",") || p.at(next).mark("&")) ++next;
    if (next == i || !p.is(next, Term::place)) break;
    i = next;
  }
  if (out.names.empty() || !p.rules.fire("en.via")) return {};
  out.last = i;
  out.rule = "en.via";
  return out;
}

std::optional<Value> by_at(const Page& p, std::size_t at) {
  struct Row {
    Term term;
    std::string_view way;
  };
  constexpr std::array rows{Row{Term::train, "train"}, Row{Term::plane, "plane"}, Row{Term::car, "car"}, Row{Term::coach, "coach"}};
  auto& before = p.at(at == 0 ? p.tokens.size() : at - 1);
  bool led = before.text == "by" || before.text == "on" || before.text == "a" || before.text == "the" || before.text == "taking" || before.text == "take" || before.is(Term::my) || before.kind == Token::Kind::mark;
  auto& t = p.at(at);
  for (auto& row : rows) {
    if (!t.is(row.term)) continue;
    bool whole = t.text.starts_with("by ") || t.text.starts_with("on ") || t.text.starts_with("my ") || t.terms.any(Term::back, Term::come) || t.text.find('-') != t.text.npos || t.text.find(' ') != t.text.npos;
    if (!(whole || led || p.at(at + 1).kind == Token::Kind::mark || p.is(at + 1, Term::from) || p.tokens.size() == at + 1 || p.at(at + 1).number() || (at + 1 < p.tokens.size() && p.at(at + 1).capital)) || !p.rules.fire("en.by")) return {};
    Value out;
    out.kind = Value::Kind::by;
    out.first = at;
    out.last = at + 1;
    out.text = row.way;
    out.rule = "en.by";
    return out;
  }
  return {};
}

// I wanted to come on Friday, we were going to arrive on the 20th
bool planned_once(const Page& page, const Value& v) {
  if (v.kind != Value::Kind::day) return false;
  for (auto i = v.first; i-- > 0;) {
    auto& t = page.at(i);
    if (t.is(Term::past_plan)) return true;
    if (t.is(Term::but) || t.kind == Token::Kind::mark || t.text == "and") return false;
  }
  return false;
}

// not the 15th, instead of Friday, originally the 15th: what is no longer so
void given_up(Page& page) {
  for (auto& v : page.values) {
    bool till = v.kind == Value::Kind::day && (v.day.until || v.day.date.mod != DateExpr::Mod::none || v.day.open || v.day.date.last || v.day.since);
    if (till || v.first == 0 || (v.kind != Value::Kind::day && v.kind != Value::Kind::people && v.kind != Value::Kind::room)) continue;
    auto i = v.first - 1;
    while (i > 0 && (page.at(i).text == "on" || page.at(i).text == "the" || page.at(i).mark(":"))) --i;
    auto& t = page.at(i);
    bool given = t.is(Term::was_mark) && t.text != "from" && page.rules.fire("en.given_up");
    if (!given && !(planned_once(page, v) && page.rules.fire("en.given_up.planned_once"))) continue;
    v.denied = true;
    v.day.was = v.kind == Value::Kind::day;
  }
}

using Finder = std::optional<Value> (*)(const Page&, std::size_t);
constexpr std::array<Finder, 12> finders{id_number_at, phone_at, number_at, temperature_at, room_at, people_at, day_at, time_at, via_at, origin_at, renter_at, by_at};


}  // namespace

void find_values(Page& page) {
  constexpr std::size_t most_values = 64;
  for (std::size_t i = 0; i < page.tokens.size() && page.values.size() < most_values;) {
    std::optional<Value> found;
    for (auto finder : finders)
      if (!found) found = finder(page, i);
    if (!found) {
      ++i;
      continue;
    }
    if (found->kind == Value::Kind::id_number) page.personal_number = true;
    if (!page.values.empty()) found->first = std::max(found->first, page.values.back().last);
    found->first = std::min(found->first, i);
    i = std::max(found->last, i + 1);
    page.values.push_back(std::move(*found));
  }
  given_up(page);
}

}  // namespace linli::understanding::english
