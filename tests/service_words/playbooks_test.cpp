#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "service/knowledge/knowledge_loader.hpp"
#include "tests/service_words/made_up.hpp"

namespace playbooks_test {
using namespace made_up;
using testing::ElementsAre;

std::string contents_of(const std::string& path) {
  std::ifstream in(LINLI_SOURCE_DIR + path);
  return {std::istreambuf_iterator<char>(in), {}};
}
std::vector<std::string> errors(const Playbook& book) {
  std::vector<std::string> out;
  for (auto& e : words()->check({book})) out.push_back(describe(e));
  return out;
}
Playbook good() {
  Playbook book;
  book.kind = "return";
  book.title = "case.return";
  return book;
}

TEST(PlaybookWords, WhatAPlaybookNamesIsThere) { EXPECT_THAT(errors(good()), testing::IsEmpty()); }

TEST(PlaybookWords, ATemplateThatIsNotThereComesWithTheLikelyOne) {
  auto book = good();
  book.policy = Playbook::Policy{};
  book.policy->tmpl = "steward.no_anser";
  book.policy->digest_tmpl = "help";
  EXPECT_THAT(errors(book), ElementsAre("config/playbooks/return.toml: the policy names the template 'steward.no_anser', which is not there (did you mean 'steward.no_answer'?)"));
}

TEST(PlaybookWords, WhatIsMissingIsToldWithThePlaceThatNamesIt) {
  auto text = contents_of("/config/playbooks/return.toml");
  PlaybookSurroundings around;
  around.whole = false;
  auto with = [&](const std::string& from, const std::string& to) {
    auto changed = text;
    changed.replace(changed.find(from), from.size(), to);
    std::vector<ConfigError> errors;
    PlaybookPlaces where;
    auto book = parse_playbook("config/playbooks/return.toml", changed, around, errors, &where);
    EXPECT_TRUE(book) << (errors.empty() ? "" : describe(errors.front()));
    std::vector<std::string> out;
    if (book)
      for (auto& e : words()->check({*book}, {where})) out.push_back(describe(e));
    return out;
  };
  auto place = [&](const std::string& what, const std::string& column) {
    auto lines = std::ranges::count(text.substr(0, text.find(what)), '\n');
    return "config/playbooks/return.toml:" + std::to_string(lines + 1) + ":" + column + ": ";
  };
  EXPECT_THAT(with("\"return.eve\"", "\"return.evee\""),
              ElementsAre(place("\"return.eve\"", "12") + "reminder 'eve' names the template 'return.evee', which is not there (did you mean 'return.eve'?)"));
  EXPECT_THAT(with("name = \"eve\"", "name = \"eeve\""), ElementsAre(testing::StartsWith(place("name = \"eve\"", "8") + "reminder 'eeve' has no word")));
}

TEST(PlaybookWords, ATemplateThatNobodySaysIsToldWithTheLikelyName) {
  auto config = load_knowledge(std::string(LINLI_SOURCE_DIR) + "/config");
  ASSERT_TRUE(config);
  EXPECT_THAT(words()->unnamed(config->knowledge.playbooks, config->knowledge.phrases), testing::IsEmpty());
  auto books = config->knowledge.playbooks;
  for (auto& book : books)
    for (auto& r : book.reminders)
      if (r.tmpl == "return.eve") r.tmpl = "return.evee";
  std::vector<std::string> out;
  for (auto& e : words()->unnamed(books, config->knowledge.phrases)) out.push_back(describe(e));
  EXPECT_THAT(out, ElementsAre("templates/zh-CN/return.toml:3:1: nothing says the template 'return.eve' (did you mean 'return.evee'?)"));
}

TEST(PlaybookWords, EveryPlaceThatCanNameATemplateIsLookedAt) {
  auto book = good();
  Playbook::Transition t;
  t.to = "x";
  t.say = "no.t";
  book.transitions = {t};
  Playbook::FollowUp f;
  f.tmpl = "no.f";
  book.follow_up = f;
  book.policy = Playbook::Policy{};
  book.policy->verbs = {{"take_over", "no.v"}};
  book.policy->tmpl = book.policy->digest_tmpl = "help";
  book.templates = {{"advise", "no.a"}};
  Playbook::Reminder r;
  r.name = "daily_health";
  r.tmpl = "no.r";
  r.yes = "no.yes";
  r.no = "no.no";
  r.forward = "no.forward";
  book.reminders = {r};
  EXPECT_EQ(errors(book).size(), 8U);
}

TEST(PlaybookWords, StatesRemindersLimitsAndResultsHaveWords) {
  auto book = good();
  book.title = "case.no_such";
  book.kind = "no_such";
  book.states = {{"no_such_state", "blue", false}};
  Playbook::Reminder r;
  r.name = "no_such_reminder";
  r.tmpl = "help";
  book.reminders = {r};
  Playbook::Limit l;
  l.name = "no_such_limit";
  book.limits = {l};
  book.policy = Playbook::Policy{};
  book.policy->results.resize(1);
  book.reminders[0].on_no = "no_such_reason";
  book.policy->urgent = {"no_such_urgency"};
  EXPECT_EQ(errors(book).size(), 7U);
}

TEST(PlaybookWords, TheHousesOwnPlaybooksHaveAllTheirWords) {
  auto config = load_knowledge(std::string(LINLI_SOURCE_DIR) + "/config");
  ASSERT_TRUE(config);
  ASSERT_GE(config->knowledge.playbooks.size(), 2U);
  for (auto& e : words()->check(config->knowledge.playbooks)) ADD_FAILURE() << describe(e);
  for (auto& [name, role] : config->knowledge.roles) EXPECT_TRUE(words()->word("role." + name)) << name;
  EXPECT_TRUE(words()->word("limit." + config->knowledge.manners.fever_reason));
}

}  // namespace playbooks_test
