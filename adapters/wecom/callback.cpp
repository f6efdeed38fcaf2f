#include "adapters/wecom/callback.hpp"

#include <map>
#include <optional>
#include <utility>

#include "adapters/wecom/answers.hpp"
#include "adapters/wecom/card.hpp"
#include "adapters/wecom/expiring.hpp"
#include "adapters/wecom/gate.hpp"
#include "adapters/wecom/replay.hpp"

namespace linli::wecom {
namespace {

using namespace std::chrono_literals;
using std::chrono::microseconds;
using std::chrono::milliseconds;

constexpr milliseconds margin{1'000};            // before the platform's deadline the answer leaves
constexpr milliseconds media_margin{1'500};      // and what is fetched must be there before that, to be stored
constexpr auto stream_for = 10min;               // the platform asks for 6 minutes at most [D-101031]
constexpr std::size_t streams_most = 256;
constexpr int chances = 3;                       // a message comes three times in all [D-90238]
constexpr auto chances_within = 1min;            // 5 s apart
constexpr std::size_t chances_most = 4'096;

// One request that is being worked on.
struct Visit {
  std::uint64_t number{};
  std::string key, nonce;
  Heard heard;
  bool answered{};                               // whatever comes now comes too late
  enum class Phase : std::uint8_t { storing, wording, pressed } phase{};
  std::optional<SayId> claimed;                  // words that this answer may carry
  Loop::TimerPtr time_up;
};
using VisitPtr = std::shared_ptr<Visit>;

class CallbackDoor final : public std::enable_shared_from_this<CallbackDoor> {
 public:
  CallbackDoor(const House& house, const Options& options, Door door, Envelope envelope, std::shared_ptr<Inbound> inbound, std::shared_ptr<LiveRequests> live)
      : house_(house), door_(door), gate_{std::move(envelope), door == Door::application, options.body_bytes, options.window},
        deadline_(options.deadline), names_(options.bot_names), inbound_(std::move(inbound)), live_(std::move(live)),
        replay_(house.io, {options.remember, options.remember_most}), streams_(streams_most), came_(chances_most) {}

  // The platform wants exactly these bytes, within a second; no store, no time.
  void check(const http::Request& request, const http::Answer& answer) {
    auto in = let_check(gate_, request);
    if (!in) return refuse(name_of(in.error()), answer);
    answer(http::text(200, std::move(in->plain)));
  }

  void heard(const http::Request& request, http::Answer answer) {
    auto in = let_in(gate_, request, house_.io.wall());
    if (!in) return refuse(name_of(in.error()), answer);
    auto heard = door_ == Door::application ? read_application(in->plain) : read_bot(in->plain);
    if (!heard) return refuse("content", answer);
    auto key = in->timestamp + '\n' + in->nonce + '\n' + in->signature;
    if (!replay_.begin(key, std::move(answer))) return;
    auto visit = std::make_shared<Visit>();
    visit->number = ++numbers_, visit->key = std::move(key), visit->nonce = std::move(in->nonce), visit->heard = std::move(*heard);
    receive(visit);
  }

 private:
  void refuse(std::string_view why, const http::Answer& answer) {
    house_.notices.warning("wecom.callback.refused", why);
    answer(http::text(403, ""));
  }

  void receive(const VisitPtr& visit) {
    using What = Heard::What;
    if (visit->heard.what == What::refresh && door_ == Door::bot) return refresh(visit);
    if (visit->heard.what == What::other || visit->heard.what == What::disconnected || visit->heard.what == What::refresh) return finish_empty(visit);
    visits_.emplace(visit->number, visit);
    visit->time_up = house_.loop.after(deadline_ - margin, [this, number = visit->number] { time_up(number); });
    if (pressed(*visit)) hold(visit);
    Came came{.door = door_, .received = house_.io.wall(), .until = house_.io.steady() + (deadline_ - media_margin), .as_it_is = last_chance(visit->heard), .request = {}, .generation = {}};
    inbound_->take(visit->heard, std::move(came), [weak = weak_from_this(), visit](std::expected<Taken, Refusal> taken) {
      if (auto self = weak.lock()) self->taken(visit, taken);
    });
  }

  // Refused once more, the message would be lost.
  bool last_chance(const Heard& heard) {
    if (heard.what != Heard::What::message) return true;   // sent once only
    auto now = house_.io.steady();
    auto* before = came_.find(heard.id, now);
    return came_.put(heard.id, before ? *before + 1 : 1, now + chances_within, now) >= chances;
  }

  bool pressed(const Visit& visit) const { return door_ == Door::bot && visit.heard.what == Heard::What::click && visit.heard.key != settled_key; }

  // Kept open for the card's new state, which may come at any time from now on.
  void hold(const VisitPtr& visit) {
    Click click;
    click.number = visit->number;
    click.answer = [weak = weak_from_this(), visit_weak = std::weak_ptr(visit)](const std::string& json) {
      auto self = weak.lock();
      auto held = visit_weak.lock();
      if (!self || !held || held->answered) return false;
      self->finish_with(held, json);
      return true;
    };
    live_->clicked(visit->heard.task, std::move(click), deadline_ - margin);
  }

  void taken(const VisitPtr& visit, const std::expected<Taken, Refusal>& taken) {
    if (!taken) {
      if (taken.error() != Refusal::failed) return finish(visit, http::text(503, ""));  // it comes again
      return finish_empty(visit);                                                       // among the dead letters: it would fail again
    }
    if (taken->claimed && visit->answered) return house_.replies.settle(*taken->claimed, false, {});
    if (visit->answered) return;
    if (taken->claimed && door_ == Door::bot) return word(visit, *taken->claimed);
    if (!pressed(*visit)) return finish_empty(visit);
    visit->phase = Visit::Phase::pressed;
  }

  void word(const VisitPtr& visit, SayId say) {
    visit->phase = Visit::Phase::wording;
    visit->claimed = say;
    house_.replies.words(say, [weak = weak_from_this(), visit](std::optional<Outgoing> words) {
      if (auto self = weak.lock()) self->worded(visit, words);
    });
  }

  void worded(const VisitPtr& visit, const std::optional<Outgoing>& words) {
    if (!words) return finish_empty(visit);
    if (visit->answered) return house_.replies.settle(*visit->claimed, false, {});   // too late: the ordinary route
    auto worded = visit->heard.what == Heard::What::hello ? answer_to_hello(*words, names_) : answer_to_message(*words, names_);
    auto now = house_.io.steady();
    if (!worded.stream.empty()) streams_.put(worded.stream, worded.content, now + stream_for, now);
    finish_with(visit, worded.json);
    house_.replies.settle(*visit->claimed, true, worded.platform_id);
  }

  void refresh(const VisitPtr& visit) {
    auto* content = streams_.find(visit->heard.stream, house_.io.steady());
    finish_with(visit, stream_state(visit->heard.stream, content ? *content : ""));
  }

  void time_up(std::uint64_t number) {
    auto visit = visits_.at(number);
    using Phase = Visit::Phase;
    if (visit->phase == Phase::storing) {
      house_.notices.info("wecom.callback.busy");
      return finish(visit, http::text(503, ""));
    }
    finish_empty(visit);
  }

  void finish_with(const VisitPtr& visit, const std::string& json) {
    auto now = std::chrono::floor<std::chrono::seconds>(house_.io.wall().time_since_epoch());
    finish(visit, http::text(200, sealed_answer(gate_.envelope, json, visit->nonce, now, house_.random(16))));
  }
  void finish_empty(const VisitPtr& visit) { finish(visit, http::text(200, "")); }

  void finish(const VisitPtr& visit, const http::Response& response) {
    if (std::exchange(visit->answered, true)) return;
    visit->time_up.reset();
    visits_.erase(visit->number);
    if (pressed(*visit)) live_->forget_click(visit->heard.task, visit->number);
    replay_.finish(visit->key, response);
  }

  const House house_;
  Door door_;
  Gate gate_;
  milliseconds deadline_;
  Names names_;
  std::shared_ptr<Inbound> inbound_;
  std::shared_ptr<LiveRequests> live_;
  Replay replay_;
  Expiring<std::string, std::string> streams_;   // by id: what they say
  Expiring<std::string, int> came_;              // by the message's id: how often
  std::map<std::uint64_t, VisitPtr> visits_;
  std::uint64_t numbers_{};
};

}  // namespace

std::expected<http::Routes, std::string> callback_routes(const House& house, const Options& options, Door door, const Callback& callback,
    std::shared_ptr<Inbound> inbound, std::shared_ptr<LiveRequests> live) {
  auto envelope = Envelope::make(callback.token, callback.key, callback.receiver);
  if (!envelope) return std::unexpected(envelope.error());
  auto it = std::make_shared<CallbackDoor>(house, options, door, std::move(*envelope), std::move(inbound), std::move(live));
  return http::Routes{
      {.method = "GET", .path = callback.path, .match = http::Match::exact, .handler = [it](const http::Request& request, const http::Answer& answer) { it->check(request, answer); }, .upgrade = {}, .silent = true},
      {.method = "POST", .path = callback.path, .match = http::Match::exact, .handler = [it](const http::Request& request, http::Answer answer) { it->heard(request, std::move(answer)); }, .upgrade = {}, .silent = true}};
}

}  // namespace linli::wecom
