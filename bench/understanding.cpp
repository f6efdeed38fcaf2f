// What one message costs: reads labelled messages as `linli understand --jsonl` does, each several times, and prints the median and the
// 99th percentile in microseconds. With --lines it prints the predictions instead, for a scorer.
//   bench_understanding LEXICON_FOLDER MESSAGES.jsonl [--lines]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "service/commands/understand.hpp"
#include "service/knowledge/lexicon_loader.hpp"
#include "service/knowledge/zone_loader.hpp"

int main(int argc, char** argv) {
  if (argc < 3) return std::cerr << "bench_understanding LEXICON_FOLDER MESSAGES.jsonl [--lines]\n", 2;
  std::ifstream file(argv[2]);
  if (!file) return std::cerr << argv[2] << " cannot be read\n", 2;
  if (argc > 3 && std::string(argv[3]) == "--lines") {
    linli::UnderstandOptions options;
    options.lexicon = argv[1];
    options.jsonl = true;
    return linli::run_understand(options, file, std::cout, std::cerr);
  }
  auto zone = linli::load_zone("Asia/Shanghai");
  auto lexicon = linli::load_lexicon(argv[1]);
  if (!zone || !lexicon) return std::cerr << "zone or lexicon cannot be read\n", 2;
  linli::Reader reader(*lexicon, *zone);
  std::vector<linli::LabelledMessage> messages;
  for (std::string line; std::getline(file, line);) {
    auto message = linli::parse_message(line, *zone);
    if (!message) return std::cerr << message.error() << "\n", 2;
    messages.push_back(*message);
  }
  constexpr int rounds = 50;
  std::vector<double> each;  // of every message its median round, so that an interrupt is not counted as the message's cost
  std::size_t facts = 0;
  for (auto& m : messages) {
    std::vector<double> took;
    for (int i = 0; i < rounds; ++i) {
      auto begin = std::chrono::steady_clock::now();
      facts += linli::predict(reader, m).facts.size();
      took.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count());
    }
    std::ranges::nth_element(took, took.begin() + rounds / 2);
    each.push_back(took[rounds / 2]);
  }
  if (each.empty()) return std::cerr << "no messages\n", 2;
  std::ranges::sort(each);
  auto at = [&](double share) { return each[std::min(each.size() - 1, std::size_t(share * double(each.size())))]; };
  std::printf("%zu messages, %zu facts: median %.1f us, p99 %.1f us, slowest %.1f us\n", each.size(), facts / rounds, at(0.5), at(0.99), each.back());
}
