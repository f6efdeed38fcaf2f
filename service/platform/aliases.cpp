#include "service/platform/aliases.hpp"

#include <utility>

#include "storage/reads.hpp"
#include "storage/writes.hpp"

namespace linli {
namespace {

class StoredAliases final : public Aliases {
 public:
  StoredAliases(Store& store, Loop& loop, Log& log) : store_(store), loop_(loop), log_(log) {}

  void find(AccountId account, std::string alias, std::function<void(std::optional<std::string>)> done) override {
    auto told = [this, done = std::move(done)](std::optional<std::string> actor) {
      loop_.post([done, actor = std::move(actor)]() mutable { done(std::move(actor)); });
    };
    if (!store_.read([account, alias = std::move(alias), told](Reads& reads) { told(reads.actor_called(account, alias)); })) told({});
  }

  // What could not be kept is asked of the platform again.
  void keep(AccountId account, std::string alias, std::string actor) override {
    auto lost = [this, account] { log_.warning("alias_not_kept", {{"account", account.value}}); };
    auto queued = store_.write([account, alias = std::move(alias), actor = std::move(actor)](Writes& w) { w.keep_alias(account, alias, actor); },
      [lost](std::expected<void, Refused> result) {
        if (!result) lost();
      });
    if (!queued) lost();
  }

 private:
  Store& store_;
  Loop& loop_;
  Log& log_;
};

}  // namespace

std::unique_ptr<Aliases> aliases(Store& store, Loop& loop, Log& log) { return std::make_unique<StoredAliases>(store, loop, log); }

}  // namespace linli
