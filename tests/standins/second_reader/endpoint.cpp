#include "tests/standins/second_reader/endpoint.hpp"

#include <nlohmann/json.hpp>

namespace linli::standin {

std::string chat_answer(const std::string& content) {
  nlohmann::json out{{"id", "x"}, {"object", "chat.completion"}, {"choices", nlohmann::json::array({{{"index", 0}, {"finish_reason", "stop"}, {"message", {{"role", "assistant"}, {"content", content}}}}})}};
  return out.dump();
}

void Endpoint_caller::call(http::Call call, std::function<void(std::expected<http::Response, http::CallFailed>)> done) {
  Shown shown{call.url, call.body, {}, call.limit, call.most};
  for (auto& [name, value] : call.headers)
    if (name == "Authorization") shown.authorization = value;
  world_.shown.push_back(shown);
  if (world_.silent) return;
  http::Response answer;
  answer.status = 200;
  if (world_.answer) answer = world_.answer(shown);
  else answer.body = chat_answer(world_.content ? world_.content(shown) : "{\"facts\":[]}");
  auto comes = [done = std::move(done), answer = std::move(answer)] { done(answer); };
  if (world_.late) world_.kept.push_back(std::move(comes));
  else loop_.post(std::move(comes));
}

}  // namespace linli::standin
