#include "tests/understanding/score.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>

#include "bot/understanding/text.hpp"

namespace score {
namespace {

using nlohmann::json;

constexpr std::array slots{"date", "was", "origin", "via", "people", "room", "renter", "landlord", "phone", "by", "number", "temperature", "symptom",
    "id_number", "about", "negated", "hedged"};

std::vector<json> facts(const json& given) {
  std::vector<json> all, out;
  if (given.is_array()) all.assign(given.begin(), given.end());
  else if (given.is_object()) all.push_back(given);
  std::ranges::copy_if(all, std::back_inserter(out), [](const json& f) { return f["intent"] != "none"; });
  return out;
}

// Full width, half width and blanks do not matter.
std::string plain(const json& value) {
  auto text = value.is_string() ? value.get<std::string>() : value.dump();
  auto chars = linli::understanding::normalise(text).chars;
  std::erase_if(chars, [](char32_t c) { return c == U' ' || c == U'\n'; });
  return linli::understanding::to_utf8(chars);
}
std::string place(const json& value) {
  auto text = plain(value);
  for (std::string end : {"自治区", "省", "市", "县"})
    if (text.ends_with(end)) return text.substr(0, text.size() - end.size());
  return text;
}

bool has_others(const json& date) { return date.contains("alternatives") && !date["alternatives"].empty(); }

std::vector<std::string> all_days(const json& date) {
  std::vector<std::string> out{date["start"].get<std::string>()};
  for (auto& d : date.value("alternatives", json::array())) out.push_back(d);
  std::ranges::sort(out);
  return out;
}

bool same_date(const json& g, const json& p) {
  if (g["certainty"] != p["certainty"]) return false;
  if (g["certainty"] == "unknown") return true;
  if (g["certainty"] == "vague")
    return p["start"].is_string() && p["end"].is_string() && p["start"] <= g["end"] && p["end"] >= g["start"];
  if (has_others(g)) return all_days(g) == all_days(p);
  bool time = g.value("time", "") == p.value("time", "");
  return p["start"] == g["start"] && p["end"] == g["end"] && time && (g.contains("time") || g.value("part", "") == p.value("part", ""));
}

bool same_slot(const std::string& slot, const json& g, const json& p) {
  if (!g.contains(slot) && !p.contains(slot)) return true;
  if (!g.contains(slot) || !p.contains(slot)) return false;
  auto &a = g[slot], &b = p[slot];
  if (slot == "was" && a.is_string()) return b["start"] == a && b["end"] == a;  // a bare day
  if (slot == "date" || slot == "was") return same_date(a, b);
  if (slot == "origin") return place(a) == place(b) || (g.contains("origin_meant") && place(g["origin_meant"]) == place(b));
  if (slot == "temperature") return std::abs(a.get<double>() - b.get<double>()) < 0.05;
  if (slot == "via") {
    std::vector<std::string> x, y;
    for (auto& v : a) x.push_back(place(v));
    for (auto& v : b) y.push_back(place(v));
    std::ranges::sort(x);
    std::ranges::sort(y);
    return x == y;
  }
  return plain(a) == plain(b);
}

// Each gold fact with the predicted one that agrees most; what is left over stands alone.
std::vector<std::pair<json, json>> pairs(const std::vector<json>& gold, std::vector<json> predicted) {
  std::vector<std::pair<json, json>> out;
  for (auto& g : gold) {
    auto agree = [&](const json& p) {
      int n = g["intent"] == p["intent"] ? 100 : 0;
      for (auto* s : slots) n += g.contains(s) && same_slot(s, g, p);
      return n;
    };
    auto best = std::ranges::max_element(predicted, {}, agree);
    if (best == predicted.end()) {
      out.emplace_back(g, json::object());
      continue;
    }
    out.emplace_back(g, *best);
    predicted.erase(best);
  }
  for (auto& p : predicted) out.emplace_back(json::object(), p);
  return out;
}

std::vector<std::string> intents(const std::vector<json>& all) {
  std::vector<std::string> out;
  for (auto& f : all) out.push_back(f["intent"]);
  std::ranges::sort(out);
  return out;
}

}  // namespace

Figures count(const std::vector<json>& gold, const std::vector<json>& predicted) {
  Figures out;
  for (std::size_t i = 0; i < gold.size(); ++i) {
    auto& m = gold[i];
    auto g = facts(m["expect"]), q = facts(predicted[i]["expect"]);
    bool same_intents = intents(g) == intents(q), all = same_intents;
    for (auto& [a, b] : pairs(g, q)) {
      for (auto* s : slots) all = all && same_slot(s, a, b);
      if (b.contains("date")) {
        auto& d = b["date"];
        bool certain = d["certainty"] == "exact" && !has_others(d) && !b.value("confirm", false);
        bool given = a.contains("date") && a["date"]["certainty"] == "exact" && !has_others(a["date"]) && a["date"]["start"] == d["start"];
        out.guesses += certain && !given;
      }
      bool exact_report = a.value("intent", "") == "return_report" && a.contains("date") && a["date"]["certainty"] == "exact" && !has_others(a["date"]) &&
                          !a.contains("origin_meant") && !a.contains("hedged");
      out.plain += exact_report;
      out.needless += exact_report && b.value("confirm", false);
    }
    ++out.messages;
    out.exact += all;
    out.intents += same_intents;
    if (g.empty()) {
      ++out.ordinary;
      out.spoken += !q.empty() || predicted[i].value("speak", false);
    } else {
      ++out.telling;
      out.telling_exact += all;
      out.overlooked += q.empty();
    }
    auto& family = out.families[m.value("family", "")];
    ++family.n;
    family.exact += all;
    if (!all) out.missed.push_back(m["id"]);
  }
  return out;
}

double percent(int part, int whole) { return whole == 0 ? 0 : 100.0 * part / whole; }

std::vector<std::string> lines_of(const std::string& path) {
  std::ifstream in(path);
  std::vector<std::string> out;
  for (std::string line; std::getline(in, line);)
    if (!line.empty()) out.push_back(line);
  return out;
}

void tell(const std::string& line) {
  if (auto* path = std::getenv("LINLI_FIGURES"); path && *path) std::ofstream(path, std::ios::app) << line << "\n";
}

}  // namespace score
