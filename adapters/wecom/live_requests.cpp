#include "adapters/wecom/live_requests.hpp"

#include <utility>

namespace linli::wecom {
namespace {

using namespace std::chrono_literals;

constexpr auto by_request = 24h;         // a req_id of a message [D-101463]
constexpr auto by_hello = 5s;
constexpr auto by_url = 1h;              // response_url [D-101138]
constexpr auto written_for = 30min;      // as long as ways stay closed (ways.cpp)
constexpr std::size_t requests_most = 20'000, chats_most = 2'000, clicks_most = 10'000;

}  // namespace

LiveRequests::LiveRequests(const IoClock& io) : io_(io), requests_(requests_most), newest_(chats_most), clicks_(clicks_most), written_(chats_most) {}

void LiveRequests::heard(EventId event, LiveRequest request, SecretPtr response_url) {
  if (!event || (request.request.empty() && !response_url)) return;
  auto now = io_.steady();
  auto lives = request.request.empty() ? std::chrono::microseconds(by_url) : request.hello ? std::chrono::microseconds(by_hello) : std::chrono::microseconds(by_request);
  if (!request.request.empty() && !request.hello) newest_.put(request.chat, event, now + lives, now);
  requests_.put(event, Held{std::move(request), std::move(response_url), now + by_url}, now + lives, now);
}

LiveRequests::Held* LiveRequests::held(EventId event) { return requests_.find(event, io_.steady()); }

const LiveRequest* LiveRequests::find(EventId event) {
  auto* found = held(event);
  return found && !found->request.request.empty() ? &found->request : nullptr;
}

const LiveRequest* LiveRequests::newest(const std::string& chat, std::uint64_t generation) {
  auto* event = newest_.find(chat, io_.steady());
  auto* found = event ? find(*event) : nullptr;
  return found && found->generation == generation ? found : nullptr;
}

bool LiveRequests::has_response_url(EventId event) {
  auto* found = held(event);
  return found && found->response_url && io_.steady() < found->url_until;
}

SecretPtr LiveRequests::take_response_url(EventId event) {
  return has_response_url(event) ? std::exchange(held(event)->response_url, nullptr) : nullptr;
}

void LiveRequests::clicked(const std::string& task, Click click, std::chrono::milliseconds within) {
  auto now = io_.steady();
  std::vector<Click> clicks;
  if (auto before = clicks_.take(task, now); before && click.answer) {
    clicks = std::move(*before);
    std::erase_if(clicks, [](auto& one) { return !one.answer; });
  }
  clicks.push_back(std::move(click));
  clicks_.put(task, std::move(clicks), now + within, now);
}

void LiveRequests::forget_click(const std::string& task, std::uint64_t number) {
  auto now = io_.steady();
  auto* clicks = clicks_.find(task, now);
  if (!clicks) return;
  std::erase_if(*clicks, [&](auto& one) { return one.number == number; });
  if (clicks->empty()) clicks_.erase(task);
}

void LiveRequests::written(const std::string& chat) {
  auto now = io_.steady();
  written_.put(chat, now, now + written_for, now);
}

bool LiveRequests::written_since(const std::string& chat, std::chrono::microseconds when) {
  auto* written = written_.find(chat, io_.steady());
  return written && *written > when;
}

bool LiveRequests::has_click(const std::string& task) { return clicks_.find(task, io_.steady()) != nullptr; }

std::optional<Click> LiveRequests::take_click(const std::string& task) {
  auto clicks = clicks_.take(task, io_.steady());
  if (!clicks) return {};
  auto newest = std::move(clicks->back());
  clicks->pop_back();
  if (newest.answer && !clicks->empty())
    newest.answer = [last = std::move(newest.answer), others = std::move(*clicks)](const std::string& json) {
      bool sent = last(json);
      for (auto& one : others) sent = one.answer(json) || sent;
      return sent;
    };
  return newest;
}

}  // namespace linli::wecom
