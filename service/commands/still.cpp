#include "service/commands/still.hpp"

#include <cstdio>

namespace linli {

Exit complain(Exit exit, const std::vector<std::string>& errors) {
  for (auto& error : errors) std::fprintf(stderr, "linli: %s\n", error.c_str());
  return exit;
}

std::expected<std::unique_ptr<Still>, std::string> open_still(const Setup& setup, const StoreOptions& store) {
  auto out = std::make_unique<Still>();
  auto app = App::build(setup, store, {out->loop, out->loop, *out->log, [] { return 0.0; }});
  if (!app) return std::unexpected(app.error());
  out->app = std::move(*app);
  return out;
}

}  // namespace linli
