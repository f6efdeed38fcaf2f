#include "adapters/wecom/media.hpp"

#include <algorithm>
#include <deque>
#include <utility>

#include "adapters/wecom/envelope.hpp"

namespace linli::wecom {
namespace {

using namespace std::chrono_literals;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using Got = MediaIn::Got;
using Bytes = std::expected<std::string, http::Failure>;

constexpr std::size_t at_once = 8, most_waiting = 256;
constexpr std::size_t padding = 32;              // of an encrypted file, at most
constexpr milliseconds again_within{1'000};      // with less time left nothing is tried a second time

class Fetcher final : public Media, public std::enable_shared_from_this<Fetcher> {
 public:
  Fetcher(const House& house, const Options& options, ApplicationPort* application)
      : house_(house), most_(options.media_bytes), allowed_{options.media_hosts, options.plain, options.plain}, application_(application) {
    if (options.bot && options.bot->callback) key_ = options.bot->callback->key;
  }

  void fetch(Attached what, microseconds until, std::function<void(MediaIn)> done) override {
    if (waiting_.size() == most_waiting) return done(lacking(what.kind, Got::not_fetched));
    auto wanted = std::make_shared<Wanted>(std::move(what), until, std::move(done));
    wanted->in_line = house_.loop.after(std::max(left(until), 0ms), [this, number = wanted.get()] { give_up(number); });
    waiting_.push_back(std::move(wanted));
    next();
  }

 private:
  struct Wanted {
    Attached what;
    microseconds until{};
    std::function<void(MediaIn)> done;
    bool tried{};
    Loop::TimerPtr in_line{};
  };

  static MediaIn lacking(MediaKind kind, Got got) { return {.kind = kind, .got = got, .type = "application/octet-stream", .bytes = {}, .addressed = {}}; }
  milliseconds left(microseconds until) const { return std::chrono::floor<milliseconds>(until - house_.io.steady()); }

  void next() {
    while (running_ < at_once && !waiting_.empty()) {
      auto wanted = std::move(waiting_.front());
      waiting_.pop_front();
      wanted->in_line.reset();
      ++running_;
      begin(std::move(wanted));
    }
  }

  void give_up(const Wanted* number) {
    auto it = std::find_if(waiting_.begin(), waiting_.end(), [&](auto& one) { return one.get() == number; });
    if (it == waiting_.end()) return;
    auto wanted = std::move(*it);
    waiting_.erase(it);
    wanted->done(lacking(wanted->what.kind, Got::not_fetched));
  }

  void begin(std::shared_ptr<Wanted> wanted) {
    auto limit = left(wanted->until);
    if (limit <= 0ms) return finish(*wanted, lacking(wanted->what.kind, Got::not_fetched));
    auto had = [weak = weak_from_this(), wanted](Bytes bytes) {
      if (auto self = weak.lock()) self->had(wanted, std::move(bytes));
    };
    if (wanted->what.url) return call(*wanted->what.url, limit, had);
    if (application_ && !wanted->what.media.empty()) return application_->media(wanted->what.media, most_, limit, had);
    finish(*wanted, lacking(wanted->what.kind, Got::not_fetched));
  }

  void call(const Secret& url, milliseconds limit, std::function<void(Bytes)> had) {
    http::Call call{.method = "GET", .url = url.use([](auto& text) { return text; }), .headers = {}, .body = {}, .limit = limit, .most = most_ + padding};
    if (!http::refused(call.url, allowed_).empty()) return had(std::unexpected(http::Failure::not_allowed));
    house_.caller.call(std::move(call), [had = std::move(had)](std::expected<http::Response, http::CallFailed> answer) {
      if (!answer) return had(std::unexpected(answer.error().what));
      if (answer->status != 200) return had(std::unexpected(http::Failure::no_answer));
      had(std::move(answer->body));
    });
  }

  void had(const std::shared_ptr<Wanted>& wanted, Bytes bytes) {
    auto kind = wanted->what.kind;
    if (!bytes) {
      if (bytes.error() == http::Failure::too_large) return finish(*wanted, lacking(kind, Got::too_large));
      bool useless = bytes.error() == http::Failure::not_allowed || std::exchange(wanted->tried, true) || left(wanted->until) < again_within;
      if (!useless) return begin(wanted);
      house_.notices.warning("wecom.media", bytes.error() == http::Failure::not_allowed ? "not_allowed" : "not_fetched");
      return finish(*wanted, lacking(kind, Got::not_fetched));
    }
    // What the application stores is plain; behind an address it is encrypted.
    auto opened = wanted->what.url ? open_media(*bytes, wanted->what.key ? wanted->what.key : key_) : std::optional(std::move(*bytes));
    if (!opened) {
      house_.notices.warning("wecom.media", "not_opened");
      return finish(*wanted, lacking(kind, Got::not_fetched));
    }
    if (opened->size() > most_) return finish(*wanted, lacking(kind, Got::too_large));
    auto type = type_of(*opened);
    finish(*wanted, {.kind = kind, .got = Got::whole, .type = std::move(type), .bytes = std::move(*opened), .addressed = {}});
  }

  void finish(Wanted& wanted, MediaIn media) {
    --running_;
    auto self = shared_from_this();
    wanted.done(std::move(media));
    next();
  }

  const House house_;
  std::size_t most_;
  http::Allowed allowed_;
  ApplicationPort* application_;
  SecretPtr key_;                     // of files that come with the bot's callback
  std::size_t running_{};
  std::deque<std::shared_ptr<Wanted>> waiting_;
};

}  // namespace

std::shared_ptr<Media> make_media(const House& house, const Options& options, ApplicationPort* application) {
  return std::make_shared<Fetcher>(house, options, application);
}

}  // namespace linli::wecom
