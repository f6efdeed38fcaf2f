#pragma once
// A store in a folder of its own, a made-up street, and small bots out of lambdas. What a test is not about has a value here.
#include <gtest/gtest.h>

#include <filesystem>
#include <future>
#include <memory>
#include <string>

#include "storage/reads.hpp"
#include "storage/store.hpp"
#include "storage/writes.hpp"

namespace linli::given {

inline Instant at(int day, int hour = 9, int minute = 0) {  // of February 2020, Shanghai
  return Day(std::chrono::year(2020) / 2 / day) + std::chrono::hours(hour - 8) + std::chrono::minutes(minute);
}

class Folder {
 public:
  Folder();
  ~Folder();
  std::filesystem::path path;
};

StoreOptions options_in(const std::filesystem::path& folder, StoreOptions rest = {});  // a store there, its key made with it

struct Given {
  Folder folder;
  StoreOptions options;
  std::unique_ptr<Store> store;
  AccountId account;
  PersonId landlord, renter, leader, worker;   // Zhou Wu (lets 301 and 302), Wang Xiaoming (rents 301), leader of group 1, committee worker
  PlaceId d301, d302;
  AreaId street, committee, group;
  ChatId landlords;

  Given();                                     // opened, with the street
  explicit Given(StoreOptions changed);        // paths are set, the rest as given; not opened
  void open();
  void close() { store.reset(); }
  void import_street();
};

ImportSet street();

// What the store answered.
std::expected<Outcome, Refused> run(Store& store, Unit unit);
std::expected<void, Refused> write(Store& store, std::function<void(Writes&)> job);
template <class F>
auto read(Store& store, F ask) {
  using T = decltype(ask(std::declval<Reads&>()));
  std::promise<T> promise;
  auto answer = promise.get_future();
  bool taken = store.read([&](Reads& reads) {
    try {
      promise.set_value(ask(reads));
    } catch (...) {
      promise.set_exception(std::current_exception());  // the test fails instead of waiting
    }
  });
  EXPECT_TRUE(taken);
  return answer.get();
}

using Decide = std::function<Decision(const Records&, const Reading&, const Event&, Instant)>;
// A message of somebody in a chat, and a bot that wants the keys and decides so.
Event message(const Given& g, std::string id, std::string actor, std::string chat, std::string text, Instant sent = at(11));
Unit unit(Event event, Keys keys, Decide decide, Instant now = at(11));
Keys everything();                             // sender, conversation, cases

// A report of a return to 301 as the bot decides it: case, fact, step, dues, words.
Decision report_return(const Given& g, const Records& r);
CaseId opened_case(Given& g);                  // runs one and gives its case

inline std::string open_plain(const SecretPtr& s) {
  return s ? s->use([](const std::string& plain) { return plain; }) : std::string();
}
std::string bytes_of(const std::filesystem::path& file);
std::string all_bytes(const Given& g);         // of the data and its log
}  // namespace linli::given
