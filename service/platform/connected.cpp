#include "service/platform/connected.hpp"

#include <utility>

#include "service/platform/aliases.hpp"
#include "service/platform/event_door.hpp"
#include "service/platform/passive_replies.hpp"

namespace linli {

Connected::Connected(Parts parts, AccountPlan plan, const Outside& outside)
    : plan_(std::move(plan)), account_(parts.app.account(plan_.name)), notices_(account_, parts.io, parts.log),
      events_(event_door(parts.app.pipeline(), parts.app.store().mark(), plan_.sending.answer_repeats)),
      replies_(passive_replies({parts.app.store(), parts.loop, parts.app.clock(), parts.app.words(), parts.app.dispatcher(), parts.log})),
      aliases_(aliases(parts.app.store(), parts.loop, parts.log)), caller_(outside.caller(plan_.plan->allowed())),
      links_(outside.links(plan_.plan->allowed())) {
  platform_ = plan_.plan->open(House{.account = account_, .loop = parts.loop, .io = parts.io, .events = *events_, .replies = *replies_, .aliases = *aliases_,
      .notices = notices_, .caller = *caller_, .links = *links_, .chance = outside.chance, .random = outside.random});
  parts.app.connect(account_, *platform_, plan_.sending);
}

Connected::~Connected() = default;

Connections connect(Connected::Parts parts, std::vector<AccountPlan> plans, const Outside& outside) {
  Connections out;
  for (auto& plan : plans) out.push_back(std::make_unique<Connected>(parts, std::move(plan), outside));
  return out;
}

std::expected<http::Routes, std::string> routes_of(const Connections& all, const http::Routes& taken) {
  http::Routes out;
  auto same = [](const http::Route& a, const http::Route& b) { return a.method == b.method && a.path == b.path; };
  for (auto& one : all)
    for (auto& route : one->platform().routes()) {
      for (auto* routes : {&taken, &std::as_const(out)})
        for (auto& other : *routes)
          if (same(route, other)) return std::unexpected("the account '" + one->name() + "' wants the path " + route.path + ", which is taken: give it another");
      out.push_back(std::move(route));
    }
  return out;
}

void stop_all(const Connections& all, std::function<void()> done) {
  auto left = std::make_shared<std::size_t>(all.size());
  if (all.empty()) return done();
  for (auto& one : all)
    one->platform().stop([left, done] {
      if (--*left == 0) done();
    });
}

}  // namespace linli
