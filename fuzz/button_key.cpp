#include "bot/model/button.hpp"

#include "fuzz/target.hpp"

namespace linli::fuzz {
namespace {

// A key as the service could write it, made from the bytes.
ButtonKey made_from(std::string_view bytes) {
  std::int64_t id = 0;
  std::string words[2];
  for (std::size_t i = 0; i < bytes.size() && i < 60; ++i) {
    auto byte = static_cast<unsigned char>(bytes[i]);
    id = (id * 31 + byte) % 1'000'000'000'000;
    words[i % 2] += "abcdefghijklmnopqrstuvwxyz0123456789_.+"[byte % 39];
  }
  id += 1;
  if (words[0].empty()) words[0] = "close";
  if (id % 3 == 0) return QuestionChoice{QuestionId{id}, std::uint32_t(id % 101)};
  if (id % 3 == 1) return CaseVerb{CaseId{id}, words[0], words[1]};
  return EnrolmentVerb{EnrolmentId{id}, words[0]};
}

}  // namespace

void button_key(std::string_view bytes) {
  if (auto key = parse_key(bytes)) hold(write_key(*key) == bytes, "only what write_key writes is a key");
  auto written = write_key(made_from(bytes));
  auto read = parse_key(written);
  hold(read && write_key(*read) == written && read->index() == made_from(bytes).index(), "what write_key writes is read");
}

}  // namespace linli::fuzz
