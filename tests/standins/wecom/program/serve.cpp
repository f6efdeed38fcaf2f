// The stand-in on real sockets: its calls and files over HTTP, the gateway as a web socket, its posts through our own caller.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "adapters/http/client.hpp"
#include "adapters/http/server.hpp"
#include "service/clocks/computer_clock.hpp"
#include "tests/standins/wecom/program/commands.hpp"
#include "tests/standins/wecom/program/control.hpp"

namespace wecom_standin {
namespace {

namespace fs = std::filesystem;

// A bot's web socket, as the gateway sees it. It lives as long as the gateway or the server wants it.
class SocketPeer final : public Peer {
 public:
  explicit SocketPeer(http::Socket& socket) : socket_(&socket) {}
  void send(std::string text) override {
    if (socket_) socket_->send(std::move(text));
  }
  void close() override {
    if (socket_) socket_->close(1000);
  }
  void gone() { socket_ = nullptr; }

 private:
  http::Socket* socket_;
};

class BotSocket final : public http::SocketEvents {
 public:
  explicit BotSocket(Gateway& gateway) : gateway_(gateway) {}
  void opened(http::Socket& socket) override {
    peer_ = std::make_shared<SocketPeer>(socket);
    link_ = gateway_.opened(peer_);
  }
  void text(std::string frame) override { gateway_.text(link_, frame); }
  void closed() override {
    if (peer_) peer_->gone();
    gateway_.closed(link_);
  }

 private:
  Gateway& gateway_;
  std::shared_ptr<SocketPeer> peer_;
  std::uint64_t link_{};
};

http::Routes platform(Standin& wecom) {
  auto answer = [&wecom](http::Request request, http::Answer done) {
    wecom.api().answer(std::move(request), [done](Api::Answered answered) { done(answered ? std::move(*answered) : http::text(503, "")); });
  };
  http::Routes routes;
  for (auto* method : {"GET", "POST"})
    for (auto* path : {"/cgi-bin/", "/media/"}) routes.push_back({method, path, http::Match::prefix, answer, {}});
  routes.push_back({"GET", "/", http::Match::exact, {},
      [&wecom](http::Request, http::Admit admit) { admit(std::make_unique<BotSocket>(wecom.gateway())); }});
  return routes;
}

// What a real platform would not forget: where somebody has written to the bot.
void remember(const Core& core, const std::string& file) {
  if (file.empty()) return;
  Json json{{"written_in", core.written_in}};
  std::ofstream(file + ".new") << json.dump() << '\n';
  std::error_code ignored;
  fs::rename(file + ".new", file, ignored);
}
bool recall(Core& core, const std::string& file) {
  if (file.empty() || !fs::exists(file)) return true;
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  auto json = Json::parse(text.str(), nullptr, false);
  if (!json.is_object() || !json.contains("written_in") || !json["written_in"].is_array()) return false;
  for (auto& one : json["written_in"])
    if (one.is_string()) core.written_in.insert(one.get<std::string>());
  return true;
}

int complain(const std::string& why) {
  std::fprintf(stderr, "wecom-standin: %s\n", why.c_str());
  return 1;
}

std::string host_of(const std::string& url) { return url.empty() ? "" : address_of(url).host; }

// Beside the program lies build/<preset>; the world lies in the sources.
std::string find_world(const std::string& given) {
  for (auto& file : {given, std::string("tests/standins/wecom/world.toml")})
    if (!file.empty() && fs::exists(file)) return file;
  return given;
}

}  // namespace

int serve(const Serve& wanted) {
  auto file = find_world(wanted.world);
  if (file.empty()) return complain("no world; start it in the checkout, or name one with --world tests/standins/wecom/world.toml");
  auto world = read_world(file);
  if (!world) return complain(world.error());
  auto here = "127.0.0.1:" + std::to_string(wanted.port);
  world->api = world->files = "http://" + here, world->gateway = "ws://" + here;
  if (wanted.plain_ids) world->encrypted = false;
  if (!wanted.callback.empty()) {
    if (!wanted.callback.starts_with("http://")) return complain("--callback wants the base address of the service, as http://127.0.0.1:8080");
    auto base = wanted.callback.substr(0, wanted.callback.find_last_not_of('/') + 1);
    world->bot_door.url = base + "/wecom/bot", world->application.url = base + "/wecom/app";
  }
  http::Loop loop;
  linli::ComputerClock clock;
  http::Allowed allowed{{host_of(world->bot_door.url), host_of(world->application.url)}, true, true};
  std::erase(allowed.hosts, "");
  auto caller = http::make_caller(loop, allowed);
  bool callbacks = !world->bot_door.url.empty();
  Standin wecom(loop, clock, std::move(*world), {.kept = 1'000});
  wecom.post_with(*caller);
  wecom.core().ids = std::uint64_t(wecom.core().seconds()) * 1'000;  // message ids must not come again after a restart
  if (!recall(wecom.core(), wanted.state)) return complain(wanted.state + " is not of this program; remove it, or name another with --state");

  auto routes = platform(wecom);
  for (auto& route : control(wecom, [&wecom, &wanted] { remember(wecom.core(), wanted.state); })) routes.push_back(std::move(route));
  http::Options options;
  options.limits.body_bytes = std::size_t{32} * 1024 * 1024;
  options.sockets.frame_bytes = std::size_t{1024} * 1024, options.sockets.waiting_frames = 4'096;
  http::Server server(loop, std::move(routes), options);
  auto listening = server.listen(http::Tcp{"127.0.0.1", wanted.port});
  if (!listening) return complain(listening.error() + "; is another one running? --port takes another one");
  std::printf("WeCom stand-in on http://%s (%s)\n", here.c_str(), callbacks ? "callbacks" : "long connection");
  std::printf("  the service's configuration: api = \"http://%s\", gateway = \"ws://%s\"\n", here.c_str(), here.c_str());
  std::fflush(stdout);
  loop.on_stop_signal([&] { server.stop(std::chrono::seconds(1), [&] { loop.stop(); }); });
  loop.run([](const std::exception& e) { std::fprintf(stderr, "wecom-standin: %s\n", e.what()); });
  return 0;
}

}  // namespace wecom_standin
