// One token of the text as the value of a slot, with the words it was read from.
#include "bot/understanding/facts.hpp"

namespace linli::understanding {

std::optional<Found> found_at(const Parsed& p, std::size_t token, Slot slot) {
  auto& t = p.scan.tokens[token];
  auto span = p.scan.text->span(t.begin, t.end);
  if (slot == Slot::people) return Found{slot, std::int64_t(t.data), {}, span, std::string(t.rule.empty() ? "people" : t.rule)};
  if (t.data < 0) return {};
  Found f{slot, p.scan.texts[std::size_t(t.data)], {}, span, std::string(t.rule)};
  if (t.tok == Tok::place && t.gap == Gap::line) f.meant = p.scan.texts[std::size_t(t.data) + 1];
  return f;
}

std::optional<Found> loose_date(const Parsed& p, std::size_t token, const Moment& written, Tense tense) {
  auto& t = p.scan.tokens[token];
  auto value = resolve(p.scan.dates[std::size_t(t.data)], written, tense);
  if (!value.start) return {};
  return Found{Slot::date, value, {}, p.scan.text->span(t.begin, t.end), std::string(t.rule)};
}

}  // namespace linli::understanding
