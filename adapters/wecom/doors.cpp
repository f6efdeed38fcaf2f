#include "adapters/wecom/doors.hpp"

#include <utility>

#include "adapters/wecom/callback.hpp"

namespace linli::wecom {

Doors::Doors(const House& house, const Options& options, ApplicationPort* application) : live_(std::make_shared<LiveRequests>(house.io)) {
  auto inbound = make_inbound(house, options, make_identities(house, application), make_media(house, options, application), live_);
  auto mount = [&](Door door, const Callback& callback) {
    auto routes = callback_routes(house, options, door, callback, inbound, live_);
    if (!routes) return house.notices.alarm("wecom.callback", routes.error());
    for (auto& route : *routes) routes_.push_back(std::move(route));
  };
  if (options.application && options.application->callback) mount(Door::application, *options.application->callback);
  if (options.bot && options.bot->callback) mount(Door::bot, *options.bot->callback);
  if (options.bot && options.bot->secret) link_ = make_long_connection(house, options, inbound);
}

void Doors::start() {
  if (link_) link_->start();
}

void Doors::stop(std::function<void()> done) {
  if (!link_) return done();
  link_->stop(std::move(done));
}

}  // namespace linli::wecom
