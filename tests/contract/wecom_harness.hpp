#pragma once
// WeCom's adapter at its stand-in, by one of its three doors. Each has the ways out that go with it.
#include <nlohmann/json_fwd.hpp>

#include "adapters/wecom/wecom.hpp"
#include "tests/contract/harness.hpp"
#include "tests/standins/wecom/standin.hpp"

namespace linli::contract::at_wecom {

namespace ws = wecom_standin;

enum class WecomDoor : std::uint8_t { callback, application, link };

class WecomHarness final : public Harness {
 public:
  explicit WecomHarness(WecomDoor door);
  ~WecomHarness() override;

  Scene& scene() override { return scene_; }
  std::string lacks(Feature feature) const override;
  std::string lacks(DeliveryOutcome outcome) const override;
  std::size_t part_bytes() const override;
  std::size_t buttons_most() const override;
  std::vector<std::string> canaries() const override;
  std::string member() const override;

  std::size_t say(const Said& said) override;
  std::size_t unknown_event() override;
  void ask(const std::string& text, bool lost) override;
  std::optional<Answer> answer(std::size_t number) override { return number < answers_.size() ? answers_[number] : std::nullopt; }

  Outgoing words(std::string text) override;
  Outgoing arrange(DeliveryOutcome outcome) override;
  Outgoing arrange_partial(std::string text) override;
  Outgoing arrange_silence() override;
  std::uint32_t cost(const Outgoing& words) override;
  void deliver(Outgoing words, std::function<void(Delivery)> done) override;
  std::vector<Seen> seen() override;
  void stop() override;
  bool stopped() override { return stopped_; }
  std::vector<std::string> checked() override;

 private:
  Outgoing to_member(std::string text, std::string member);
  std::string way() const;                              // the name of its call, as Fault::on
  std::size_t post(const std::string& plain, Signature signature);
  std::size_t post(http::Call call);
  std::size_t frame(ws::Gateway::About about, nlohmann::json body);
  std::string bot_json(const Said& said);
  std::string application_xml(const std::string& fields);

  WecomDoor door_;
  Scene scene_;
  ws::Standin platform_;
  std::unique_ptr<wecom::Wecom> wecom_;
  std::unique_ptr<http::Caller> doorstep_;
  std::vector<std::optional<Answer>> answers_;
  std::optional<http::Call> last_;
  int numbers_{};
  bool stopping_{}, stopped_{};
};

}  // namespace linli::contract::at_wecom
