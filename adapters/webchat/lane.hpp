#pragma once
// The order of one chat: what came first is shown first, though each has to wait until it is durable. What the bot answers can so never
// stand above the words it answers.
#include <deque>
#include <functional>
#include <memory>

namespace linli::webchat {

class Lane {
 public:
  // A place in the order, taken when the thing comes.
  class Place {
   public:
    void go(std::function<void()> work);  // its turn may come now; `work` runs once those before it went
    void drop() { go({}); }

   private:
    friend class Lane;
    bool ready_{};
    std::function<void()> work_;
    std::weak_ptr<Lane*> lane_;
  };

  Lane() : self_(std::make_shared<Lane*>(this)) {}
  Lane(const Lane&) = delete;
  Lane& operator=(const Lane&) = delete;

  std::shared_ptr<Place> take();
  bool empty() const { return places_.empty(); }

 private:
  void advance();
  std::deque<std::shared_ptr<Place>> places_;
  std::shared_ptr<Lane*> self_;
};

}  // namespace linli::webchat
