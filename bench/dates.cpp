// What finding the days and hours of one text costs: reads cases as `linli dates --jsonl` does, each several times, and prints the median and
// the 99th percentile in microseconds. With --lines it prints the predictions instead, for a scorer.
//   bench_dates LEXICON_FOLDER CASES.jsonl [--lines]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "bot/understanding/mentions.hpp"
#include "service/commands/dates.hpp"
#include "service/knowledge/lexicon_loader.hpp"

int main(int argc, char** argv) {
  namespace u = linli::understanding;
  if (argc < 3) return std::cerr << "bench_dates LEXICON_FOLDER CASES.jsonl [--lines]\n", 2;
  std::ifstream file(argv[2]);
  if (!file) return std::cerr << argv[2] << " cannot be read\n", 2;
  if (argc > 3 && std::string(argv[3]) == "--lines") {
    linli::DatesOptions options;
    options.lexicon = argv[1];
    options.jsonl = true;
    return linli::run_dates(options, file, std::cout, std::cerr);
  }
  auto lexicon = linli::load_lexicon(argv[1]);
  if (!lexicon) return std::cerr << "the lexicon cannot be read\n", 2;
  u::Words words(**lexicon);
  constexpr int rounds = 50;
  std::vector<double> each;  // of every text its median round, so that an interrupt is not counted as the text's cost
  std::size_t found = 0;
  for (std::string line; std::getline(file, line);) {
    auto parsed = nlohmann::json::parse(line, nullptr, false);
    auto day = parsed.is_object() ? linli::parse_day(parsed.value("reference", std::string()).substr(0, 10)) : std::nullopt;
    if (!day) return std::cerr << "a line is no case\n", 2;
    auto text = parsed.value("text", std::string());
    std::vector<double> took;
    for (int i = 0; i < rounds; ++i) {
      auto begin = std::chrono::steady_clock::now();
      found += u::find_mentions(u::normalise(text), words, {*day, {}}, u::Rules()).size();
      took.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count());
    }
    std::ranges::nth_element(took, took.begin() + rounds / 2);
    each.push_back(took[rounds / 2]);
  }
  if (each.empty()) return std::cerr << "no cases\n", 2;
  std::ranges::sort(each);
  auto at = [&](double share) { return each[std::min(each.size() - 1, std::size_t(share * double(each.size())))]; };
  std::printf("%zu texts, %zu mentions: median %.2f us, p99 %.2f us, slowest %.2f us\n", each.size(), found / rounds, at(0.5), at(0.99), each.back());
}
