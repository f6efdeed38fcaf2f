// Small rules that are cheap to keep and dear to break.
#include <algorithm>
#include <array>
#include <optional>
#include <regex>

#include "tests/house/checks.hpp"
#include "tests/house/source.hpp"

namespace house {
namespace {

bool is_code(const std::string& path) {
  constexpr std::array kinds{".sh", ".cmake", "CMakeLists.txt"};
  if (is_cpp(path) || is_page(path) || path == "run" || path == "test") return true;
  return std::any_of(kinds.begin(), kinds.end(), [&](auto* kind) { return ends(path, kind); });
}

// These files speak about the rules themselves.
bool is_about_the_rules(const std::string& path) { return starts(path, "tests/house/"); }

void each(const std::string& text, const std::regex& wanted, const std::string& path, const std::string& message, Findings& findings) {
  for (std::sregex_iterator it(text.begin(), text.end(), wanted), end; it != end; ++it)
    findings.push_back(found(path, line_of(text, std::size_t(it->position())), message + it->str(it->size() > 1 ? 1 : 0)));
}

// From an opening parenthesis to the one that closes it.
std::optional<std::string> between_parentheses(const std::string& code, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < code.size(); ++i) {
    if (code[i] == '(') ++depth;
    if (code[i] == ')' && --depth == 0) return code.substr(open + 1, i - open - 1);
  }
  return {};
}

bool assigns(const std::string& before) { return std::regex_search(before, std::regex(R"([^=!<>]=[^=]?\s*$)")); }

// if (co_await f()) takes the wrong branch with some compilers; if (auto ok = co_await f()) is right. One co_await a statement, none beside ?:.
void coroutines(const std::string& path, const std::string& code, Findings& findings) {
  static const std::regex condition(R"(\b(if|while|switch)\s*(?:constexpr\s*)?\()");
  for (std::sregex_iterator it(code.begin(), code.end(), condition), end; it != end; ++it) {
    auto at = std::size_t(it->position());
    auto inside = between_parentheses(code, at + std::size_t(it->length()) - 1);
    auto awaits = inside ? inside->find("co_await") : std::string::npos;
    if (awaits != std::string::npos && !assigns(inside->substr(0, awaits)))
      findings.push_back(found(path, line_of(code, at), "co_await inside the condition of " + it->str(1) + ": name its result first"));
  }
  std::size_t from = 0;
  for (std::size_t i = 0; i <= code.size(); ++i) {
    if (i < code.size() && code[i] != ';' && code[i] != '{' && code[i] != '}') continue;
    std::string statement = code.substr(from, i - from);
    if (auto first = statement.find("co_await"); first != std::string::npos) {
      auto line = line_of(code, from + first);
      bool joined = statement.find("&&") != std::string::npos || statement.find("||") != std::string::npos;
      if (statement.find("co_await", first + 1) != std::string::npos)
        findings.push_back(found(path, line, "two co_await in one statement: one a statement"));
      else if (statement.find('?') != std::string::npos && !joined)
        findings.push_back(found(path, line, "co_await beside ?: — choose in an if"));
    }
    from = i + 1;
  }
  each(code, std::regex(R"(\bdetached\b)"), path, "nobody waits for a coroutine that is ", findings);
}

// What strangers can send meets no std::regex (a long text overruns its stack) and no reading past the parser's limits.
void strangers(const std::string& path, const std::string& code, Findings& findings) {
  each(code, std::regex(R"(#\s*include\s*<(regex)>)"), path, "a long text overruns the stack of ", findings);
  each(code, std::regex(R"(\basync_read\w*\s*\([^;]*(\.get\(\)))"), path, "a limit set on the parser is lost when its message is read: ", findings);
}

}  // namespace

Findings habits(const Tree& tree) {
  static const std::regex unfinished(R"(\b(TODO|FIXME|XXX)\b)"), home(R"((?:^|[^A-Za-z0-9_.~*-])(/(?:home|root|Users|work|tmp)/[A-Za-z0-9_]))"),
      asleep(R"(\b(sleep_for|sleep_until|nanosleep|usleep|sleep|waitForTimeout)\s*\()");
  Findings findings;
  for (auto& [path, text] : tree.files) {
    if (is_about_the_rules(path)) continue;
    each(text, home, path, "a path of one machine: ", findings);
    if (!tree.top.empty())
      if (auto at = text.find(tree.top + "/"); at != std::string::npos)
        findings.push_back(found(path, line_of(text, at), "the path of this checkout"));
    if (is_code(path)) each(text, unfinished, path, "unfinished: ", findings);
    bool cpp = is_cpp(path);
    if (!cpp && !is_page(path)) continue;
    auto source = take_apart(text, cpp ? Language::cpp : Language::web);
    if (starts(path, "tests/") || starts(path, "web/")) each(source.code, asleep, path, "a test waits for a signal or a clock in its hand, never ", findings);
    if (cpp && !starts(path, "tests/canary/")) coroutines(path, source.code, findings);  // the canaries break these on purpose
    if (cpp && !starts(path, "tests/") && !starts(path, "tools/")) strangers(path, source.code, findings);
  }
  return findings;
}

std::string found(const std::string& path, std::size_t line, const std::string& message) {
  return path + ":" + std::to_string(line) + ": " + message;
}
bool is_cpp(const std::string& path) { return ends(path, ".cpp") || ends(path, ".hpp") || ends(path, ".h"); }
bool is_page(const std::string& path) {
  constexpr std::array kinds{".ts", ".mts", ".js", ".mjs", ".vue", ".css", ".html"};
  return starts(path, "web/") && std::any_of(kinds.begin(), kinds.end(), [&](auto* kind) { return ends(path, kind); });
}

}  // namespace house
