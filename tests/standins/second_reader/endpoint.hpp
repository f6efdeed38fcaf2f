#pragma once
// An OpenAI-compatible endpoint of our own: it remembers what was shown to it and answers as the test says.
#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "adapters/http/client.hpp"
#include "adapters/loop.hpp"

namespace linli::standin {

struct Shown {
  std::string url, body, authorization;
  std::chrono::milliseconds limit{};
  std::size_t most{};
};
struct Reader_world {
  std::vector<Shown> shown;
  std::function<std::string(const Shown&)> content;     // of the answer's message; or
  std::function<http::Response(const Shown&)> answer;   // the whole of it
  bool silent{};                                        // never answers
  bool late{};                                          // answers when the test says so
  std::vector<std::function<void()>> kept;
};

class Endpoint_caller final : public http::Caller {
 public:
  Endpoint_caller(Loop& loop, Reader_world& world) : loop_(loop), world_(world) {}
  void call(http::Call call, std::function<void(std::expected<http::Response, http::CallFailed>)> done) override;

 private:
  Loop& loop_;
  Reader_world& world_;
};

// The body of an answer whose message is `content`.
std::string chat_answer(const std::string& content);

}  // namespace linli::standin
