#include "tests/standins/wecom/standin.hpp"

#include <algorithm>

namespace wecom_standin {

Standin::Standin(linli::Loop& loop, const linli::IoClock& io, World world, Manners manners)
    : core_(loop, io, std::move(world), manners), api_(std::make_shared<Api>(core_)), gateway_(std::make_shared<Gateway>(core_)), doors_(core_, out_),
      people_(core_, doors_, *gateway_), calls_(make_calls(core_, api_, hosts_)), links_(make_gateway_links(core_, gateway_, hosts_)) {}

Standin::~Standin() = default;

void Standin::post_with(http::Routes routes) {
  doorstep_ = make_doorstep(core_.loop, std::move(routes));
  out_ = doorstep_.get();
}

std::vector<Seen> Standin::seen(const std::string& chat, std::uint64_t after) const {
  std::vector<Seen> out;
  for (auto& one : core_.book.all())
    if (one.chat == chat && one.number > after) out.push_back(one);
  return out;
}

std::vector<std::string> Standin::texts(const std::string& chat, std::uint64_t after) const {
  std::vector<std::string> out;
  for (auto& one : core_.book.all())
    if (one.chat == chat && one.number > after && one.by != By::member && !one.recalled) out.push_back(one.look.text);
  return out;
}

const Seen* Standin::last(const std::string& chat) const {
  auto& all = core_.book.all();
  auto it = std::find_if(all.rbegin(), all.rend(), [&](auto& one) { return one.chat == chat; });
  return it == all.rend() ? nullptr : &*it;
}

std::size_t Standin::called(const std::string& what, std::int64_t errcode) const {
  return std::size_t(std::count_if(core_.calls.begin(), core_.calls.end(), [&](auto& one) { return one.what == what && one.errcode == errcode; }));
}

void Standin::away(Instant from, Instant until) {
  plan({.on = "", .what = Fault::What::not_sent, .times = Fault::always, .from = from, .until = until});
  auto wait = std::chrono::duration_cast<std::chrono::milliseconds>(std::max(from - core_.now(), std::chrono::microseconds(0)));
  core_.later(wait, [this] { gateway_->cut_links(); });
}

}  // namespace wecom_standin
