#pragma once
// One WeCom organisation as a platform: its doors in, its ways out. docs/wecom.md. Loop's thread only.
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "adapters/platform.hpp"
#include "adapters/wecom/api.hpp"
#include "adapters/wecom/doors.hpp"
#include "adapters/wecom/options.hpp"
#include "adapters/wecom/way_out.hpp"

namespace linli::wecom {

class Wecom final : public Platform {
 public:
  Wecom(House house, Options options);
  ~Wecom() override;

  const Capabilities& capabilities() const override;
  Way way(const Destination& to) const override { return out_->way(to); }
  std::uint32_t cost(const Outgoing& words) const override { return out_->cost(words); }
  void deliver(Outgoing words, std::function<void(Delivery)> done) override { out_->deliver(std::move(words), std::move(done)); }

  http::Routes routes() override { return doors_->routes(); }
  void start() override { doors_->start(); }
  void stop(std::function<void()> done) override;
  std::vector<NamedChat> named_chats() const override;
  bool bindable(const std::string& actor) const override;
  void check(std::string to, std::function<void(std::vector<Checked>)> done) override;

 private:
  class Checking;

  const House house_;
  const Options options_;
  std::shared_ptr<Api> api_;
  std::unique_ptr<Doors> doors_;
  std::shared_ptr<WayOut> out_;
  bool unnamed_{};                   // the last check found no application that could turn ids
};

}  // namespace linli::wecom
