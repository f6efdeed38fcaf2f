#pragma once
// Which rules of the reader apply. Every decision that turns words into facts, or keeps the bot silent, is a rule with a name ("date.weekday",
// "arrived.not_yet"): a row of a table, or a single `fire` in a function of its own. tests/understanding/rules.txt holds examples for each name;
// tests switch every rule off in turn and watch its examples break, so that no rule is there without a reason.
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace linli {

// Handed in by tests and by --explain; one reading each, not shared between threads.
struct RuleProbe {
  std::set<std::string, std::less<>> off;  // rules that do not apply
  std::vector<std::string_view> fired;     // names in the order they applied; a name may come several times
};

namespace understanding {

class Rules {
 public:
  explicit Rules(RuleProbe* probe = nullptr) : probe_(probe) {}
  // Asked last, when everything else about the rule holds: whether it applies. `name` has static lifetime.
  bool fire(std::string_view name) const { return probe_ == nullptr || noted(name); }

 private:
  bool noted(std::string_view name) const {
    if (probe_->off.contains(name)) return false;
    if (!name.empty()) probe_->fired.push_back(name);
    return true;
  }
  RuleProbe* probe_;
};

}  // namespace understanding
}  // namespace linli
