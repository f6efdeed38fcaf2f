#include "tests/contract/check.hpp"

#include <algorithm>
#include <stdexcept>

namespace linli::contract {

using std::chrono::milliseconds;

std::string Check::lacked_by(const Harness& harness) const {
  for (auto& need : needs)
    if (auto why = std::visit([&](auto one) { return harness.lacks(one); }, need); !why.empty()) return why;
  return {};
}

const std::vector<Check>& checks() {
  static const std::vector<Check> all = [] {
    std::vector<Check> made;
    add_signatures(made), add_taking(made), add_outcomes(made), add_shapes(made), add_secrets(made);
    return made;
  }();
  return all;
}

const Check& check_named(std::string_view name) {
  auto found = std::ranges::find(checks(), name, &Check::name);
  if (found == checks().end()) throw std::invalid_argument("no such check: " + std::string(name));
  return *found;
}

std::string sentences(std::size_t bytes) {
  std::string text;
  for (int i = 0; text.size() < bytes; ++i) text += "第" + std::to_string(i) + "户的租客今天从外地回到了小区里，已经告诉房东。";
  return text;
}

std::optional<Delivery> carry(Harness& harness, const Outgoing& words) {
  std::optional<Delivery> last;
  for (int attempt = 0; attempt < 4; ++attempt) {
    auto end = std::make_shared<std::optional<Delivery>>();   // it may come after all, when the adapter goes
    harness.deliver(words, [end](const Delivery& delivery) { *end = delivery; });
    for (int waited = 0; !*end && waited < 100; ++waited) harness.pass(milliseconds(100));
    last = *end;
    if (!last || last->outcome != DeliveryOutcome::retry_after || last->after != milliseconds(0)) break;
  }
  return last;
}

std::string joined(const std::vector<Seen>& parts) {
  std::string text;
  for (auto& part : parts) text += part.text;
  return text;
}

}  // namespace linli::contract
