// The hands: ask the one that serves, print what it says.
#include <cstdio>

#include "adapters/http/client.hpp"
#include "tests/standins/wecom/program/commands.hpp"
#include "tests/standins/wecom/program/control.hpp"

namespace wecom_standin {
namespace {

// Calls that follow one another on a loop of their own.
class Line {
 public:
  explicit Line(std::uint16_t port) : here_("127.0.0.1:" + std::to_string(port)), caller_(http::make_caller(loop_, {{here_}, true, true})) {}

  void call(const std::string& path, std::string body, std::function<void(int status, const Json& answer)> done) {
    http::Call call;
    call.method = "POST", call.url = "http://" + here_ + "/standin/" + path;
    call.headers = {{"Content-Type", "application/json"}};
    call.body = std::move(body), call.limit = std::chrono::seconds(15), call.most = std::size_t{16} * 1024 * 1024;
    caller_->call(std::move(call), [done = std::move(done)](std::expected<http::Response, http::CallFailed> answer) {
      if (!answer) return done(0, {});
      done(answer->status, Json::parse(answer->body, nullptr, false));
    });
  }
  int run() {
    loop_.run([](const std::exception& e) { std::fprintf(stderr, "wecom-standin: %s\n", e.what()); });
    return exit;
  }
  void end(int with) { exit = with, loop_.stop(); }
  void silent() {
    std::fprintf(stderr, "wecom-standin: nothing answers on %s. Start it with: wecom-standin serve\n", here_.c_str());
    end(2);
  }
  http::Loop& loop() { return loop_; }
  int exit{};

 private:
  http::Loop loop_;
  std::string here_;
  std::unique_ptr<http::Caller> caller_;
};

void print(const std::string& words) {
  std::fputs(words.c_str(), stdout);
  std::fflush(stdout);
}

}  // namespace

int ask(const Ask& wanted) {
  Line line(wanted.port);
  line.call(wanted.path, wanted.body, [&](int status, const Json& answer) {
    if (!status || !answer.is_object()) return line.silent();
    if (status != 200) {
      std::fprintf(stderr, "wecom-standin: %s\n", answer.value("error", "it failed").c_str());
      return line.end(1);
    }
    print(in_words(answer));
    line.end(answer.value("lost", "").empty() ? 0 : 1);
  });
  return line.run();
}

int watch(const Watch& wanted) {
  Line line(wanted.port);
  std::uint64_t revision = 0;
  linli::Loop::TimerPtr timer;
  std::function<void()> look = [&] {
    line.call("seen", Json{{"after", revision}}.dump(), [&](int status, const Json& answer) {
      if (status != 200 || !answer.is_object()) return line.silent();
      revision = answer.value("revision", revision);
      print(in_words(answer));
      timer = line.loop().after(std::chrono::milliseconds(300), look);
    });
  };
  line.loop().on_stop_signal([&] { line.end(0); });
  look();
  return line.run();
}

}  // namespace wecom_standin
