#include <algorithm>

#include "tests/faults/street.hpp"

namespace faults_test {

std::vector<std::string> complaints(Street& street, std::size_t said) {
  std::vector<std::string> out;
  auto& gateway = street.wecom->gateway();
  auto count = [](std::size_t n) { return std::to_string(n); };
  auto read = street.read(), lost = gateway.lost();
  // What lay on a line that was cut is lost with it: the platform does not repeat, and nobody here has seen it.
  if (gateway.waiting() > 0) out.push_back(count(gateway.waiting()) + " are still kept by the platform");
  if (read + lost != said) out.push_back("of " + count(said) + " said " + count(read) + " were read and " + count(lost) + " lost by the platform");
  if (auto heard = std::size_t(street.heard()); heard != read) out.push_back("of " + count(read) + " read " + count(heard) + " were taken down");
  if (gateway.hasty() > 0) out.push_back(count(gateway.hasty()) + " frames did not wait for the answer to the one before");

  auto shown = street.shown();
  std::map<std::pair<std::string, linli::SayClass>, std::uint64_t> last;
  for (auto& one : street.ended()) {
    auto name = one.chat + " " + std::to_string(one.number) + " " + std::string(name_of(one.cls));
    auto it = shown.find({one.chat, one.text});
    auto seen = one.text.empty() || it == shown.end() ? Street::Shown() : it->second;
    // Better twice than never: only escalations are repeated when nobody knows, once each time.
    if (seen.times > (one.cls == SayClass::escalation ? 1 + one.unsure : 1)) out.push_back(name + " was shown " + std::to_string(seen.times) + " times");
    if (one.ending.empty()) out.push_back(name + " has no end");
    else if (one.ending != "sent" && one.why.empty()) out.push_back(name + " ended as " + one.ending + " without a reason");
    else if (one.ending == "sent" && seen.times == 0) out.push_back(name + " was sent, and nobody saw it");
    bool gone = one.why == "send.chat_gone" || one.why == "send.person_gone";
    if (auto left = street.way_left(one.chat); gone && !left.empty()) out.push_back(name + " failed, and the " + left + " was not tried or would do");
    if (one.ending != "sent" || seen.times == 0) continue;
    auto& before = last[{one.chat, one.cls}];
    if (seen.first <= before) out.push_back(name + ": a later one overtook it");
    before = std::max(before, seen.first);
  }
  for (auto& [how, times] : street.tally())
    if (how == name_of(linli::Ending::failed) || how == name_of(linli::Ending::waived) || how == name_of(linli::Ending::merged))
      out.push_back(count(std::size_t(times)) + " ended as " + how + " without a reason");
  for (auto& one : street.fallen()) {
    auto name = "escalation " + std::to_string(one.say) + " of case " + std::to_string(one.of) + " (" + one.why + ")";
    if (!one.told) out.push_back(name + " failed, and its case does not know");
    if (!one.next) out.push_back(name + " failed, and nobody else was told");
    if (!one.heard) out.push_back(name + " failed, and nobody heard of the case after it");
  }
  return out;
}

}  // namespace faults_test
