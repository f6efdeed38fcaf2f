#include "service/commands/understand.hpp"

#include <algorithm>
#include <chrono>
#include <istream>
#include <nlohmann/json.hpp>
#include <ostream>

#include "service/commands/json_lines.hpp"
#include "service/knowledge/lexicon_loader.hpp"
#include "service/knowledge/zone_loader.hpp"

namespace linli {
namespace {

using json = nlohmann::ordered_json;

// "2020-02-11T09:30:00+08:00"; without an offset it is local time.
std::optional<Instant> parse_time(const std::string& text, const Zone& zone) {
  if (text.size() < 16 || (text[10] != 'T' && text[10] != ' ')) return {};
  auto day = parse_day(text.substr(0, 10));
  auto hour = parse_hour(text.substr(11, 5));
  if (!day || !hour) return {};
  auto rest = text.substr(16);
  if (rest.starts_with(":") && rest.size() >= 3) rest = rest.substr(3);
  if (rest.empty()) return zone.at(*day, *hour);
  if (rest == "Z") return Instant(*day) + *hour;
  if (rest.size() != 6 || (rest[0] != '+' && rest[0] != '-')) return {};
  auto offset = parse_hour(rest.substr(1));
  if (!offset) return {};
  return Instant(*day) + *hour - (rest[0] == '+' ? *offset : -*offset);
}

bool a_chat(const std::string& chat) { return chat == "group" || chat == "direct"; }
bool a_role(const std::string& role) { return role == "landlord" || role == "renter" || role == "resident"; }

json date_json(const DateValue& d) {
  json out;
  out["start"] = d.start ? json(format_day(*d.start)) : json(nullptr);
  out["end"] = d.end ? json(format_day(*d.end)) : json(nullptr);
  out["certainty"] = name_of(d.certainty);
  if (d.time) {
    auto pad = [](auto n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    out["time"] = pad(d.time->count() / 60) + ":" + pad(d.time->count() % 60);
  }
  if (d.part) out["part"] = name_of(*d.part);
  for (auto day : d.alternatives) out["alternatives"].push_back(format_day(day));
  return out;
}

json value_json(const Value& value) {
  if (auto* d = std::get_if<DateValue>(&value)) return date_json(*d);
  return std::visit([](auto& v) -> json {
    if constexpr (std::is_same_v<std::decay_t<decltype(v)>, DateValue>) return {};
    else return json(v);
  }, value);
}

json fact_json(const Understood& u) {
  json out;
  out["intent"] = name_of(u.fact.intent);
  for (auto& f : u.fact.slots) {
    out[std::string(name_of(f.slot))] = value_json(f.value);
    if (f.meant) out[std::string(name_of(f.slot)) + "_meant"] = value_json(*f.meant);
  }
  if (u.fact.negated) out["negated"] = true;
  if (u.fact.hedged) out["hedged"] = true;
  if (u.confirm) out["confirm"] = true;
  return out;
}

bool names_something(const Candidate& fact) { return fact.find(Slot::room) || fact.find(Slot::renter); }

std::string text_of(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

void print(const UnderstandOptions& options, const Reading& reading, const Prediction& p, std::ostream& out) {
  if (p.facts.empty()) out << "none\n";
  for (auto& u : p.facts) {
    out << text_of(fact_json(u)) << "\n";
    if (!options.explain) continue;
    auto words = [&](Span s) { return options.text.substr(s.begin, s.end - s.begin); };
    out << "  " << name_of(u.fact.intent) << " by " << u.fact.rule << " from \"" << words(u.fact.clause) << "\", " << u.reason << "\n";
    for (auto& f : u.fact.slots) out << "  " << name_of(f.slot) << " by " << f.rule << " from \"" << words(f.words) << "\"\n";
  }
  if (!options.explain) return;
  for (auto& d : reading.doubts) out << "  not a report: " << d.rule << " at \"" << options.text.substr(d.words.begin, d.words.end - d.words.begin) << "\"\n";
  for (auto& f : reading.loose) out << "  alone: " << name_of(f.slot) << " " << text_of(value_json(f.value)) << " by " << f.rule << "\n";
}

}  // namespace

std::expected<LabelledMessage, std::string> parse_message(const std::string& line, const Zone& zone) {
  auto parsed = json::parse(line, nullptr, false);
  if (parsed.is_discarded() || !parsed.is_object()) return std::unexpected("is not a JSON object");
  LabelledMessage m;
  auto has = [&](const char* key) { return parsed.contains(key) && parsed[key].is_string(); };
  auto text = [&](const char* key, const char* without = "") { return has(key) ? parsed[key].get<std::string>() : std::string(parsed.contains(key) ? "" : without); };
  m.id = text("id");
  m.family = text("family");
  m.text = text("text");
  if (m.id.empty()) return std::unexpected("id is missing: a text");
  if (!has("text")) return std::unexpected("text is missing: a text");
  auto at = parse_time(text("reference"), zone);
  if (!at) return std::unexpected("reference is no time, as 2020-02-11T09:30");
  m.sent_at = *at;
  auto role = text("role", "landlord"), chat = text("chat", "group");
  if (!a_role(role)) return std::unexpected("role is unknown: landlord, renter or resident");
  if (!a_chat(chat)) return std::unexpected("chat is unknown: group or direct");
  m.context.landlord = role == "landlord";
  m.context.renter = role == "renter";
  m.context.direct = chat == "direct";
  if (!parsed.contains("context")) return m;
  auto& context = parsed["context"];
  if (!context.is_object()) return std::unexpected("context is not an object");
  if (!context.contains("bot")) return m;
  auto asked = context["bot"].is_string() ? asked_named(context["bot"].get<std::string>()) : std::nullopt;
  if (!asked) return std::unexpected("context.bot is no question of the bot, as ask_date or confirm");
  m.context.asked.push_back(*asked);
  return m;
}

Prediction predict(const Reader& reader, const LabelledMessage& message, RuleProbe* probe) {
  Prediction out;
  for (auto& u : interpret(reader.read(message.text, message.sent_at, probe), message.context, probe)) {
    // Rule 11: from a group, what is not clearly a report and names nothing of the writer's gets no word.
    if (u.reason == "unclear" && !message.context.direct && !names_something(u.fact)) continue;
    out.facts.push_back(u);
  }
  out.speak = std::ranges::any_of(out.facts, [](const Understood& u) { return u.fact.intent != Intent::ack; });
  return out;
}

std::string to_line(const std::string& id, const Prediction& prediction, double microseconds) {
  json line;
  line["id"] = id;
  line["expect"] = json::array();
  for (auto& u : prediction.facts) line["expect"].push_back(fact_json(u));
  if (prediction.facts.empty()) line["expect"].push_back({{"intent", "none"}});
  line["speak"] = prediction.speak;
  line["us"] = microseconds;
  return line.dump(-1, ' ', false, json::error_handler_t::replace);
}

int run_understand(const UnderstandOptions& options, std::istream& in, std::ostream& out, std::ostream& err) {
  auto zone = load_zone(options.zone);
  if (!zone) return err << zone.error() << "\n", 2;
  auto lexicon = load_lexicon(options.lexicon);
  if (!lexicon) return err << describe(lexicon.error()) << "\n", 2;
  Reader reader(*lexicon, *zone);
  if (options.jsonl) {
    return take_lines(in, err, [&](const std::string& line) -> std::optional<std::string> {
      auto message = parse_message(line, *zone);
      if (!message) return message.error();
      auto begin = std::chrono::steady_clock::now();
      auto prediction = predict(reader, *message);
      std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begin;
      out << to_line(message->id, prediction, took.count()) << "\n";
      return {};
    });
  }
  if (!a_role(options.role)) return err << "--role '" << options.role << "' is unknown: landlord, renter or resident\n", 2;
  if (!a_chat(options.chat)) return err << "--chat '" << options.chat << "' is unknown: group or direct\n", 2;
  LabelledMessage message;
  message.text = options.text;
  message.sent_at = options.now;
  if (options.at) {
    auto at = parse_time(*options.at, *zone);
    if (!at) return err << "--at '" << *options.at << "' is no time, as 2020-02-11T09:30\n", 2;
    message.sent_at = *at;
  }
  message.context.landlord = options.role == "landlord";
  message.context.renter = options.role == "renter";
  message.context.direct = options.chat == "direct" || options.addressed;
  if (options.asked) {
    auto asked = asked_named(*options.asked);
    if (!asked) return err << "--asked '" << *options.asked << "' is no question of the bot, as ask_date or confirm\n", 2;
    message.context.asked.push_back(*asked);
  }
  auto prediction = predict(reader, message);
  print(options, reader.read(message.text, message.sent_at), prediction, out);
  if (!options.plays) return 0;
  auto played = options.plays(message, prediction);
  if (!played) return err << "what the bot does cannot be told: " << played.error() << "\n", 1;
  out << *played;
  return 0;
}

}  // namespace linli
