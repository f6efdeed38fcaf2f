// Hours and parts of the day: 3pm, 15:20, at half past three, in the evening.
#include <array>

#include "bot/understanding/english/values.hpp"

namespace linli::understanding::english {
namespace {

std::optional<PartOfDay> part_at(const Page& p, std::size_t i) {
  struct Row {
    Term term;
    PartOfDay part;
  };
  constexpr std::array rows{Row{Term::dawn, PartOfDay::dawn}, Row{Term::night, PartOfDay::night}, Row{Term::noon, PartOfDay::noon}, Row{Term::afternoon, PartOfDay::afternoon},
      Row{Term::evening, PartOfDay::evening}, Row{Term::morning, PartOfDay::morning}};
  for (auto& row : rows)
    if (p.is(i, row.term)) return row.part;
  if (p.at(i).text == "night" || p.at(i).text == "nights") return PartOfDay::evening;
  return {};
}

}  // namespace

std::optional<Value> time_at(const Page& p, std::size_t at) {
  Value out;
  out.kind = Value::Kind::time;
  out.first = at;
  std::size_t i = at;
  if (auto part = part_at(p, i); part && p.rules.fire("en.time.part")) {
    out.time.part = part;
    out.last = i + 1;
    out.rule = "en.time.part";
    return out;
  }
  bool lead = p.at(i).text == "at" || p.at(i).text == "around" || p.at(i).text == "about" || p.at(i).text == "by";
  if (lead) ++i;
  if (lead && p.at(i).text == "around") ++i;
  bool half = p.is(i, Term::half_past);
  if (half) ++i;
  auto n = count_at(p, i);
  if (!n || *n > 24) return {};
  long hour = *n, minute = half ? 30 : 0;
  ++i;
  bool colon = !half && p.at(i).glued && (p.at(i).mark(":") || p.at(i).mark(".")) && p.at(i + 1).number() && p.at(i + 1).glued && p.at(i + 1).text.size() == 2 && p.at(i + 1).value < 60;
  bool point = colon && p.at(i).mark(".");
  if (colon) minute = p.at(i + 1).value, i += 2;
  bool pm = p.is(i, Term::pm_mark), am = !pm && p.is(i, Term::am_mark) && (p.at(i).glued || !p.is(i + 1, Term::back));
  if (pm || am) ++i;
  bool oclock = p.is(i, Term::oclock);
  if (oclock) ++i;
  bool bare = !colon && !pm && !am && !oclock && !half;
  if (bare && (p.at(at).text != "at" || p.at(i).terms.any(Term::of_us, Term::day_word, Term::week_word, Term::month_word) || p.at(i).glued || hour < 1 || hour > 12)) return {};
  if (point && !pm && !am) return {};
  if (!p.rules.fire("en.time.clock")) return {};
  std::optional<PartOfDay> part;
  if (auto after = part_at(p, i); after && p.rules.fire("en.time.part_behind")) part = after, ++i;
  if ((pm && hour < 12) || (!pm && !am && part && hour < 12 && (*part == PartOfDay::afternoon || (*part == PartOfDay::evening && hour >= 4)))) hour += 12;
  else if (am && hour == 12) hour = 0;
  else if (!pm && !am && !part && !(colon && p.at(at).text.size() == 2) && hour >= 1 && hour <= 6 && p.rules.fire("en.time.afternoon")) hour += 12;  // by the label guide
  if (hour > 23 || minute > 59) return {};
  out.time.time = Minutes(hour * 60 + minute);
  out.last = i;
  out.rule = "en.time.clock";
  return out;
}

}  // namespace linli::understanding::english
