// The list. A new platform is a line here and a harness beside it.
#include <algorithm>
#include <stdexcept>

#include "tests/contract/harness.hpp"

namespace linli::contract {

const std::vector<Line>& adapters() {
  static const std::vector<Line> all{
      {"webchat", webchat},
      {"wecom_callback", wecom_callback},
      {"wecom_application", wecom_application},
      {"wecom_long_connection", wecom_long_connection},
  };
  return all;
}

std::unique_ptr<Harness> make_adapter(std::string_view name) {
  auto found = std::ranges::find(adapters(), name, &Line::name);
  if (found == adapters().end()) throw std::invalid_argument("no such adapter");
  return found->make();
}

// In steps, so that what one timer begins is carried on before the next one.
void Harness::pass(std::chrono::milliseconds how_long) {
  const std::chrono::milliseconds step{how_long < std::chrono::seconds(30) ? 100 : 1'000};
  auto& time = scene().time;
  time.drain();
  for (std::chrono::milliseconds passed{}; passed < how_long; passed += step) time.advance(step), time.drain();
}

}  // namespace linli::contract
