// What one message costs: reads labelled messages as `linli understand --jsonl` does, each several times, and prints the median and the
// 99th percentile in microseconds. With --lines it prints the predictions instead, for a scorer; with --floods, in place of a file, what the worst
// long texts cost.
//   bench_understanding LEXICON_FOLDER MESSAGES.jsonl [--lines]
//   bench_understanding LEXICON_FOLDER --floods
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "bench/measure.hpp"
#include "bot/understanding/mentions.hpp"
#include "service/commands/understand.hpp"
#include "service/knowledge/lexicon_loader.hpp"
#include "service/knowledge/zone_loader.hpp"
#include "tests/understanding/floods.hpp"

namespace {

namespace u = linli::understanding;

// Of five tries the quickest: what is asked is the text's cost, not the machine's.
template <class Work>
double milliseconds(Work&& work) {
  double best = 1e9;
  for (int i = 0; i < 5; ++i) {
    auto begin = std::chrono::steady_clock::now();
    work();
    best = std::min(best, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
  }
  return best;
}

void tell_floods(const linli::Reader& reader, const linli::Lexicon& lexicon) {
  u::Words words(lexicon);
  std::pair<double, std::string> reading, dates;
  for (auto& flood : floods::all()) {
    auto is = flood.part + " x " + std::to_string(flood.text.size() / flood.part.size());
    reading = std::max(reading, {milliseconds([&] { return reader.read(flood.text, linli::Instant{}).candidates.size(); }), is});
    dates = std::max(dates, {milliseconds([&] { return u::find_mentions(u::normalise(flood.text), words, {linli::Day{}, {}}, u::Rules()).size(); }), is});
  }
  std::printf("worst flood up to 100 KB: whole reading %.2f ms (%s), dates %.2f ms (%s)\n", reading.first, reading.second.c_str(), dates.first, dates.second.c_str());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return std::cerr << "bench_understanding LEXICON_FOLDER MESSAGES.jsonl [--lines]\n", 2;
  auto zone = linli::load_zone("Asia/Shanghai");
  auto lexicon = linli::load_lexicon(argv[1]);
  if (!zone || !lexicon) return std::cerr << "zone or lexicon cannot be read\n", 2;
  linli::Reader reader(*lexicon, *zone);
  if (std::string(argv[2]) == "--floods") return tell_floods(reader, **lexicon), 0;
  std::ifstream file(argv[2]);
  if (!file) return std::cerr << argv[2] << " cannot be read\n", 2;
  if (argc > 3 && std::string(argv[3]) == "--lines") {
    linli::UnderstandOptions options;
    options.lexicon = argv[1];
    options.jsonl = true;
    return linli::run_understand(options, file, std::cout, std::cerr);
  }
  bench::Costs costs;
  std::size_t facts = 0;
  for (std::string line; std::getline(file, line);) {
    auto message = linli::parse_message(line, *zone);
    if (!message) return std::cerr << message.error() << "\n", 2;
    costs.time([&] { facts += linli::predict(reader, *message).facts.size(); });
  }
  costs.tell("facts", facts);
}
