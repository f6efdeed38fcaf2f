#include "service/commands/dates.hpp"

#include <chrono>
#include <istream>
#include <nlohmann/json.hpp>
#include <ostream>

#include "bot/understanding/mentions.hpp"
#include "service/commands/json_lines.hpp"
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
  auto written = options.at ? parse_moment(*options.at) : Moment{local.day, local.of_day};
  if (!written) return err << "--at '" << *options.at << "' is no time, as 2020-02-11T09:30\n", 2;
  for (auto& m : understanding::find_mentions(understanding::normalise(options.text), words, *written, understanding::Rules()))
    out << mention_json(m, options.text).dump(-1, ' ', false, json::error_handler_t::replace) << "  " << m.rule << "\n";
  return 0;
}

std::optional<std::string> one_line(const std::string& line, const understanding::Words& words, std::ostream& out) {
  auto parsed = json::parse(line, nullptr, false);
  if (!parsed.is_object()) return "is not a JSON object";
  for (auto* key : {"id", "text", "reference"})
    if (!parsed.contains(key) || !parsed[key].is_string()) return std::string(key) + " is missing: a text";
  auto written = parse_moment(parsed["reference"]);
  if (!written) return "reference is no time, as 2020-02-11T09:30:00";
  auto said = parsed["text"].get<std::string>();
  auto begin = std::chrono::steady_clock::now();
  auto mentions = understanding::find_mentions(understanding::normalise(said), words, *written, understanding::Rules());
  std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begin;
  json answer{{"id", parsed["id"]}, {"expect", json::array()}};
  for (auto& m : mentions) answer["expect"].push_back(mention_json(m, said));
  answer["us"] = took.count();
  out << answer.dump(-1, ' ', false, json::error_handler_t::replace) << "\n";
  return {};
}

}  // namespace

int run_dates(const DatesOptions& options, std::istream& in, std::ostream& out, std::ostream& err) {
  auto lexicon = load_lexicon(options.lexicon);
  if (!lexicon) return err << describe(lexicon.error()) << "\n", 2;
  understanding::Words words(**lexicon);
  if (!options.jsonl) return one_text(options, words, out, err);
  return take_lines(in, err, [&](const std::string& line) { return one_line(line, words, out); });
}

}  // namespace linli
