#include "tests/understanding/reading.hpp"

#include <algorithm>
#include <map>

#include "service/commands/understand.hpp"
#include "service/knowledge/lexicon_loader.hpp"

namespace reading {
namespace {

using namespace linli;

std::string text_of(const DateValue& d) {
  if (d.certainty == Certainty::unknown || !d.start || !d.end) return "open";
  std::string out = format_day(*d.start);
  if (*d.start != *d.end || d.certainty != Certainty::exact) out += (d.certainty == Certainty::vague ? "~" : "..") + format_day(*d.end);
  if (d.time) {
    auto pad = [](auto n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    out += "T" + pad(d.time->count() / 60) + ":" + pad(d.time->count() % 60);
  }
  if (d.part) out += " " + std::string(name_of(*d.part));
  for (auto day : d.alternatives) out += "|" + format_day(day);
  return out;
}

std::string text_of(const Value& value) {
  if (auto* d = std::get_if<DateValue>(&value)) return text_of(*d);
  if (auto* s = std::get_if<std::string>(&value)) return *s;
  if (auto* n = std::get_if<std::int64_t>(&value)) return std::to_string(*n);
  if (auto* t = std::get_if<double>(&value)) {
    auto tenths = int(*t * 10 + 0.5);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
  }
  std::string out;
  for (auto& place : std::get<std::vector<std::string>>(value)) out += (out.empty() ? "" : "+") + place;
  return out.empty() ? "none" : out;
}

}  // namespace

const Reader& reader() {
  static const Reader all = [] {
    auto lexicon = load_lexicon(std::string(LINLI_SOURCE_DIR) + "/config/lexicon");
    return Reader(lexicon.value(), shanghai());
  }();
  return all;
}

const Zone& shanghai() {
  static const Zone zone("Asia/Shanghai", {{Instant{}, std::chrono::hours(8)}});
  return zone;
}

Instant at(const std::string& local) { return shanghai().at(parse_day(local.substr(0, 10)).value(), parse_hour(local.substr(11, 5)).value()); }

Reading read(const std::string& text, const std::string& local) { return reader().read(text, at(local)); }

std::string said(const std::string& text, const std::string& local) { return said(text, landlord(), local); }

std::string said(const std::string& text, const Context& context, const std::string& local, RuleProbe* probe) {
  LabelledMessage message;
  message.text = text;
  message.sent_at = at(local);
  message.context = context;
  std::string out;
  for (auto& u : predict(reader(), message, probe).facts) {
    std::map<std::string, std::string> slots;
    for (auto& f : u.fact.slots) slots[std::string(name_of(f.slot))] = text_of(f.value) + (f.meant ? "(" + text_of(*f.meant) + ")" : "");
    out += out.empty() ? "" : "; ";
    out += (u.confirm ? "?" : "") + std::string(u.fact.negated ? "not " : "") + std::string(name_of(u.fact.intent));
    for (auto& [name, value] : slots) out += " " + name + "=" + value;
    if (u.fact.hedged) out += " hedged";
  }
  return out.empty() ? "-" : out;
}

Context landlord() {
  Context c;
  c.landlord = true;
  return c;
}
Context landlord_asked(Asked asked) {
  auto c = landlord();
  c.asked.push_back(asked);
  return c;
}
Context renter() {
  Context c;
  c.renter = c.direct = true;
  return c;
}

std::string date_of(const std::string& text, const std::string& local) {
  auto r = read(text, local);
  for (auto& c : r.candidates)
    if (auto* f = c.find(Slot::date)) return text_of(f->value);
  for (auto& f : r.loose)
    if (f.slot == Slot::date) return text_of(f.value);
  return "-";
}

}  // namespace reading
