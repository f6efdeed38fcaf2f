#include "service/second_reader/endpoint.hpp"

#include <algorithm>
#include <utility>

#include "bot/model/second_reading.hpp"
#include "storage/reads.hpp"

namespace linli::second_reader {
namespace {

constexpr std::size_t longest_text = 1'000;      // bytes: no chat message that states a return is longer
constexpr std::size_t longest_answer = 64 * 1024;
constexpr std::size_t share = 10;                // one writer has a tenth of a day's questions

}  // namespace

struct Endpoint::Work {
  Unread unread;
  std::function<void(std::vector<Candidate>)> done;
  MaskedText text;
  Loop::TimerPtr limit;
};

Endpoint::Endpoint(Parts parts, Config config) : p_(std::move(parts)), config_(std::move(config)) {}
Endpoint::~Endpoint() {
  *here_ = false;
  p_.caller.reset();
  under_way_.clear();
}

bool Endpoint::may_ask(const std::string& actor) {
  auto day = std::chrono::floor<std::chrono::days>(p_.io.wall()).time_since_epoch().count();
  if (day != day_) {
    day_ = day;
    today_ = 0;
    of_one_.clear();
  }
  auto& theirs = of_one_[actor];
  if (today_ >= config_.daily || theirs >= std::max<std::size_t>(1, config_.daily / share)) return false;
  ++today_;
  ++theirs;
  return true;
}

void Endpoint::read(Unread unread, std::function<void(std::vector<Candidate>)> done) {
  auto work = std::make_shared<Work>();
  work->unread = std::move(unread);
  work->done = std::move(done);
  p_.loop.post([this, here = here_, work] {
    if (!*here) return;
    // Asked again of what was written together: with its rest a text may say enough.
    if (!left_open(work->unread.reading) || work->unread.text.size() > longest_text) return finish(work, "not_asked");
    if (under_way_.size() >= config_.at_once) return finish(work, "busy");
    under_way_.insert(work);
    std::weak_ptr<Work> waits = work;
    work->limit = p_.loop.after(config_.limit, [this, waits] {
      if (auto late = waits.lock()) finish(late, "timeout");
    });
    auto queued = p_.store.read([this, here, work, &loop = p_.loop, reader = p_.reader](Reads& reads) {
      auto names = reads.names_known();
      auto places = reads.places_known();
      work->text = mask(work->unread.text, *reader, names, places);
      loop.post([this, here, work] {
        if (*here) show(work);
      });
    });
    if (!queued) finish(work, "busy");
  });
}

void Endpoint::show(const std::shared_ptr<Work>& work) {
  if (!work->done) return;
  if (!work->text.unread) return finish(work, "not_asked");            // every word was read: the grammar knows that it states nothing
  if (!may_ask(work->unread.actor)) return finish(work, "spent");
  http::Call call;
  call.method = "POST";
  call.url = config_.address;
  call.headers = {{"Content-Type", "application/json"}};
  if (config_.key) config_.key->use([&](const std::string& key) { call.headers.emplace_back("Authorization", "Bearer " + key); });
  call.body = question(config_.model, work->text, work->unread.sent, p_.zone);
  call.limit = config_.limit;
  call.most = longest_answer;
  p_.caller->call(std::move(call), [this, here = here_, work](std::expected<http::Response, http::CallFailed> answer) {
    if (!*here) return;
    if (!answer) return finish(work, answer.error().why == "timeout" ? "timeout" : "no_answer");
    if (answer->status != 200) return finish(work, "refused");
    auto facts = believe(answer->body, work->text, work->unread.reading, *p_.reader, work->unread.sent, p_.zone, std::uint32_t(work->unread.text.size()));
    if (!facts) return finish(work, name_of(facts.error()));
    finish(work, facts->empty() ? "nothing" : "used", std::move(*facts));
  });
}

void Endpoint::finish(const std::shared_ptr<Work>& work, std::string_view outcome, std::vector<Candidate> facts) {
  if (!work->done) return;
  under_way_.erase(work);
  auto done = std::exchange(work->done, nullptr);
  auto limit = std::move(work->limit);
  if (outcome != "not_asked") p_.log.info("second_reader", {{"due", work->unread.due.value}, {"outcome", outcome}});
  done(std::move(facts));
}

}  // namespace linli::second_reader
