#include "service/rehearse/given.hpp"

#include <charconv>
#include <optional>

namespace linli::rehearse {
namespace {

std::vector<std::string> list_of(const std::string& text) {
  std::vector<std::string> out;
  if (text == "[]") return out;
  for (std::size_t from = 0; from <= text.size();) {
    auto comma = std::min(text.find(',', from), text.size());
    out.push_back(text.substr(from, comma - from));
    from = comma + 1;
  }
  return out;
}

std::optional<DateValue> date_of(const std::string& text) {
  DateValue out;
  if (text == name_of(Certainty::unknown)) {
    out.certainty = Certainty::unknown;
    return out;
  }
  auto dots = text.find("..");
  out.start = parse_day(text.substr(0, dots));
  out.end = dots == std::string::npos ? out.start : parse_day(text.substr(dots + 2));
  out.certainty = dots == std::string::npos ? Certainty::exact : Certainty::window;
  return out.start && out.end ? std::optional(out) : std::nullopt;
}

std::optional<Value> value_of(Slot slot, const std::string& text) {
  switch (slot) {
    case Slot::date: case Slot::was: {
      auto date = date_of(text);
      return date ? std::optional<Value>(*date) : std::nullopt;
    }
    case Slot::people: {
      std::int64_t n = 0;
      auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
      return error == std::errc{} && end == text.data() + text.size() ? std::optional<Value>(n) : std::nullopt;
    }
    case Slot::temperature: {
      double degrees = 0;
      auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), degrees);
      return error == std::errc{} && end == text.data() + text.size() ? std::optional<Value>(degrees) : std::nullopt;
    }
    case Slot::via: return Value(list_of(text));
    default: return Value(text);
  }
}

}  // namespace

std::expected<Candidate, std::string> fact_of(const ActText& act) {
  Candidate out;
  out.clear = true;
  out.rule = "given";
  DateValue* date = nullptr;
  for (auto& [name, text] : act.args) {
    if (name == "intent") {
      auto intent = intent_named(text);
      if (!intent) return std::unexpected("'" + text + "' is no intent");
      out.intent = *intent;
    } else if (name == "negated") {
      out.negated = text == "true";
    } else if (name == "hedged") {
      out.hedged = text == "true";
    } else if (auto slot = slot_named(name)) {
      auto value = value_of(*slot, text);
      if (!value) return std::unexpected("'" + text + "' is no value for '" + name + "'");
      out.slots.push_back({*slot, std::move(*value), {}, {}, "given"});
    }
  }
  for (auto& found : out.slots)
    if (found.slot == Slot::date) date = std::get_if<DateValue>(&found.value);
  if (date) {
    if (auto found = act.args.find("certainty"); found != act.args.end()) date->certainty = certainty_named(found->second).value_or(date->certainty);
    if (auto found = act.args.find("part"); found != act.args.end()) date->part = part_named(found->second);
    if (auto found = act.args.find("alternatives"); found != act.args.end())
      for (auto& day : list_of(found->second))
        if (auto parsed = parse_day(day)) date->alternatives.push_back(*parsed);
  }
  if (out.intent == Intent::none) return std::unexpected("'" + act.name + "' states no fact: its intent is missing");
  return out;
}

std::vector<Asked> asks_of(const ActText& act) {
  auto asked = asked_named(act.name);
  return asked ? std::vector{*asked} : std::vector<Asked>{};
}

}  // namespace linli::rehearse
