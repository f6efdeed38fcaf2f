#pragma once
// What every adapter keeps to: one function each, which complains or is silent.
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "tests/contract/harness.hpp"

namespace linli::contract {

using Complaint = std::optional<std::string>;

struct Check {
  std::string name;
  std::vector<std::variant<Feature, DeliveryOutcome>> needs;
  std::function<Complaint(Harness&)> run;
  // Why this platform cannot have it; empty: it is asked.
  std::string lacked_by(const Harness& harness) const;
};
const std::vector<Check>& checks();
const Check& check_named(std::string_view name);

// The rooms of checks().
void add_signatures(std::vector<Check>& to);
void add_taking(std::vector<Check>& to);
void add_outcomes(std::vector<Check>& to);
void add_shapes(std::vector<Check>& to);
void add_secrets(std::vector<Check>& to);

// ---- for checks
// A text of about so many bytes, in sentences; every sentence is another one.
std::string sentences(std::size_t bytes);
// As the dispatcher does it: again at once where the adapter says so, four attempts at most. Nothing: no end within the send limit.
std::optional<Delivery> carry(Harness& harness, const Outgoing& words);
std::string joined(const std::vector<Seen>& parts);

}  // namespace linli::contract
