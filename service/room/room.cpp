#include "service/room/room.hpp"

#include <utility>

#include "adapters/http/static_files.hpp"
#include "service/platform/event_door.hpp"
#include "storage/reads.hpp"

namespace linli::room {

Room::Room(Loop& loop, const IoClock& io, App& app, const PlatformConfig& config, Options options)
    : house_{app.store(), loop, io, app.clock(), app.pipeline(), app.scheduler(), app.words(), app.knowledge(), app.account(platform_name)},
      options_(std::move(options)) {
  events_ = event_door(app.pipeline(), app.store().mark());
  directory_ = directory_door(house_, {options_.demo, config.supervisors, config.suggestions});
  history_ = history_door(house_, app.look([account = house_.account](Reads& reads) { return reads.room_last(account); }));
  cases_ = cases_door(house_);
  clock_ = clock_door(house_, [this] {
    if (chat_) chat_->clock_changed();
  });
  if (!options_.demo) sessions_ = std::make_unique<Sessions>(house_.store, loop, io, house_.account, config.session);
  webchat::Options chat;
  chat.demo = options_.demo;
  chat.account = house_.account;
  chat.origins = options_.origins;
  chat.bot_names = config.bot_names;
  chat.zone = &app.knowledge().zone;
  chat_ = std::make_unique<webchat::WebChat>(loop, std::move(chat), webchat::Ports{*events_, *directory_, *history_, *cases_, *clock_, sessions_.get()});
  app.connect(house_.account, *chat_, config.sending);
  app.on_change([this] { chat_->cases_changed(); });
}

Room::~Room() = default;

std::expected<http::Routes, std::string> Room::routes() {
  auto out = chat_->routes();
  if (options_.web.empty()) {
    out.push_back({"GET", "/chat/", http::Match::exact, [](http::Request, http::Answer answer) {
      answer(http::text(503, "The pages are not built: run `npm ci && npm run build` in web/, or start with --web FOLDER.\n"));
    }, {}});
  } else {
    auto pages = http::static_files({options_.web, "/chat/"});
    if (!pages) return std::unexpected(pages.error());
    for (auto& route : *pages) out.push_back(std::move(route));
  }
  out.push_back({"GET", "/", http::Match::exact, [](http::Request, http::Answer answer) {
    auto there = http::text(302, "");
    there.headers.push_back({"Location", "/chat/"});
    answer(std::move(there));
  }, {}});
  return out;
}

}  // namespace linli::room
