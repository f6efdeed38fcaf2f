// service -> adapters, storage -> bot. adapters/ and storage/ see bot/model only and never each other; bot/ is pure.
#include <algorithm>
#include <array>
#include <regex>
#include <set>

#include "tests/house/checks.hpp"
#include "tests/house/source.hpp"

namespace house {
namespace {

// What each room may include from this project, most special first. A room that is not listed may include everything.
struct Room {
  std::string_view path;
  std::vector<std::string_view> may_include;
  std::string_view why;
};
const std::vector<Room>& rooms() {
  static const std::vector<Room> all{
      {"bot/model/", {"bot/model/"}, "the model's values stand alone"},
      {"bot/audit/", {"bot/audit/", "bot/model/"}, "the audit must not trust what it checks: bot/model only"},
      {"bot/understanding/", {"bot/understanding/", "bot/model/", "bot/knowledge.hpp"}, "reading needs no records and no cases"},
      {"bot/", {"bot/"}, "the bot decides, the rim does: it knows nothing outside bot/"},
      {"adapters/", {"adapters/", "bot/model/"}, "an adapter authenticates and translates: bot/model only"},
      {"storage/", {"storage/", "bot/model/"}, "the store keeps values: bot/model only"},
      {"service/", {"service/", "adapters/", "storage/", "bot/"}, "the service uses the rooms, nothing else"},
      {"tools/", {"tools/"}, "a tool runs before anything is built"},
  };
  return all;
}

// Standard headers through which the world gets into a pure room.
constexpr std::array impure{"thread", "mutex", "shared_mutex", "condition_variable", "atomic", "future", "semaphore", "latch", "barrier",
    "stop_token", "random", "fstream", "filesystem", "iostream", "ctime", "coroutine"};

bool is_standard(const std::string& header) {
  return std::all_of(header.begin(), header.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

void pure(const std::string& path, const std::string& text, const Source& source, Findings& findings) {
  static const std::regex angle(R"(^\s*#\s*include\s*<([^>]+)>)");
  auto lines = lines_of(text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::smatch m;
    if (!std::regex_search(lines[i], m, angle)) continue;
    std::string header = m[1];
    if (!is_standard(header))
      findings.push_back(found(path, i + 1, "bot/ is pure: <" + header + "> is not of the standard library"));
    else if (std::find(impure.begin(), impure.end(), header) != impure.end())
      findings.push_back(found(path, i + 1, "bot/ is pure: <" + header + "> lets files, clocks, threads or chance in"));
  }
  static const std::regex world(R"(::now\s*\(|\b(?:std::)?(?:getenv|rand|srand|time|localtime|gmtime|fopen|printf)\s*\()");
  for (std::sregex_iterator it(source.code.begin(), source.code.end(), world), end; it != end; ++it) {
    auto at = std::size_t(it->position());
    bool member = at > 0 && (source.code[at - 1] == '.' || source.code[at - 1] == '>' || source.code[at - 1] == '_');
    bool own = it->str().rfind("time", 0) == 0 && !(at >= 2 && source.code.compare(at - 2, 2, "::") == 0);  // functions of ours named time
    if (!member && !own)
      findings.push_back(found(path, line_of(source.code, at), "bot/ is pure: " + it->str() + "…) asks the world; it must be handed in"));
  }
}

}  // namespace

Findings arrows(const Tree& tree) {
  static const std::regex quoted(R"re(^\s*#\s*include\s*"([^"]+)")re");
  Findings findings;
  for (auto& [path, text] : tree.files) {
    if (!is_cpp(path)) continue;
    auto room = std::find_if(rooms().begin(), rooms().end(), [&](const Room& r) { return starts(path, r.path); });
    if (room == rooms().end()) continue;
    auto lines = lines_of(text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      std::smatch m;
      if (!std::regex_search(lines[i], m, quoted)) continue;
      std::string target = m[1];
      bool may = std::any_of(room->may_include.begin(), room->may_include.end(), [&](auto allowed) { return starts(target, allowed); });
      if (!may) findings.push_back(found(path, i + 1, "may not include " + target + ": " + std::string(room->why)));
    }
    if (starts(path, "bot/")) pure(path, text, take_apart(text, Language::cpp), findings);
  }
  return findings;
}

}  // namespace house
