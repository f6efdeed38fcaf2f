// The demo's street and the example of docs/import.md, taken in by a real store.
#include <gtest/gtest.h>

#include <cstdlib>
#include <future>

#include "service/demo/demo_seed.hpp"
#include "storage/reads.hpp"
#include "storage/store.hpp"
#include "storage/writes.hpp"

namespace street_in_store_test {
using namespace linli;
namespace fs = std::filesystem;

class Street : public testing::Test {
 protected:
  Street() {
    std::string name = (fs::temp_directory_path() / "linli-street-XXXXXX").string();
    root_ = mkdtemp(name.data());
    StoreOptions options;
    options.data = root_ / "linli.db";
    options.keys = root_ / "keys.db";
    options.master_key = root_ / "master.key";
    options.make_master_key = true;
    auto opened = Store::open(options);
    if (!opened) throw std::runtime_error(opened.error().what);
    store_ = std::move(*opened);
  }
  ~Street() override {
    store_.reset();
    fs::remove_all(root_);
  }
  std::expected<ImportCounts, std::vector<ImportError>> import(const ImportSet& set) {
    std::expected<ImportCounts, std::vector<ImportError>> out;
    std::promise<bool> done;
    store_->write([&](Writes& writes) { out = writes.import(set, Instant()); }, [&](auto result) { done.set_value(bool(result)); });
    EXPECT_TRUE(done.get_future().get());
    return out;
  }
  template <class F>
  void read(F&& f) {
    std::promise<void> done;
    store_->read([&](Reads& reads) {
      f(reads);
      done.set_value();
    });
    done.get_future().get();
  }
  fs::path root_;
  std::unique_ptr<Store> store_;
};

TEST_F(Street, TheDemosStreetIsTakenInAndSeen) {
  auto seed = *demo_seed(fs::path(LINLI_SOURCE_DIR) / "config/demo");
  auto counts = import(seed.set);
  ASSERT_TRUE(counts) << counts.error().front().table << ":" << counts.error().front().line << " " << counts.error().front().reason;
  EXPECT_GT(counts->added, 300U);
  read([&](Reads& reads) {
    auto account = reads.account("webchat");
    ASSERT_TRUE(account);
    EXPECT_EQ(reads.people(*account).size(), seed.set.accounts.size());
    auto chats = reads.chats(*account);
    ASSERT_EQ(chats.size(), 2U);
    for (auto& chat : chats) {
      auto members = reads.members(chat.id);
      EXPECT_GE(members.size(), chat.audience == "supervisors" ? 2U : 14U) << chat.audience;
    }
  });
}

TEST_F(Street, TakenInAgainNothingChanges) {
  auto seed = *demo_seed(fs::path(LINLI_SOURCE_DIR) / "config/demo");
  ASSERT_TRUE(import(seed.set));
  auto again = import(seed.set);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->added, 0U);
  EXPECT_EQ(again->changed, 0U);
}

TEST_F(Street, TheExampleIsTakenIn) { EXPECT_TRUE(import(*read_import(fs::path(LINLI_SOURCE_DIR) / "config/example-street"))); }

}  // namespace street_in_store_test
