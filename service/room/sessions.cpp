#include "service/room/sessions.hpp"

#include <sodium.h>

#include <array>
#include <memory>
#include <utility>

#include "service/room/asking.hpp"
#include "storage/writes.hpp"

namespace linli::room {
namespace {

std::string base64(const unsigned char* bytes, std::size_t size) {
  std::string out(sodium_base64_encoded_len(size, sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(out.data(), out.size(), bytes, size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  out.resize(out.size() - 1);
  return out;
}

std::string fresh_secret() {  // 256 random bits
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return base64(bytes.data(), bytes.size());
}

std::string hash_of(const std::string& secret) {
  std::array<unsigned char, 32> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(secret.data()), secret.size(), nullptr, 0);
  return base64(hash.data(), hash.size());
}

bool lives(const SessionView& session, Instant now, const SessionRules& rules) {
  return now - session.last < rules.idle && now - session.began < rules.longest;
}

}  // namespace

void Sessions::write(std::function<void(Writes&)> job, std::function<void(bool)> done) {
  auto shared = std::make_shared<std::function<void(bool)>>(std::move(done));
  auto queued = store_.write(std::move(job), [this, shared](std::expected<void, Refused> result) {
    loop_.post([shared, stored = result.has_value()] { (*shared)(stored); });
  });
  if (!queued) loop_.post([shared] { (*shared)(false); });
}

void Sessions::spend(std::string code, std::function<void(std::optional<std::string>)> done) {
  if (code.empty() || code.size() > 128) return done(std::nullopt);
  auto secret = std::make_shared<std::string>();
  write([secret, hash = hash_of(code), now = io_.wall()](Writes& w) {
    auto person = w.spend_code(hash, now);
    if (!person) return;
    *secret = fresh_secret();
    w.new_session(hash_of(*secret), *person, now);
  }, [secret, done = std::move(done)](bool stored) {
    if (stored && !secret->empty()) done(*secret);
    else done(std::nullopt);
  });
}

void Sessions::check(std::string secret, bool used, std::function<void(std::optional<std::string>)> done) {
  if (secret.empty() || secret.size() > 128) return done(std::nullopt);
  auto hash = hash_of(secret);
  ask_store(store_, loop_, [hash, now = io_.wall(), rules = rules_, account = account_](Reads& reads) -> std::optional<std::string> {
    auto session = reads.session(hash);
    if (!session || !lives(*session, now, rules)) return std::nullopt;
    auto person = reads.person(session->person);
    if (!person) return std::nullopt;
    for (auto& [id, actor] : person->bindings)
      if (id == account) return actor;
    return std::nullopt;
  }, [this, hash, used, done = std::move(done)](std::optional<std::string> actor) {
    if (actor && used) write([hash, now = io_.wall()](Writes& w) { w.touch_session(hash, now); }, [](bool) {});
    done(std::move(actor));
  }, std::optional<std::string>());
}

void Sessions::end(std::string secret, std::function<void()> done) {
  write([hash = hash_of(secret)](Writes& w) { w.end_session(hash); }, [done = std::move(done)](bool) { done(); });
}

void Sessions::new_code(std::string actor, std::function<void(std::optional<std::string>)> done) {
  ask_store(store_, loop_, [account = account_, actor = std::move(actor)](Reads& reads) { return reads.person_of(account, actor); },
    [this, done = std::move(done)](std::optional<PersonId> person) {
      if (!person) return done(std::nullopt);
      auto code = fresh_secret();
      write([hash = hash_of(code), person = *person, until = io_.wall() + rules_.code](Writes& w) { w.new_code(hash, person, until); },
            [done, code](bool stored) { done(stored ? std::optional(code) : std::nullopt); });
    }, std::optional<PersonId>());
}

void Sessions::sign_out(std::string actor, std::function<void(std::optional<std::size_t>)> done) {
  ask_store(store_, loop_, [account = account_, actor = std::move(actor)](Reads& reads) { return reads.person_of(account, actor); },
    [this, done = std::move(done)](std::optional<PersonId> person) {
      if (!person) return done(std::nullopt);
      auto ended = std::make_shared<std::size_t>();
      write([ended, person = *person](Writes& w) { *ended = w.end_sessions_of(person); },
            [done, ended](bool stored) { done(stored ? std::optional(*ended) : std::nullopt); });
    }, std::optional<PersonId>());
}

}  // namespace linli::room
