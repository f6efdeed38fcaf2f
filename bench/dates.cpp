// What finding the days and hours of one text costs: reads cases (or messages) as `linli dates --jsonl` does, each several times, and prints the
// median and the 99th percentile in microseconds. With --lines it prints the predictions instead, for a scorer.
//   bench_dates LEXICON_FOLDER CASES.jsonl [--lines]
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "bench/measure.hpp"
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
  bench::Costs costs;
  std::size_t found = 0;
  for (std::string line; std::getline(file, line);) {
    auto parsed = nlohmann::json::parse(line, nullptr, false);
    auto day = parsed.is_object() ? linli::parse_day(parsed.value("reference", std::string()).substr(0, 10)) : std::nullopt;
    if (!day) return std::cerr << "a line is no case\n", 2;
    auto text = parsed.value("text", std::string());
    costs.time([&] { found += u::find_mentions(u::normalise(text), words, {*day, {}}, u::Rules()).size(); });
  }
  costs.tell("mentions", found);
}
