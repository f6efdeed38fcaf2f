#include "adapters/wecom/wecom.hpp"

#include <utility>

namespace linli::wecom {
namespace {

// Buttons, mentions and repetitions differ from way to way: the ways fit words themselves. Only messages to members are known again by the
// platform, so towards the dispatcher nothing is.
constexpr Capabilities what_it_can{.only_mentions = true, .push = true, .edit = true, .recall = false, .buttons = true, .mention = true, .idempotent = false};

}  // namespace

Wecom::Wecom(House house, Options options)
    : house_(std::move(house)), options_(std::move(options)), api_(std::make_shared<Api>(house_, options_)),
      doors_(std::make_unique<Doors>(house_, options_, options_.application ? api_.get() : nullptr)),
      out_(std::make_shared<WayOut>(house_, options_, api_, doors_->live(), doors_->link())) {}

const Capabilities& Wecom::capabilities() const { return what_it_can; }

void Wecom::stop(std::function<void()> done) {
  doors_->stop([out = out_, done = std::move(done)]() mutable { out->when_still(std::move(done)); });
}

}  // namespace linli::wecom
