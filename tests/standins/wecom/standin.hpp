#pragma once
// WeCom as far as the service can see it: one object that answers its calls, keeps its long connection, posts to its doors, and shows what
// every member sees. It runs on any Loop and IoClock; with service/clocks/pretended.hpp a month passes in a second. Loop's thread only.
//
//   Pretended time(start);
//   Standin wecom(time, time, *read_world("tests/standins/wecom/world.toml"));
//   … house.caller = wecom.calls(); house.links = wecom.links(); …
//   wecom.post_with(routes);                                     // the service's callback doors, in this process
//   auto said = wecom.say({.as = "landlord68", .text = "…", .group = "nanbang"});
//   time.drain();
//   wecom.texts("nanbang");                                      // the words a member sees
#include <memory>
#include <string>
#include <vector>

#include "tests/standins/wecom/people.hpp"
#include "tests/standins/wecom/transport.hpp"

namespace wecom_standin {

class Standin {
 public:
  // The world may be changed through `core()` between two steps of the loop.
  Standin(linli::Loop& loop, const linli::IoClock& io, World world, Manners manners = {});
  ~Standin();

  // ---- the service's way to the platform
  http::Caller& calls() { return *calls_; }
  http::Links& links() { return *links_; }
  // ---- the platform's way to the service's callbacks: routes in this process, or any caller (which must outlive this)
  void post_with(http::Routes routes);
  void post_with(http::Caller& caller) { out_ = &caller; }
  Doors& doors() { return doors_; }

  // ---- members; the number leads to told()
  std::uint64_t say(const Words& words) { return people_.say(words); }
  std::uint64_t press(std::uint64_t card, const std::string& button, const std::string& as) { return people_.press(card, button, as); }
  std::uint64_t open_chat(const std::string& as) { return people_.open_chat(as); }
  People& people() { return people_; }
  const Told& told(std::uint64_t number) const { return people_.told(number); }

  // ---- what is seen: chats are "nanbang", with_bot("landlord68"), with_application("landlord68")
  const std::vector<Seen>& seen() const { return core_.book.all(); }
  std::vector<Seen> seen(const std::string& chat, std::uint64_t after = 0) const;       // oldest first
  std::vector<std::string> texts(const std::string& chat, std::uint64_t after = 0) const;  // of what the service said, recalled ones left out
  const Seen* last(const std::string& chat) const;
  const std::vector<Called>& called() const { return core_.calls; }
  std::size_t called(const std::string& what, std::int64_t errcode = 0) const;          // how often with that end
  const std::vector<std::string>& hosts() const { return hosts_; }                      // every host that was called

  // ---- what goes wrong
  void plan(Fault fault) { core_.faults.plan(std::move(fault)); }
  // Nobody reaches anybody between the two: links are cut at `from`, calls, links and callbacks fail until `until`.
  void away(Instant from, Instant until);
  Api& api() { return *api_; }                 // kill_tokens(), expire_tokens()
  Gateway& gateway() { return *gateway_; }     // cut_links(), second_instance(), deaf()
  Core& core() { return core_; }

 private:
  Core core_;
  std::shared_ptr<Api> api_;
  std::shared_ptr<Gateway> gateway_;
  std::vector<std::string> hosts_;
  http::Caller* out_{};
  std::unique_ptr<http::Caller> doorstep_;
  Doors doors_;
  People people_;
  std::unique_ptr<http::Caller> calls_;
  std::unique_ptr<http::Links> links_;
};

}  // namespace wecom_standin
