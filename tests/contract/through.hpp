#pragma once
// A harness around another one: what a fault leaves alone goes through.
#include <utility>

#include "tests/contract/harness.hpp"

namespace linli::contract {

class Through : public Harness {
 public:
  explicit Through(std::unique_ptr<Harness> inner) : in(std::move(inner)) {}
  Scene& scene() override { return in->scene(); }
  std::string lacks(Feature feature) const override { return in->lacks(feature); }
  std::string lacks(DeliveryOutcome outcome) const override { return in->lacks(outcome); }
  std::size_t part_bytes() const override { return in->part_bytes(); }
  std::size_t buttons_most() const override { return in->buttons_most(); }
  std::vector<std::string> canaries() const override { return in->canaries(); }
  std::string member() const override { return in->member(); }
  std::size_t say(const Said& said) override { return in->say(said); }
  std::size_t unknown_event() override { return in->unknown_event(); }
  std::optional<Answer> answer(std::size_t number) override { return in->answer(number); }
  void ask(const std::string& text, bool lost) override { in->ask(text, lost); }
  std::vector<Event> submitted() override { return in->submitted(); }
  Outgoing words(std::string text) override { return in->words(std::move(text)); }
  Outgoing arrange(DeliveryOutcome outcome) override { return in->arrange(outcome); }
  Outgoing arrange_partial(std::string text) override { return in->arrange_partial(std::move(text)); }
  Outgoing arrange_silence() override { return in->arrange_silence(); }
  std::uint32_t cost(const Outgoing& words) override { return in->cost(words); }
  void deliver(Outgoing words, std::function<void(Delivery)> done) override { in->deliver(std::move(words), std::move(done)); }
  std::vector<Seen> seen() override { return in->seen(); }
  void stop() override { in->stop(); }
  bool stopped() override { return in->stopped(); }
  std::vector<std::string> checked() override { return in->checked(); }

 protected:
  std::unique_ptr<Harness> in;
};

}  // namespace linli::contract
