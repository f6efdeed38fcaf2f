#include <algorithm>
#include <array>

#include "tests/house/checks.hpp"

namespace house {

Findings sizes(const Tree& tree) {
  constexpr std::ptrdiff_t most = 600;
  constexpr std::array kinds{".cpp", ".hpp", ".h", ".ts", ".mts", ".js", ".mjs", ".vue", ".css", ".sh"};
  Findings findings;
  for (auto& [path, text] : tree.files) {
    if (std::none_of(kinds.begin(), kinds.end(), [&p = path](auto* kind) { return ends(p, kind); })) continue;
    auto lines = std::count(text.begin(), text.end(), '\n');
    if (lines > most)
      findings.push_back(found(path, 0, std::to_string(lines) + " lines; over " + std::to_string(most) + " there is a second idea in it"));
  }
  return findings;
}

}  // namespace house
