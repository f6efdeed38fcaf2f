#include "adapters/wecom/token.hpp"

#include <algorithm>
#include <utility>

#include "adapters/wecom/wire.hpp"

namespace linli::wecom {
namespace {

using std::chrono::seconds;
constexpr seconds longest_rest{60};
constexpr std::chrono::milliseconds fetch_limit{4'000};    // a delivery that waits for it has 10 s in all
constexpr std::size_t token_bytes = 512;                   // D-91039
constexpr std::int64_t shortest_life = 60, longest_life = 24 * 3'600;

bool too_fast(const Answer& answer) {
  return (answer.what == Answer::What::answered && answer.error == 45009) || (answer.what == Answer::What::status && answer.status == 429);
}

}  // namespace

Token::Token(const House& house, Application application, std::string api, seconds before)
    : house_(house), application_(std::move(application)), api_(std::move(api)), before_(before) {}

void Token::get(Got got) {
  bool resting = now() < rest_until_;
  if (current_ && now() < end_) {
    if (now() >= end_ - before_ && !fetching_ && !resting) fetch();
    return got(current_);
  }
  if (resting && refused_) return got(std::unexpected(*refused_));
  if (waiters_.size() >= waiters_most) {
    auto crowded = failed(http::Failure::not_sent);
    crowded.before = true;
    return got(std::unexpected(std::move(crowded)));
  }
  waiters_.push_back(std::move(got));
  if (!fetching_) fetch();
}

void Token::stale(const SecretPtr& used) {
  if (used != current_ || !current_) return;
  current_ = nullptr;
  if (now() - stale_since_ > seconds(60)) stales_ = 0;
  if (stales_++ == 0) stale_since_ = now();
  if (stales_ >= 3) rest(answered(42001), longest_rest);
}

void Token::fetch() {
  fetching_ = true;
  http::Call call;
  call.limit = fetch_limit;
  call.most = 16 * 1024;
  call.url = api_ + "/cgi-bin/gettoken?corpid=" + percent(application_.corp) + "&corpsecret=";
  application_.secret->use([&](const std::string& secret) { call.url += percent(secret); });
  house_.caller.call(std::move(call), [self = weak_from_this()](auto response) {
    if (auto token = self.lock()) token->fetched(read_answer(std::move(response)));
  });
}

void Token::fetched(Answer answer) {
  fetching_ = false;
  auto told = parse(answer.body);
  auto text = answer.fine() ? text_of(told, "access_token") : std::string();
  if (answer.fine() && (text.empty() || text.size() > token_bytes)) answer.what = Answer::What::unreadable;
  auto waiters = std::exchange(waiters_, {});
  wipe(answer.body);
  answer.body.clear();
  if (!answer.fine()) {
    ++failures_;
    auto pause = too_fast(answer) ? longest_rest : std::min(seconds(1) * (1 << std::min(failures_ - 1, 6)), longest_rest);
    rest(answer, pause);
    if (judge(By::application, *refused_).outcome == DeliveryOutcome::configuration_error) house_.notices.alarm("wecom.token", why(*refused_));
    else house_.notices.warning("wecom.token", why(*refused_));
    for (auto& waiter : waiters) waiter(std::unexpected(*refused_));
    return;
  }
  auto life = std::clamp(number_of(told, "expires_in").value_or(0), shortest_life, longest_life);
  current_ = std::make_shared<const Secret>(std::move(text));
  end_ = now() + seconds(life);
  before_ = std::min<std::chrono::microseconds>(before_, seconds(life / 2));
  rest_until_ = {};
  refused_.reset();
  if (std::exchange(failures_, 0) > 0) house_.notices.mended("wecom.token");
  auto token = current_;
  for (auto& waiter : waiters) waiter(token);
}

void Token::rest(Answer why, std::chrono::microseconds how_long) {
  why.before = true;
  refused_ = std::move(why);
  rest_until_ = now() + how_long;
}

}  // namespace linli::wecom
