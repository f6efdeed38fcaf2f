#include "service/rehearse/acts.hpp"

#include <algorithm>

#include "bot/model/say.hpp"
#include "bot/model/time.hpp"

namespace linli::rehearse {
namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// Cuts at `by` outside of brackets.
std::vector<std::string_view> split(std::string_view text, char by) {
  std::vector<std::string_view> out;
  int depth = 0;
  std::size_t from = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && (text[i] == '{' || text[i] == '[')) ++depth;
    if (i < text.size() && (text[i] == '}' || text[i] == ']')) --depth;
    if (i < text.size() && (text[i] != by || depth > 0)) continue;
    if (auto part = trim(text.substr(from, i - from)); !part.empty()) out.push_back(part);
    from = i + 1;
  }
  return out;
}

std::string value(std::string_view text) {
  text = trim(text);
  if (!text.starts_with('[') || !text.ends_with(']')) return std::string(text);
  std::string out;
  for (auto item : split(text.substr(1, text.size() - 2), ',')) out += (out.empty() ? "" : ",") + std::string(item);
  return out.empty() ? "[]" : out;
}

bool same_act(const ActText& want, const ActText& got) {
  if (want.name != got.name) return false;
  return std::ranges::all_of(want.args, [&](auto& arg) {
    auto found = got.args.find(arg.first);
    // Whoever is on duty, and the steward, are roles of the place: whichever the playbook names first.
    bool of_the_place = arg.first == "to" && (arg.second == "duty" || arg.second == "steward");
    return found != got.args.end() && (of_the_place || same_value(arg.second, found->second));
  });
}

}  // namespace

std::expected<std::vector<ActText>, std::string> parse_acts(std::string_view text) {
  std::vector<ActText> out;
  for (auto part : split(text, '+')) {
    ActText act;
    auto open = part.find('{');
    act.name = std::string(trim(part.substr(0, open)));
    if (act.name != stay_quiet && !act_named(act.name)) return std::unexpected("'" + act.name + "' is no act of the bot");
    if (open != std::string_view::npos) {
      if (!part.ends_with('}')) return std::unexpected("the arguments of '" + act.name + "' do not end with }");
      for (auto pair : split(part.substr(open + 1, part.size() - open - 2), ',')) {
        auto colon = pair.find(':');
        if (colon == std::string_view::npos) return std::unexpected("an argument of '" + act.name + "' has no value");
        act.args[std::string(trim(pair.substr(0, colon)))] = value(pair.substr(colon + 1));
      }
    }
    out.push_back(std::move(act));
  }
  if (out.empty()) return std::unexpected("no act stands here");
  return out;
}

std::string write_acts(const std::vector<ActText>& acts) {
  std::string out;
  for (auto& act : acts) {
    if (!out.empty()) out += " + ";
    out += act.name;
    std::string args;
    for (auto& [name, text] : act.args) {
      bool list = text.find(',') != std::string::npos;
      args += (args.empty() ? "" : ", ") + name + ": " + (list ? "[" : "") + text + (list ? "]" : "");
    }
    if (!args.empty()) out += "{" + args + "}";
  }
  return out.empty() ? std::string(stay_quiet) : out;
}

bool same_value(std::string_view want, std::string_view got) {
  if (want == got) return true;
  return parse_day(want).has_value() && got.size() > want.size() && got.starts_with(want) && got[want.size()] == 'T';
}

bool same_acts(const std::vector<ActText>& want, const std::vector<ActText>& got) {
  if (want.size() != got.size()) return false;
  std::vector<bool> used(got.size());
  // The most demanding first, so that a bare act does not take what another one names.
  std::vector<const ActText*> order;
  for (auto& act : want) order.push_back(&act);
  std::ranges::sort(order, [](auto* a, auto* b) { return a->args.size() > b->args.size(); });
  for (auto* act : order) {
    std::size_t i = 0;
    while (i < got.size() && (used[i] || !same_act(*act, got[i]))) ++i;
    if (i == got.size()) return false;
    used[i] = true;
  }
  return true;
}

}  // namespace linli::rehearse
