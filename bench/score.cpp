// How many labelled messages were understood, by the rules of the label guide (docs/understanding.md, "Measuring").
//   bench_score MESSAGES.jsonl PREDICTIONS.jsonl
#include <cstdio>
#include <iostream>

#include "tests/understanding/score.hpp"

int main(int argc, char** argv) {
  if (argc < 3) return std::cerr << "bench_score MESSAGES.jsonl PREDICTIONS.jsonl\n", 2;
  auto parsed = [](const char* path) {
    std::vector<nlohmann::json> out;
    for (auto& line : score::lines_of(path)) out.push_back(nlohmann::json::parse(line, nullptr, false));
    return out;
  };
  auto gold = parsed(argv[1]), predicted = parsed(argv[2]);
  bool whole = gold.size() == predicted.size();
  for (std::size_t i = 0; whole && i < gold.size(); ++i)
    whole = gold[i].is_object() && predicted[i].is_object() && gold[i].contains("expect") && predicted[i].contains("expect") && gold[i]["id"] == predicted[i]["id"];
  if (!whole || gold.empty()) return std::cerr << "not a prediction for each labelled message, in the same order\n", 2;
  auto f = score::count(gold, predicted);
  std::printf("%d messages: all facts and slots %.1f %%, intents %.1f %%, needless cards %.1f %%, words on ordinary talk %d of %d, silent guesses %d\n", f.messages,
      score::percent(f.exact, f.messages), score::percent(f.intents, f.messages), score::percent(f.needless, f.plain), f.spoken, f.ordinary, f.guesses);
}
