#include <array>
#include <cstdint>

#include "bot/understanding/mentions.hpp"
#include "bot/understanding/reader.hpp"
#include "fuzz/target.hpp"
#include "service/knowledge/lexicon_loader.hpp"

namespace linli::fuzz {
namespace {

const Zone& zone() {
  static const Zone utc_8("Asia/Shanghai", {{Instant{}, std::chrono::hours(8)}});
  return utc_8;
}
const std::shared_ptr<const Lexicon>& lexicon() {
  static const auto all = load_lexicon(LINLI_SOURCE_DIR "/config/lexicon").value();
  return all;
}
const Reader& reader() {
  static const Reader all(lexicon(), zone());
  return all;
}
const understanding::Words& words() {
  static const understanding::Words all(*lexicon());
  return all;
}

// The length of the character at `at`, or 0 where none begins.
std::size_t character(std::string_view text, std::size_t at) {
  auto byte = [&](std::size_t i) { return i < text.size() ? unsigned(static_cast<unsigned char>(text[i])) : 0U; };
  auto more = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  unsigned a = byte(at), b = byte(at + 1);
  if (a < 0x80) return 1;
  if (a >= 0xC2 && a < 0xE0) return more(at + 1) ? 2 : 0;
  if (a >= 0xE0 && a < 0xF0) return more(at + 1) && more(at + 2) && !(a == 0xE0 && b < 0xA0) && !(a == 0xED && b >= 0xA0) ? 3 : 0;
  if (a >= 0xF0 && a < 0xF5) return more(at + 1) && more(at + 2) && more(at + 3) && !(a == 0xF0 && b < 0x90) && !(a == 0xF4 && b >= 0x90) ? 4 : 0;
  return 0;
}

struct Checked {
  std::string_view text;
  bool whole_characters{};   // the text is UTF-8 throughout

  bool edge(std::size_t at) const { return at == text.size() || !whole_characters || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U; }
  void span(Span s) const {
    hold(s.begin <= s.end && s.end <= text.size(), "a span lies inside the text");
    hold(edge(s.begin) && edge(s.end), "a span cuts no character");
  }
  void date(const DateValue& d) const {
    hold(d.start.has_value() == d.end.has_value(), "both ends or none");
    hold(!d.start || *d.start <= *d.end, "a window ends after its beginning");
    hold(d.certainty != Certainty::exact || (d.start && *d.start == *d.end), "an exact date is one day");
    hold(!d.time || (d.time->count() >= 0 && d.time->count() < 1440), "a time is one of the day");
  }
  void found(const Found& f) const {
    span(f.words);
    hold(!f.rule.empty(), "a slot tells its rule");
    auto kind = f.slot == Slot::date || f.slot == Slot::was ? 0U : f.slot == Slot::people ? 2U : f.slot == Slot::temperature ? 3U : f.slot == Slot::via ? 4U : 1U;
    bool length = f.slot == Slot::until && f.value.index() == 2U;  // 住三天: days, not a last day
    if (f.slot == Slot::until) kind = 0U;
    hold(f.value.index() == kind || length, "a slot's value is of its kind");
    if (auto* d = std::get_if<DateValue>(&f.value)) date(*d);
  }
  void candidate(const Candidate& c) const {
    span(c.clause);
    for (auto& f : c.slots) found(f);
  }
};

// What `linli dates` finds in it.
void checked_mentions(std::string_view text, const Checked& check, Instant at) {
  auto local = zone().local(at);
  for (auto& m : understanding::find_mentions(understanding::normalise(text), words(), {local.day, local.of_day}, understanding::Rules())) {
    check.span(m.words);
    hold(!m.rule.empty(), "a mention tells its rule");
    hold(!(m.start.open() && m.end.open()), "a mention has an end");
    if (m.start.day && m.end.day) hold(*m.start.day <= *m.end.day, "a range ends after its beginning");
  }
}

// The reading without its places in the text.
Reading placeless(Reading r) {
  for (auto& c : r.candidates) {
    c.clause = {};
    for (auto& f : c.slots) f.words = {};
  }
  for (auto& f : r.loose) f.words = {};
  if (r.stay) r.stay->words = {};
  for (auto& d : r.doubts) d.words = {};
  return r;
}

Reading checked_reading(std::string_view text, bool whole_characters, Instant at) {
  auto reading = reader().read(text, at);
  Checked check{text, whole_characters};
  for (auto& c : reading.candidates) check.candidate(c);
  for (auto& f : reading.loose) check.found(f);
  for (auto& d : reading.doubts) check.span(d.words);
  for (int asked = 0; asked <= int(Asked::leaving); ++asked)
    for (bool renter : {false, true})
      for (auto& u : interpret(reading, Context{{Asked(asked)}, renter, !renter, asked % 2 == 0})) {
        check.candidate(u.fact);
        hold(!u.reason.empty(), "what was understood tells why");
        for (auto& f : u.fact.slots)
          if (auto* d = std::get_if<DateValue>(&f.value)) hold(d->alternatives.empty() || u.confirm, "a date that may be another one is asked about");
      }
  return reading;
}

}  // namespace

void message(std::string_view bytes) {
  static const Instant at = zone().at(parse_day("2020-02-11").value(), parse_hour("09:30").value());
  std::string characters;
  for (std::size_t i = 0, n = 0; i < bytes.size(); i += n ? n : 1) {
    n = character(bytes, i);
    characters += bytes.substr(i, n);
  }
  bool clean = characters.size() == bytes.size();
  auto reading = checked_reading(bytes, clean, at);
  checked_mentions(bytes, Checked{bytes, clean}, at);
  if (clean) return;
  hold(placeless(reading) == placeless(checked_reading(characters, true, at)), "bytes that are no text are read as if they were not there");
}

}  // namespace linli::fuzz
