// Writes the tables of the reader: width and simplified forms and sounds, which it would otherwise need ICU for at run time, lunar months and
// solar terms.
//   reader_tables OUT.cpp
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>

#include <cstdio>
#include <map>
#include <memory>
#include <string>

#include "tools/almanac.hpp"

namespace {

// What is written alike is one character: full width and half width, traditional and simplified, upper and lower case. Characters that
// become several (a circled number with its dot) stay as they are.
char16_t folded(char16_t c, const icu::Normalizer2& width, const icu::Transliterator& simple) {
  icu::UnicodeString s(c);
  UErrorCode status = U_ZERO_ERROR;
  auto wide = width.normalize(s, status);
  if (U_SUCCESS(status) && wide.length() == 1) s = wide;
  auto other = s;
  simple.transliterate(other);
  if (other.length() == 1) s = other;
  s.toLower(icu::Locale::getRoot());
  return s.length() == 1 ? s.charAt(0) : c;
}

// Sounds that people and speech recognition mix up count as one: zh/z, ch/c, sh/s, l/n, f/h, -ng/-n; tones do not count.
std::string sound(char16_t c, const icu::Transliterator& latin, bool exact) {
  icu::UnicodeString s(c);
  latin.transliterate(s);
  std::string out;
  s.toUTF8String(out);
  if (exact) return out;
  auto replace_front = [&](const char* from, const char* to) {
    std::string f = from;
    if (out.rfind(f, 0) == 0) out = to + out.substr(f.size());
  };
  replace_front("zh", "z");
  replace_front("ch", "c");
  replace_front("sh", "s");
  replace_front("l", "n");
  replace_front("f", "h");
  if (out.size() > 2 && out.ends_with("ng")) out.pop_back();
  return out;
}

void write_months(std::FILE* file) {
  std::fprintf(file, "const LunarMonth lunar_months[] = {\n");
  std::size_t count = 0;
  for (auto& m : linli::lunar_months(1950, 2101)) std::fprintf(file, "{%ld,%d,%d,%d},%s", m.first, m.year, m.month, int(m.leap), ++count % 8 ? "" : "\n");
  std::fprintf(file, "};\nconst std::size_t lunar_month_count = %zu;\n", count);
}

void write_terms(std::FILE* file) {
  std::fprintf(file, "const std::int32_t solar_terms[][24] = {\n");
  for (int year = 1950; year <= 2101; ++year) {
    std::fprintf(file, "{");
    for (int degrees = 0; degrees < 360; degrees += 15) std::fprintf(file, "%ld,", linli::solar_term(year, degrees));
    std::fprintf(file, "},\n");
  }
  std::fprintf(file, "};\n");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::FILE* file = std::fopen(argv[1], "w");
  if (!file) return 1;
  UErrorCode status = U_ZERO_ERROR;
  auto* width = icu::Normalizer2::getNFKCInstance(status);
  std::unique_ptr<icu::Transliterator> simple(icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
  std::unique_ptr<icu::Transliterator> latin(icu::Transliterator::createInstance("Han-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
  if (U_FAILURE(status)) {
    std::fprintf(stderr, "reader_tables: ICU data: %s\n", u_errorName(status));
    return 1;
  }
  std::fprintf(file, "// Made by tools/reader_tables.cpp.\n#include \"bot/understanding/tables.hpp\"\nnamespace linli::tables {\n");
  std::fprintf(file, "const char16_t folded[65536] = {\n");
  for (unsigned c = 0; c < 65536; ++c) {
    bool plain = (c >= 0xD800 && c < 0xE000) || (c >= 0xAC00 && c < 0xD7B0);
    std::fprintf(file, "%u,%s", plain ? c : unsigned(folded(char16_t(c), *width, *simple)), (c + 1) % 32 ? "" : "\n");
  }
  for (bool exact : {false, true}) {
    std::fprintf(file, "};\nconst std::uint16_t %s[] = {\n", exact ? "exact_sounds" : "sounds");
    std::map<std::string, int> known;
    for (unsigned c = 0x4E00; c <= 0x9FFF; ++c) {
      auto [it, fresh] = known.try_emplace(sound(char16_t(c), *latin, exact), int(known.size()) + 1);
      std::fprintf(file, "%d,%s", it->second, (c + 1) % 32 ? "" : "\n");
    }
  }
  std::fprintf(file, "};\n");
  std::fprintf(file, "const char pinyin[][8] = {\n");
  for (unsigned c = 0x4E00; c <= 0x9FFF; ++c) {
    auto said = sound(char16_t(c), *latin, true);
    bool letters = said.size() < 8 && said.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == said.npos;
    std::fprintf(file, "\"%s\",%s", letters ? said.c_str() : "", (c + 1) % 32 ? "" : "\n");
  }
  std::fprintf(file, "};\n");
  write_months(file);
  write_terms(file);
  std::fprintf(file, "}  // namespace linli::tables\n");
  return std::fclose(file) == 0 ? 0 : 1;
}
