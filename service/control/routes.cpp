#include <charconv>
#include <utility>

#include "service/commands/why.hpp"
#include "service/control/control.hpp"
#include "service/lexicon/suggest.hpp"
#include "service/platform/check.hpp"
#include "service/room/asking.hpp"

namespace linli::control {
namespace {

constexpr const char* nobody = "nobody in the chat room has this id; the ids stand in accounts.csv, column actor\n";

http::Routes why_routes(App& app, Loop& loop) {
  constexpr std::string_view under = "/why/";
  return {{"GET", std::string(under), http::Match::prefix, [&app, &loop, under](http::Request request, http::Answer answer) {
    using Told = std::expected<std::string, std::string>;
    ask_store(app.store(), loop, [&app, which = request.path.substr(under.size()), now = app.clock().now()](Reads& reads) {
      return why(reads, app.words(), app.knowledge().playbooks, which, now);
    }, [answer](Told told) { answer(told ? http::text(200, *told) : http::text(404, told.error() + "\n")); }, Told(std::unexpected("the store is busy")));
  }, {}}};
}

http::Route lexicon_route(App& app, Loop& loop) {
  constexpr std::string_view under = "/lexicon/";
  return {"GET", std::string(under), http::Match::prefix, [&app, &loop, under](http::Request request, http::Answer answer) {
    using Told = std::optional<std::string>;
    lexicon::Suggesting how;
    auto people = std::string_view(request.path).substr(under.size());
    std::from_chars(people.data(), people.data() + people.size(), how.people);
    ask_store(app.store(), loop, [&app, how](Reads& reads) -> Told { return lexicon::as_lines(lexicon::suggest(reads, *app.knowledge().reader, how)); },
              [answer](Told told) { answer(told ? http::text(200, *told) : http::text(503, "the store is busy\n")); }, Told());
  }, {}};
}

http::Route check_route(App& app, Loop& loop, const Connections& connections) {
  constexpr std::string_view under = "/check/";
  return {"POST", std::string(under), http::Match::prefix, [&app, &loop, &connections, under](http::Request request, http::Answer answer) {
    auto name = request.path.substr(under.size());
    for (auto& one : connections)
      if (one->name() == name)
        return check_account(*one, app, loop, request.body, [answer](CheckReport report) { answer(http::text(report.fine ? 200 : 409, report.text)); });
    answer(http::text(404, "no account '" + name + "' is connected; the service reads config/accounts/ when it starts\n"));
  }, {}};
}

}  // namespace

http::Routes routes(App& app, Loop& loop, room::Room& room, const Connections& connections, std::string address) {
  auto out = why_routes(app, loop);
  out.push_back(lexicon_route(app, loop));
  out.push_back(check_route(app, loop, connections));
  auto* sessions = room.sessions();
  if (!sessions) return out;
  out.push_back({"POST", "/link", http::Match::exact, [sessions, address = std::move(address)](http::Request request, http::Answer answer) {
    sessions->new_code(request.body, [answer, address](std::optional<std::string> code) {
      answer(code ? http::text(200, address + "#code=" + *code + "\n") : http::text(404, nobody));
    });
  }, {}});
  out.push_back({"POST", "/sign-out", http::Match::exact, [sessions, &room](http::Request request, http::Answer answer) {
    sessions->sign_out(request.body, [answer, &room, person = request.body](std::optional<std::size_t> ended) {
      if (ended) room.chat().signed_out(person);
      answer(ended ? http::text(200, std::to_string(*ended) + " sessions ended\n") : http::text(404, nobody));
    });
  }, {}});
  return out;
}

}  // namespace linli::control
