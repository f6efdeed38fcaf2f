// Cards whose matter is over: changed into what came of it, where the platform still lets us.
#include <utility>

#include "adapters/wecom/card.hpp"
#include "adapters/wecom/way_out.hpp"

namespace linli::wecom {
namespace {

using namespace std::chrono_literals;
using enum DeliveryOutcome;
constexpr std::chrono::milliseconds update_limit{9'000};

}  // namespace

void WayOut::update(Outgoing words, Done done) {
  ++under_way_;
  Done ended = [self = shared_from_this(), done = std::move(done)](Delivery delivery) { self->over(done, std::move(delivery)); };
  auto& task = *words.replaces;
  auto target = ways_.target({words.platform_chat, words.actor, words.cause});
  auto click = live_.take_click(task);
  if (click && click->answer && click->answer(update_body(words.text, task))) return ended({sent, task, {}, {}});
  if (click && !click->request.empty() && link_ && link_->up() && link_->generation() == click->generation) {
    auto body = update_body(words.text, task);
    return link_request("aibot_respond_update_msg", click->request, std::move(body), [task, ended](const Answer& answer) {
      ended({sent, task, {}, answer.fine() ? std::string() : "not_updated_" + why(answer)});
    });
  }
  auto code = click && click->code ? click->code : SecretPtr();
  if (auto kept = codes_.take(task, now()); kept && !code) code = *kept;
  if (!code || !options_.application || !target.direct()) return ended({sent, task, {}, "not_updated"});
  std::string body;
  code->use([&](const std::string& text) { body = update_body(words.text, task, target.member, options_.application->agent, text); });
  api_->application("/cgi-bin/message/update_template_card", std::move(body), now() + update_limit, [self = shared_from_this(), task, code, ended](const Answer& answer) {
    self->updated(task, answer, code, ended);
  });
}

// A card that can no longer be changed stays as it is: its words were read, and saying them again would be the second time. The code is good for
// one call, so only what surely never left is tried once more.
void WayOut::updated(const std::string& task, const Answer& answer, const SecretPtr& code, const Done& done) {
  auto judged = judge(By::application, answer);
  bool never_left = answer.before || (answer.what == Answer::What::failed && answer.failure == http::Failure::not_sent);
  if (!answer.fine() && (never_left || answer.error == 45009 || answer.error == 45033 || answer.error == -1) && judged.outcome == retry_after) {
    codes_.put(task, code, now() + 1h, now());
    return done({retry_after, {}, judged.after, why(answer)});
  }
  done({sent, task, {}, answer.fine() ? std::string() : "not_updated_" + why(answer)});
}

}  // namespace linli::wecom
