// The labelled messages of tests/fixtures: how many are understood whole, and that the bot neither speaks up on ordinary talk nor guesses in
// silence. The floors stand just under what was reached.
#include <gtest/gtest.h>

#include <chrono>
#include <iostream>
#include <sstream>

#include "service/commands/understand.hpp"
#include "tests/understanding/reading.hpp"
#include "tests/understanding/score.hpp"

namespace messages_test {

using namespace linli;
using nlohmann::json;

struct Scored {
  score::Figures figures;
  double median_microseconds{};
};

Scored score_file(const std::string& path) {
  std::vector<json> gold, predicted;
  std::vector<double> took;
  for (auto& line : score::lines_of(path)) {
    gold.push_back(json::parse(line));
    auto message = parse_message(line, reading::shanghai());
    EXPECT_TRUE(message.has_value()) << line;
    if (!message) continue;
    auto begin = std::chrono::steady_clock::now();
    auto prediction = predict(reading::reader(), *message);
    took.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count());
    predicted.push_back(json::parse(to_line(message->id, prediction, took.back())));
  }
  std::ranges::sort(took);
  return {score::count(gold, predicted), took.empty() ? 0 : took[took.size() / 2]};
}

// A labelled set and the floors under what was reached; words on ordinary talk and silent guesses are none, anywhere.
struct Set {
  const char *name, *file;
  int messages, telling_exact, intents;
  int spoken{}, guesses{};  // what is still wrong and known
};
// `other`: by somebody who has not read the reader. One of theirs is labelled otherwise than the others (a temperature beside a named renter, without
// the name) and stays wrong here. `development` taught rules, by other hands; what they were read with at first sight stands beside them. `hard` sets
// gather side remarks, second days and traps.
constexpr Set sets[] = {
    {"ours", "messages.jsonl", 262, 208, 258},
    {"other", "more/messages.jsonl", 80, 60, 79},
    {"development_a", "other_hands/a.jsonl", 220, 192, 217},
    {"development_b", "other_hands/b.jsonl", 220, 147, 217},
    {"development_old", "other_hands/old80.jsonl", 80, 61, 78},
    {"development_e", "other_hands/e.jsonl", 160, 110, 150},   // at first sight 70.0 % right, 75.0 % of intents
    {"development_h", "other_hands/h.jsonl", 200, 156, 196},   // held back until the end: then 89.0 % right, 92.0 % of intents
    {"development_p", "other_hands/p.jsonl", 131, 125, 126},   // 72.5, 80.9
    {"development_q", "other_hands/q.jsonl", 131, 99, 125},    // 84.7, 89.3
    {"development_r", "other_hands/r.jsonl", 131, 78, 130},    // 84.0, 87.0
    {"hard_s", "other_hands/s.jsonl", 185, 121, 181},          // 75.7, 81.1
    {"hard_t", "other_hands/t.jsonl", 224, 217, 220, 0, 1},    // 84.8, 92.4
    {"development_v", "other_hands/v.jsonl", 131, 99, 127},    // 89.3, 95.4
    {"development_k", "other_hands/k.jsonl", 156, 147, 148},   // 88.5, 92.9
    {"development_j", "other_hands/j.jsonl", 221, 177, 219},   // 81.0, 89.1
    {"hard_d", "other_hands/d.jsonl", 160, 88, 158},     // 80.6, 87.5
    {"hard_g", "other_hands/g.jsonl", 260, 247, 249},          // 55.4, 65.8
    {"development_u", "other_hands/u.jsonl", 204, 158, 200},   // held back until the end: then 87.3, 92.2
    {"development_z", "other_hands/z.jsonl", 131, 93, 125},    // written at the end: 89.3, 94.7
    {"development_w", "other_hands/w.jsonl", 133, 103, 128},   // 95.5, 95.5
    {"development_x", "other_hands/x.jsonl", 150, 108, 146, 0, 1},   // free hand: 77.3, 86.7, a word on 6 of 37
    {"development_i", "other_hands/i.jsonl", 160, 118, 157},   // free hand, twelve people: 77.5, 79.4, 2 of 39
    {"development_n", "other_hands/n.jsonl", 150, 118, 148},  // everyday: 89.3, 95.3, 0 of 30
    {"hard_y", "other_hands/y.jsonl", 150, 56, 145, 2},        // half ordinary talk that looks like reports: 79.3, 83.3, 20 of 90
    {"hard_c", "other_hands/c.jsonl", 150, 146, 148},    // several days in each: 73.3, 84.7
    {"talk_o", "other_hands/o.jsonl", 300, 0, 296, 3, 2},      // ordinary talk only: a word on 23 of 300
    {"talk_l", "other_hands/l.jsonl", 300, 0, 294, 6, 2},      // on 39 of 300
    {"talk_f", "other_hands/f.jsonl", 300, 0, 286, 13, 5},     // running conversations: on 35 of 300
    {"talk_m", "other_hands/m.jsonl", 240, 0, 233, 5, 2},      // after those three had taught rules: on 8 of 240
    {"talk_g", "other_hands/talk_g.jsonl", 240, 0, 228, 9, 3}, // after those four: on 13 of 240
    {"acceptance_n", "other_hands/acceptance_n.jsonl", 202, 152, 196, 0, 1},  // in the manner of ours: 92.1, 95.0, 0 of 40
    {"acceptance_t", "other_hands/acceptance_t.jsonl", 262, 186, 250},        // the last one, in the manner and at the size of ours: 90.1, 94.7, 4 of 52
    {"english", "other_hands/english.jsonl", 80, 60, 80},      // plain English of renters of many countries, by somebody who knew the words: 66.3, 75.0
};

class Messages_of : public testing::TestWithParam<Set> {};

TEST_P(Messages_of, AreUnderstoodWithoutNeedlessWords) {
  auto& set = GetParam();
  auto [f, median] = score_file(std::string(LINLI_SOURCE_DIR) + "/tests/fixtures/" + set.file);
  ASSERT_EQ(f.messages, set.messages);
  std::ostringstream line;
  line.precision(1);
  line << std::fixed << "understanding, " << set.name << ": " << score::percent(f.telling_exact, f.telling) << " % of " << f.telling
       << " messages right, needless cards " << score::percent(f.needless, f.plain) << " %, spoke up on " << f.spoken << " of " << f.ordinary
       << " ordinary, silent guesses " << f.guesses << ", intents " << score::percent(f.intents, f.messages) << " %, median " << median << " us a message";
  std::cout << line.str() << "\n";
  score::tell(line.str());
  for (auto& id : f.missed) std::cout << "not right: " << id << "\n";
  EXPECT_GE(f.telling_exact, set.telling_exact);
  EXPECT_GE(f.intents, set.intents);
  EXPECT_LE(f.needless, std::max(1, f.plain * 4 / 100));
  EXPECT_LE(f.spoken, set.spoken);
  EXPECT_LE(f.guesses, set.guesses);
}
INSTANTIATE_TEST_SUITE_P(Sets, Messages_of, testing::ValuesIn(sets), [](auto& set) { return std::string(set.param.name); });

// Fifty sentences written before the reader saw them, by somebody who knew neither its rules nor the label guide: what is noted is what a clerk
// would note, so slots that only the guide asks for (topics, parts of the day, hedges) count against it here. A guard, not an aim: nothing is
// tuned to them, and on their ordinary talk nothing is said.
TEST(Messages, FiftyOfAStrangerDoNotGetWorse) {
  std::vector<json> gold, predicted;
  int spoken = 0;
  for (auto& line : score::lines_of(std::string(LINLI_SOURCE_DIR) + "/tests/fixtures/fifty/sentences.jsonl")) {
    auto one = json::parse(line);
    one["family"] = "fifty";
    bool talk = one["note"]["facts"].empty();
    one["expect"] = talk ? json{{"intent", "none"}} : one["note"]["facts"];
    auto message = parse_message(line, reading::shanghai());
    ASSERT_TRUE(message.has_value()) << line;
    auto prediction = predict(reading::reader(), *message);
    spoken += talk && prediction.speak;
    predicted.push_back(json::parse(to_line(message->id, prediction, 0)));
    gold.push_back(std::move(one));
  }
  auto f = score::count(gold, predicted);
  ASSERT_EQ(f.messages, 50);
  score::tell("understanding, fifty of a stranger: intents of " + std::to_string(f.intents) + " of 50 right, every slot of " + std::to_string(f.exact) +
              ", spoke up on " + std::to_string(spoken) + " of " + std::to_string(f.ordinary) + " ordinary");
  EXPECT_GE(f.intents, 36);
  EXPECT_GE(f.exact, 18);
  EXPECT_EQ(spoken, 0);
}

// Fifties of other strangers, labelled by the guide, each committed before the reader saw it. Nothing is tuned to these either.
struct Fifty {
  const char *name, *file;
  int exact, intents, spoken, guesses;  // floors, and at most
};
constexpr Fifty fifties[] = {
    {"second", "fifty_more/messages.jsonl", 39, 42, 0, 1},   // at the first try 40 with every fact and slot, the intents of 43
    {"third", "fifty_last/messages.jsonl", 43, 47, 1, 1},    // 44, 48, a word on 1 of 16 ordinary ones, one day that was not the writer's
    {"fourth", "fifty_fourth/messages.jsonl", 44, 44, 0, 0}, // 45, 45
    {"fifth", "fifty_fifth/messages.jsonl", 46, 48, 0, 1},   // 47, 49
};

class Fifty_of : public testing::TestWithParam<Fifty> {};

TEST_P(Fifty_of, AStrangerDoNotGetWorse) {
  auto& fifty = GetParam();
  auto [f, median] = score_file(std::string(LINLI_SOURCE_DIR) + "/tests/fixtures/" + fifty.file);
  ASSERT_EQ(f.messages, 50);
  score::tell("understanding, the " + std::string(fifty.name) + " fifty of a stranger: intents of " + std::to_string(f.intents) + " of 50 right, every slot of " + std::to_string(f.exact) +
              ", spoke up on " + std::to_string(f.spoken) + " of " + std::to_string(f.ordinary) + " ordinary, silent guesses " + std::to_string(f.guesses));
  EXPECT_GE(f.intents, fifty.intents);
  EXPECT_GE(f.exact, fifty.exact);
  EXPECT_LE(f.spoken, fifty.spoken);
  EXPECT_LE(f.guesses, fifty.guesses);
}
INSTANTIATE_TEST_SUITE_P(Strangers, Fifty_of, testing::ValuesIn(fifties), [](auto& fifty) { return std::string(fifty.param.name); });

// The scorer itself must see what is wrong: each fault planted in a right prediction is counted.
TEST(Messages, TheScorerSeesPlantedFaults) {
  auto gold = json::parse(R"({"id":"a","family":"x","expect":{"intent":"return_report","date":{"start":"2020-02-15","end":"2020-02-15","certainty":"exact"},"people":3}})");
  auto prediction = [&](const char* facts, bool speak = true) { return json{{"id", "a"}, {"expect", json::parse(facts)}, {"speak", speak}}; };
  auto right = prediction(R"([{"intent":"return_report","date":{"start":"2020-02-15","end":"2020-02-15","certainty":"exact"},"people":3}])");
  EXPECT_EQ(score::count({gold}, {right}).exact, 1);
  auto people = right;
  people["expect"][0]["people"] = 2;
  EXPECT_EQ(score::count({gold}, {people}).exact, 0);
  auto guess = right;
  guess["expect"][0]["date"]["start"] = guess["expect"][0]["date"]["end"] = "2020-02-16";
  EXPECT_EQ(score::count({gold}, {guess}).guesses, 1);
  auto card = right;
  card["expect"][0]["confirm"] = true;
  EXPECT_EQ(score::count({gold}, {card}).needless, 1);
  auto ordinary = json::parse(R"({"id":"a","family":"x","expect":{"intent":"none"}})");
  EXPECT_EQ(score::count({ordinary}, {right}).spoken, 1);
}

TEST(Messages, TheCommandWritesOneLineForEachMessage) {
  std::istringstream in(R"({"id":"k1","chat":"group","reference":"2020-02-11T09:30:00+08:00","role":"landlord","text":"小王15号回,湖北,3个人"})"
                        "\n"
                        R"({"id":"k2","chat":"group","reference":"2020-02-11T09:30:00+08:00","role":"landlord","text":"今天天气不错"})");
  UnderstandOptions options;
  options.lexicon = std::string(LINLI_SOURCE_DIR) + "/config/lexicon";
  options.jsonl = true;
  std::ostringstream out, err;
  ASSERT_EQ(run_understand(options, in, out, err), 0) << err.str();
  std::istringstream lines(out.str());
  std::string first, second;
  std::getline(lines, first);
  std::getline(lines, second);
  auto a = json::parse(first), b = json::parse(second);
  EXPECT_EQ(a["expect"][0]["origin"], "湖北");
  EXPECT_EQ(a["speak"], true);
  EXPECT_EQ(b["expect"][0]["intent"], "none");
  EXPECT_EQ(b["speak"], false);
}

TEST(Messages, TheCommandNamesTheFieldThatIsWrongAndNoText) {
  UnderstandOptions options;
  options.lexicon = std::string(LINLI_SOURCE_DIR) + "/config/lexicon";
  options.jsonl = true;
  auto told = [&](const std::string& line) {
    std::istringstream in(line + "\n");
    std::ostringstream out, err;
    EXPECT_EQ(run_understand(options, in, out, err), 1) << line;
    EXPECT_EQ(out.str(), "") << line;
    return err.str();
  };
  EXPECT_EQ(told(R"({"id":"k3"})"), "line 1: text is missing: a text\n");
  EXPECT_EQ(told(R"({"id":"k3","text":5,"reference":"2020-02-11T09:30:00+08:00"})"), "line 1: text is missing: a text\n");
  EXPECT_EQ(told(R"({"text":"小王15号回"})"), "line 1: id is missing: a text\n");
  EXPECT_EQ(told(R"(["小王15号回"])"), "line 1: is not a JSON object\n");
  EXPECT_EQ(told(R"({"id":"k3","text":"小王15号回","reference":"小王15号回"})"), "line 1: reference is no time, as 2020-02-11T09:30\n");
  EXPECT_EQ(told(R"({"id":"k3","text":"小王15号回","reference":"2020-02-11T09:30","role":"boss"})"), "line 1: role is unknown: landlord, renter or resident\n");
  EXPECT_EQ(told(R"({"id":"k3","text":"小王15号回","reference":"2020-02-11T09:30","role":3})"), "line 1: role is unknown: landlord, renter or resident\n");
  EXPECT_EQ(told(R"({"id":"k3","text":"小王15号回","reference":"2020-02-11T09:30","chat":"moon"})"), "line 1: chat is unknown: group or direct\n");
  EXPECT_EQ(told(R"({"id":"k3","text":"小王15号回","reference":"2020-02-11T09:30","context":"ask_date"})"), "line 1: context is not an object\n");
  EXPECT_EQ(told(R"({"id":"k3","text":"小王15号回","reference":"2020-02-11T09:30","context":{"bot":"小王"}})"),
            "line 1: context.bot is no question of the bot, as ask_date or confirm\n");
}

TEST(Messages, TheCommandExplainsOneSentence) {
  UnderstandOptions options;
  options.lexicon = std::string(LINLI_SOURCE_DIR) + "/config/lexicon";
  options.text = "小王后天回 从虎北来的";
  options.at = "2020-02-11T09:30";
  options.explain = true;
  std::istringstream in;
  std::ostringstream out, err;
  ASSERT_EQ(run_understand(options, in, out, err), 0) << err.str();
  EXPECT_NE(out.str().find("confirm"), std::string::npos);
  EXPECT_NE(out.str().find("date by date.near from \"后天\""), std::string::npos) << out.str();
  options.role = "neighbour";
  EXPECT_EQ(run_understand(options, in, out, err), 2);
}

}  // namespace messages_test
