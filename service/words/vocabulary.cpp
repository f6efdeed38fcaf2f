#include "service/words/vocabulary.hpp"

#include "bot/understanding/calendar.hpp"

namespace linli {
namespace {

using Names = std::vector<std::pair<std::string_view, std::string>>;

std::string number(long long n) { return std::to_string(n); }

struct Parts {
  int year;
  unsigned month, day;
};
Parts parts(Day day) {
  std::chrono::year_month_day ymd{day};
  return {int(ymd.year()), unsigned(ymd.month()), unsigned(ymd.day())};
}

}  // namespace

const std::vector<std::pair<std::string, std::vector<std::string>>>& Vocabulary::needed() {
  static const auto keys = [] {
    std::vector<std::pair<std::string, std::vector<std::string>>> all{
        {"date.day", {"month", "day", "weekday"}}, {"date.day_of_year", {"year", "month", "day", "weekday"}},
        {"date.short", {"month", "day"}}, {"date.short_of_year", {"year", "month", "day"}}, {"date.day_of_month", {"month", "day"}},
        {"date.window", {"from", "to"}}, {"date.about", {"day"}}, {"date.vague", {"from", "to"}}, {"date.unknown", {}},
        {"date.or", {}}, {"date.today", {}}, {"date.tomorrow", {}}, {"date.yesterday", {}}, {"date.with_time", {"date", "time"}},
        {"date.stamp", {"month", "day", "hour", "minute"}},
        {"time.hour", {"part", "hour"}}, {"time.half", {"part", "hour"}}, {"time.minute", {"part", "hour", "minute"}}, {"join.list", {}},
        {"duty.then", {"names"}}, {"duty.why", {"why", "duty"}}, {"case.with_person", {"case", "person"}}, {"to.group", {}}, {"sealed.said", {}}, {"unsaid.answer", {}},
        {"due.limit_of", {"limit"}}, {"due.climb_to", {"role"}}, {"due.climb_again", {"role"}}, {"timeline.past", {}}, {"timeline.coming", {}}, {"timeline.unsaid", {}}};
    all.push_back({"case.no_place", {}});
    for (auto* how : {"fine", "wrong", "not_tried", "hint", "alarm"}) all.push_back({"check.how." + std::string(how), {}});
    for (auto* what : {"nameless_chat", "unbound_chat", "unbound_person"}) {
      all.push_back({"check." + std::string(what), {"account"}});
      all.push_back({"check." + std::string(what) + "_line", {"account", "id"}});
    }
    all.push_back({"check.chat_id", {"account", "names"}});
    all.push_back({"check.chat_id_line", {"id"}});
    all.push_back({"check.more", {"count"}});
    all.push_back({"lunar.day", {"lunar_month", "lunar_day", "month", "day", "weekday"}});
    all.push_back({"lunar.leap", {"month"}});
    for (int i = 1; i <= 12; ++i) all.push_back({"lunar_month." + number(i), {}});
    for (int i = 1; i <= 30; ++i) all.push_back({"lunar_day." + number(i), {}});
    for (int i = 1; i <= 7; ++i) all.push_back({"weekday." + number(i), {}});
    for (int i = 0; i < 24; ++i) all.push_back({"hours." + number(i), {}});
    for (auto part : {PartOfDay::dawn, PartOfDay::morning, PartOfDay::noon, PartOfDay::afternoon, PartOfDay::evening, PartOfDay::night})
      all.push_back({"part." + std::string(name_of(part)), {}});
    return all;
  }();
  return keys;
}

const std::string* Vocabulary::find(std::string_view key) const {
  auto at = words_.find(key);
  return at == words_.end() ? nullptr : &at->second;
}

std::string Vocabulary::fill(std::string_view key, const Names& values) const {
  auto* word = find(key);
  if (!word) return {};
  std::string out;
  for (std::size_t at = 0;;) {
    auto begin = word->find("{{", at);
    auto end = begin == word->npos ? begin : word->find("}}", begin);
    if (end == word->npos) return out += word->substr(at);
    out += word->substr(at, begin - at);
    std::string_view name(word->data() + begin + 2, end - begin - 2);
    for (auto& [known, value] : values)
      if (known == name) out += value;
    at = end + 2;
  }
}

std::string Vocabulary::month(unsigned month) const {
  auto* name = find("month." + number(month));
  return name ? *name : number(month);
}

std::string Vocabulary::day(Day day, Instant now) const {
  auto p = parts(day);
  auto weekday = fill("weekday." + number(std::chrono::weekday(day).iso_encoding()), {});
  Names names{{"year", number(p.year)}, {"month", month(p.month)}, {"day", number(p.day)}, {"weekday", weekday}};
  return fill(p.year == parts(zone_.day(now)).year ? "date.day" : "date.day_of_year", names);
}

std::string Vocabulary::short_day(Day day, Instant now) const {
  auto p = parts(day);
  Names names{{"year", number(p.year)}, {"month", month(p.month)}, {"day", number(p.day)}};
  return fill(p.year == parts(zone_.day(now)).year ? "date.short" : "date.short_of_year", names);
}

std::string Vocabulary::hour(Minutes of_day) const {
  auto hour = of_day.count() / 60, minute = of_day.count() % 60;
  auto shown = hour > 12 ? hour - 12 : hour;
  Names names{{"part", fill("hours." + number(hour), {})}, {"hour", number(shown)}, {"minute", (minute < 10 ? "0" : "") + number(minute)}};
  return fill(minute == 0 ? "time.hour" : minute == 30 ? "time.half" : "time.minute", names);
}

std::string Vocabulary::lunar_day(Day day) const {
  auto lunar = understanding::lunar_of(day);
  if (!lunar) return {};
  auto p = parts(day);
  auto month = fill("lunar_month." + number(lunar->month), {});
  if (lunar->leap) month = fill("lunar.leap", {{"month", month}});
  Names names{{"lunar_month", month}, {"lunar_day", fill("lunar_day." + number(lunar->day), {})}, {"month", this->month(p.month)}, {"day", number(p.day)},
              {"weekday", fill("weekday." + number(std::chrono::weekday(day).iso_encoding()), {})}};
  return fill("lunar.day", names);
}

std::string Vocabulary::date(const DateValue& value, Instant now, bool lunar) const {
  if (!value.start) return fill("date.unknown", {});
  auto start = *value.start, end = value.end.value_or(start);
  std::string out;
  if (!value.alternatives.empty() || start == end) {
    out = lunar ? lunar_day(start) : std::string();
    if (out.empty()) out = day(start, now);
    for (auto other : value.alternatives) out += fill("date.or", {}) + day(other, now);
  } else if (value.certainty == Certainty::vague && end - start == std::chrono::days(2)) {
    out = fill("date.about", {{"day", short_day(start + std::chrono::days(1), now)}});
  } else {
    auto a = parts(start), b = parts(end);
    auto to = a.year == b.year && a.month == b.month ? fill("date.day_of_month", {{"month", month(b.month)}, {"day", number(b.day)}}) : short_day(end, now);
    out = fill(value.certainty == Certainty::vague ? "date.vague" : "date.window", {{"from", short_day(start, now)}, {"to", to}});
  }
  std::string time;
  if (value.time) time = hour(*value.time);
  else if (value.part) time = fill("part." + std::string(name_of(*value.part)), {});
  return time.empty() ? out : fill("date.with_time", {{"date", out}, {"time", time}});
}

std::string Vocabulary::instant(Instant at, Instant now) const {
  auto local = zone_.local(at);
  auto days = (local.day - zone_.day(now)).count();
  auto date = days == 0 ? fill("date.today", {}) : days == 1 ? fill("date.tomorrow", {}) : days == -1 ? fill("date.yesterday", {})
                                                                                                          : day(local.day, now);
  return fill("date.with_time", {{"date", date}, {"time", hour(std::chrono::duration_cast<Minutes>(local.of_day))}});
}

std::string Vocabulary::stamp(Instant at) const {
  auto local = zone_.local(at);
  auto p = parts(local.day);
  auto minute = std::chrono::duration_cast<Minutes>(local.of_day).count();
  return fill("date.stamp", {{"month", month(p.month)}, {"day", number(p.day)}, {"hour", number(minute / 60)},
                             {"minute", (minute % 60 < 10 ? "0" : "") + number(minute % 60)}});
}

std::string Vocabulary::join(const std::vector<std::string>& names) const {
  std::string out;
  for (auto& name : names) {
    if (!out.empty()) out += fill("join.list", {});
    out += name;
  }
  return out;
}

}  // namespace linli
