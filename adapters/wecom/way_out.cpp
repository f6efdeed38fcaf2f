#include "adapters/wecom/way_out.hpp"

#include <algorithm>
#include <utility>

#include "adapters/wecom/card.hpp"
#include "adapters/wecom/wire.hpp"

namespace linli::wecom {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using enum DeliveryOutcome;
constexpr milliseconds send_limit{9'000};              // of the contract's 10 s
constexpr milliseconds not_connected{5'000};           // the long connection may be back
constexpr auto duplicate_memory = 1'740s;              // of the platform's 1800 s (D-90236), a minute for clocks
constexpr auto code_lives = 72h, streams_off = 24h, unfinished_for = 6h;   // D-94888

bool closes_way(const Judged& judged, const Answer& answer) {
  bool another = answer.what == Answer::What::answered && (answer.error == 846605 || answer.error == 846608 || answer.error == 846609 || answer.error == 600039);
  return another || judged.outcome == conversation_gone || judged.outcome == recipient_gone || judged.outcome == configuration_error;
}
Answer of_link(const std::expected<std::int64_t, http::Failure>& result) { return result ? answered(*result) : failed(result.error()); }

}  // namespace

struct WayOut::Going {
  Outgoing words;
  Target target;
  Choice choice;
  Unfinished state;
  std::chrono::microseconds until{};
  Done done;
};

WayOut::WayOut(const House& house, const Options& options, std::shared_ptr<Api> api, LiveRequests& live, LongConnection* link)
    : house_(house), options_(options), api_(std::move(api)), live_(live), link_(link), ways_(options, house.io, live, link) {}

Choice WayOut::choose(const Target& target, const Outgoing& words, std::vector<Choice>& open) {
  open = ways_.open(target, words.cause);
  auto by = way_named(words.way.name);
  if (!by) by = way_named(ways_.way({words.platform_chat, words.actor, words.cause}).name);
  auto found = std::ranges::find(open, *by, &Choice::by);
  if (found != open.end()) return *found;
  return ways_.plain(*by);                              // closed ways are tried again only where there is nothing else
}

std::uint32_t WayOut::cost(const Outgoing& words) {
  if (words.replaces) return 1;
  std::vector<Choice> open;
  auto target = ways_.target({words.platform_chat, words.actor, words.cause});
  auto choice = choose(target, words, open);
  auto* before = unfinished_.find(words.key, now());
  auto pieces = before ? plan_again(choice, words, before->left, options_.bot_names) : plan(choice, words, options_.page, options_.bot_names);
  return std::uint32_t(std::max<std::size_t>(1, pieces.size()));
}

void WayOut::deliver(Outgoing words, Done done) {
  if (words.replaces) return update(std::move(words), std::move(done));
  auto going = std::make_shared<Going>();
  going->target = ways_.target({words.platform_chat, words.actor, words.cause});
  std::vector<Choice> open;
  going->choice = choose(going->target, words, open);
  auto by = going->choice.by;
  bool tried = std::ranges::find(open, by, &Choice::by) != open.end();
  auto before = unfinished_.take(words.key, now());
  // Where a message to a member may have arrived, only the application itself can repeat it unseen.
  if (before && !before->body.empty() && by != By::application && !words.may_repeat) {
    going->choice = ways_.plain(By::application);
    by = By::application;
    tried = true;
  }
  going->words = std::move(words);
  going->done = std::move(done);
  going->until = now() + send_limit;
  ++under_way_;
  if (before) going->state = std::move(*before);
  if (!ways_.leads(going->target) && open.empty()) return end(going, {going->target.direct() ? recipient_gone : conversation_gone, {}, {}, "no_way"});
  bool possible = by == By::webhook ? going->target.webhook != nullptr : by == By::application ? options_.application.has_value() : by == By::push;
  if (!tried && (!open.empty() || !possible)) return keep(going), end(going, {retry_after, {}, milliseconds(0), "way_closed"});
  if (by == By::push && (!link_ || !link_->up())) return keep(going), end(going, {retry_after, {}, not_connected, "not_connected"});
  bool late = by == By::application && !going->state.body.empty() && now() - going->state.since >= duplicate_memory;
  if (late && !going->words.may_repeat) return end(going, {ambiguous, {}, {}, "too_late_to_repeat"});
  if (!before) going->state.left = plan(going->choice, going->words, options_.page, options_.bot_names);
  else if (going->state.by != by) going->state.left = plan_again(going->choice, going->words, going->state.left, options_.bot_names);
  going->state.by = by;
  step(going);
}

void WayOut::step(const GoingPtr& going) {
  if (going->state.left.empty()) {
    auto id = std::move(going->state.platform_id);
    return end(going, {sent, std::move(id), {}, {}});
  }
  if (now() >= going->until) return keep(going), end(going, {retry_after, {}, milliseconds(0), "more_parts"});
  send(going, [self = shared_from_this(), going](const Answer& answer) { self->came(going, answer); });
}

void WayOut::send(const GoingPtr& going, std::function<void(Answer)> done) {
  auto& piece = going->state.left.front();
  auto& words = going->words;
  auto& choice = going->choice;
  switch (choice.by) {
    case By::webhook: return api_->webhook(going->target.webhook, webhook_body(piece, words, options_.page), going->until, std::move(done));
    case By::application: {
      auto& state = going->state;
      if (state.body.empty()) {
        // The platform takes two equal texts for a repetition: of two of ours, or of two parts of one, both are meant to be seen.
        auto text = std::hash<std::string>{}(going->target.member + "\n" + piece.text);
        auto part = words.key + "#" + std::to_string(state.sent);
        auto* other = said_.find(text, now());
        state.once = !other || *other == part;
        if (!other && !piece.card()) said_.put(text, part, now() + 1'800s, now());
        state.body = application_body(piece, words, going->target.member, options_.application->agent, state.once);
        state.since = now();
      }
      return api_->application("/cgi-bin/message/send", state.body, going->until, std::move(done));
    }
    case By::push: return link_->request("aibot_send_msg", push_body(piece, words, going->target), [done = std::move(done)](auto result) { done(of_link(result)); });
    case By::reply: break;
  }
  if (choice.by_url) {
    auto url = live_.take_response_url(words.cause);
    if (!url) return done(answered(846605));
    return api_->response(url, response_body(piece), going->until, std::move(done));
  }
  if (choice.hello) return link_request("aibot_respond_welcome_msg", choice.request, welcome_body(piece, words), std::move(done));
  bool markdown = no_streams_.find(going->target.name, now()) != nullptr;
  link_request("aibot_respond_msg", choice.request, reply_body(piece, words, going->state.sent, markdown), std::move(done));
}

void WayOut::link_request(const std::string& command, const std::string& request, std::string body, std::function<void(Answer)> done) {
  if (!link_) return done(failed(http::Failure::not_sent));
  link_->request(command, request, std::move(body), [done = std::move(done)](auto result) { done(of_link(result)); });
}

void WayOut::came(const GoingPtr& going, const Answer& answer) {
  auto& state = going->state;
  auto& choice = going->choice;
  auto judged = judge(choice.by, answer);
  if (choice.by == By::application && answer.fine()) {
    auto told = parse(answer.body);
    if (!text_of(told, "invaliduser").empty()) judged = judge(choice.by, 81013);   // errcode is 0, and nobody got it
  }
  tell(choice.by, answer, judged);
  if (choice.by == By::reply && answer.what == Answer::What::answered && answer.error == 600039 && !choice.hello && !state.left.front().card()) {
    bool streamed = no_streams_.find(going->target.name, now()) == nullptr;
    no_streams_.put(going->target.name, true, now() + streams_off, now());
    if (streamed) return step(going);
  }
  if (judged.outcome != DeliveryOutcome::sent) return refused(going, answer, judged);
  if (state.left.front().card()) state.platform_id = task_of(going->words.key);
  if (choice.by == By::application) {
    auto told = parse(answer.body);
    if (!state.left.front().card()) state.platform_id = text_of(told, "msgid");
    else if (auto code = text_of(told, "response_code"); !code.empty())
      codes_.put(state.platform_id, std::make_shared<const Secret>(std::move(code)), now() + code_lives, now());
  }
  state.left.erase(state.left.begin());
  state.body.clear();
  ++state.sent;
  bool once = choice.hello || choice.by_url;            // it takes one answer
  if (once && !state.left.empty()) {
    ways_.close(choice, judged.outcome);
    return keep(going), end(going, {retry_after, {}, milliseconds(0), "more_parts"});
  }
  step(going);
}

void WayOut::refused(const GoingPtr& going, const Answer& answer, Judged judged) {
  auto& state = going->state;
  auto& choice = going->choice;
  bool unknown = answer.what != Answer::What::answered && !answer.before &&
                 !(answer.what == Answer::What::failed && (answer.failure == http::Failure::not_sent || answer.failure == http::Failure::not_allowed));
  if (choice.by == By::application) {
    if (!unknown) state.body.clear();                   // it did not arrive: the next attempt may take any way
    bool remembered = state.once && now() - state.since < duplicate_memory;
    if (unknown && !remembered) judged = {ambiguous, {}, judged.page};
  }
  if (closes_way(judged, answer)) {
    ways_.close(choice, judged.outcome);
    std::vector<Choice> open = ways_.open(going->target, going->words.cause);
    bool other = std::ranges::any_of(open, [&](auto& one) { return one.by != choice.by || one.mark != choice.mark; });
    if (other) judged = {retry_after, milliseconds(0), judged.page};
    else if (judged.outcome == retry_after) judged.after = not_connected;   // nothing else is there: the same again, later
    else if (judged.outcome != configuration_error && ways_.comes_back(going->target)) judged = {retry_after, not_connected, judged.page};
    else if (judged.outcome == conversation_gone && going->target.direct()) judged.outcome = recipient_gone;
  }
  if (judged.outcome == retry_after || judged.outcome == refresh_credential || judged.outcome == ambiguous || judged.outcome == configuration_error) keep(going);
  end(going, {judged.outcome, {}, judged.after, why(answer)});
}

void WayOut::keep(const GoingPtr& going) {
  if (going->state.sent == 0 && going->state.body.empty()) return;
  unfinished_.put(going->words.key, going->state, now() + unfinished_for, now());
}

void WayOut::end(const GoingPtr& going, Delivery delivery) { over(std::move(going->done), std::move(delivery)); }

void WayOut::over(const Done& done, Delivery delivery) {
  --under_way_;
  done(std::move(delivery));
  if (under_way_ > 0) return;
  for (auto& still : std::exchange(still_, {})) still();
}

// An alarm stands until that way works again.
void WayOut::tell(By by, const Answer& answer, const Judged& judged) {
  auto what = "wecom." + std::string(name_of(by));
  if (judged.outcome == DeliveryOutcome::sent && alarmed_.erase(by) > 0) house_.notices.mended(what);
  if (judged.outcome == configuration_error && !answer.before && alarmed_.insert(by).second) house_.notices.alarm(what, why(answer));
  if (judged.page.empty() && answer.what == Answer::What::answered) house_.notices.warning("wecom.unknown_error", why(answer));
}

void WayOut::when_still(std::function<void()> done) {
  if (under_way_ == 0) return done();
  still_.push_back(std::move(done));
}

}  // namespace linli::wecom
