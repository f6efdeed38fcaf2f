#pragma once
// Which lanes are under way. A lane is one chat of one account; one message at a time leaves it, so that words arrive in the order decided.
#include <set>
#include <string>
#include <utility>

#include "storage/views.hpp"

namespace linli {

using Lane = std::pair<AccountId, std::string>;
// Group and direct chat of the same id never meet: a direct chat not seen before is named by its actor.
inline Lane lane_of(const SayRow& row) { return {row.account, row.platform_chat.empty() ? "@" + row.actor : row.platform_chat}; }

class Lanes {
 public:
  explicit Lanes(std::size_t most) : most_(most) {}
  bool full() const { return under_way_.size() >= most_; }
  bool begin(const Lane& lane) { return !full() && under_way_.insert(lane).second; }
  void end(const Lane& lane) { under_way_.erase(lane); }
  std::size_t under_way() const { return under_way_.size(); }

 private:
  std::size_t most_;
  std::set<Lane> under_way_;
};

}  // namespace linli
