#pragma once
// Proves that the derived tables are the fold of what was appended, and that nothing appended was changed: folds openings, changes and steps
// again, compares heads column by column, and checks both chains of each case and the hash of each fact. Opens no key, changes nothing,
// reads no text. Refused while the service runs.
#include <cstdint>
#include <expected>
#include <string>
#include <vector>

#include "storage/store.hpp"

namespace linli {

struct RebuildReport {
  struct Difference {
    std::string table;      // "cases", "steps", "changes", "facts"
    std::int64_t id{};      // of the case or fact
    std::string column;     // of a head; "hash" for a broken chain, "row" for a head that is missing or has no opening
  };
  std::size_t cases{}, steps{}, changes{}, facts{};
  std::vector<Difference> differences;
  bool same() const { return differences.empty(); }
};
std::expected<RebuildReport, OpenError> rebuild(const StoreOptions& options);

}  // namespace linli
