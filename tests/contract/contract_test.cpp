// Every check on every adapter. What a platform cannot have is skipped by its own word, with the reason.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/contract/check.hpp"

namespace linli::contract::contract_test {

struct Asked {
  std::string adapter, check;
};
void PrintTo(const Asked& asked, std::ostream* out) { *out << asked.check << " of " << asked.adapter; }

std::vector<Asked> all_asked() {
  std::vector<Asked> all;
  for (auto& adapter : adapters())
    for (auto& check : checks()) all.push_back({std::string(adapter.name), check.name});
  return all;
}

class Contract : public ::testing::TestWithParam<Asked> {};

TEST_P(Contract, IsKept) {
  auto harness = make_adapter(GetParam().adapter);
  auto& check = check_named(GetParam().check);
  if (auto why = check.lacked_by(*harness); !why.empty()) GTEST_SKIP() << why;
  auto complaint = check.run(*harness);
  EXPECT_FALSE(complaint) << *complaint;
}

INSTANTIATE_TEST_SUITE_P(All, Contract, ::testing::ValuesIn(all_asked()), [](auto& info) { return info.param.adapter + "_" + info.param.check; });

TEST(ContractSuite, EveryCheckIsAskedOfSomebody) {
  std::set<std::string> asked;
  for (auto& adapter : adapters()) {
    auto harness = adapter.make();
    for (auto& check : checks())
      if (check.lacked_by(*harness).empty()) asked.insert(check.name);
  }
  EXPECT_EQ(asked.size(), checks().size());
}

TEST(ContractSuite, WhoeverLacksSomethingSaysWhyInASentence) {
  for (auto& adapter : adapters()) {
    auto harness = adapter.make();
    for (auto& check : checks()) {
      auto why = check.lacked_by(*harness);
      EXPECT_TRUE(why.empty() || std::ranges::count(why, ' ') >= 4) << adapter.name << " " << check.name << ": " << why;
    }
  }
}

}  // namespace linli::contract::contract_test
