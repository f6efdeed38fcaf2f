#include "service/commands/dates.hpp"

#include <chrono>
#include <istream>
#include <nlohmann/json.hpp>
#include <ostream>

#include "bot/understanding/mentions.hpp"
#include "service/knowledge/lexicon_loader.hpp"
#include "service/knowledge/zone_loader.hpp"

namespace linli {
namespace {

using json = nlohmann::ordered_json;
using understanding::Mention;
using understanding::Moment;

// "2020-02-11", "2020-02-11T09:30", "2020-02-11T09:30:00"
std::optional<Moment> parse_moment(const std::string& text) {
  auto day = parse_day(text.substr(0, 10));
  if (!day) return {};
  if (text.size() == 10) return Moment{*day, {}};
  auto hour = text.size() >= 16 && text[10] == 'T' ? parse_hour(text.substr(11, 5)) : std::nullopt;
  if (!hour) return {};
  return Moment{*day, *hour};
}

json end_json(const Mention::End& end) {
  if (end.open()) return nullptr;
  std::string out = end.day ? format_day(*end.day) : "";
  if (!end.of_day) return out;
  auto two = [](auto n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  auto s = end.of_day->count();
  return out + "T" + two(s / 3600) + ":" + two(s / 60 % 60) + ":" + two(s % 60);
}

json mention_json(const Mention& m, const std::string& text) {
  json out{{"start", end_json(m.start)}, {"end", end_json(m.end)}, {"kind", name_of(m.kind)}};
  if (m.mod != Mention::Mod::none) out["mod"] = name_of(m.mod);
  out["words"] = text.substr(m.words.begin, m.words.end - m.words.begin);
  return out;
}

int one_text(const DatesOptions& options, const understanding::Words& words, std::ostream& out, std::ostream& err) {
  auto zone = load_zone(options.zone);
  if (!zone) return err << zone.error() << "\n", 2;
  auto local = zone->local(options.now);
  auto written = options.at.empty() ? Moment{local.day, local.of_day} : parse_moment(options.at);
  if (!written) return err << "--at '" << options.at << "' is no time, as 2020-02-11T09:30\n", 2;
  for (auto& m : understanding::find_mentions(understanding::normalise(options.text), words, *written, understanding::Rules()))
    out << mention_json(m, options.text).dump(-1, ' ', false, json::error_handler_t::replace) << "  " << m.rule << "\n";
  return 0;
}

}  // namespace

int run_dates(const DatesOptions& options, std::istream& in, std::ostream& out, std::ostream& err) {
  auto lexicon = load_lexicon(options.lexicon);
  if (!lexicon) return err << describe(lexicon.error()) << "\n", 2;
  understanding::Words words(**lexicon);
  if (!options.jsonl) return one_text(options, words, out, err);
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.empty()) continue;
    auto parsed = json::parse(line, nullptr, false);
    auto text = [&](const char* key) { return parsed.is_object() && parsed.contains(key) && parsed[key].is_string() ? parsed[key].get<std::string>() : std::string(); };
    auto written = parse_moment(text("reference"));
    if (!parsed.is_object()) return err << "line " << number << " is not a JSON object\n", 2;
    for (auto* key : {"id", "text"})
      if (!parsed.contains(key) || !parsed[key].is_string()) return err << "line " << number << " " << key << " is missing: a text\n", 2;
    if (!written) return err << "line " << number << " reference '" << text("reference") << "' is no time, as 2020-02-11T09:30:00\n", 2;
    auto said = text("text");
    auto begin = std::chrono::steady_clock::now();
    auto mentions = understanding::find_mentions(understanding::normalise(said), words, *written, understanding::Rules());
    std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begin;
    json answer{{"id", text("id")}, {"expect", json::array()}};
    for (auto& m : mentions) answer["expect"].push_back(mention_json(m, said));
    answer["us"] = took.count();
    out << answer.dump(-1, ' ', false, json::error_handler_t::replace) << "\n";
  }
  return 0;
}

}  // namespace linli
