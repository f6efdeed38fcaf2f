#include "bot/model/button.hpp"

#include <charconv>

namespace linli {
namespace {

template <class IdT>
std::string number(const Ref<IdT>& ref) {
  return std::to_string(std::get<IdT>(ref.at).value);
}

std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t value = 0;
  if (text.empty() || text.size() > 18) return {};
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0) return {};
  return value;
}

bool plain(std::string_view text) {
  for (char c : text)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '+')) return false;
  return text.size() <= 40;
}

std::string_view cut(std::string_view& rest) {
  auto colon = rest.find(':');
  auto part = rest.substr(0, colon);
  rest = colon == std::string_view::npos ? std::string_view{} : rest.substr(colon + 1);
  return part;
}

std::optional<ButtonKey> parts_of(std::string_view text) {
  auto kind = cut(text);
  auto id = whole(cut(text));
  auto third = cut(text);
  auto fourth = text;
  if (!id || *id == 0 || third.empty() || !plain(third) || !plain(fourth)) return {};
  if (kind == "q" && fourth.empty()) {
    auto choice = whole(third);
    if (!choice || *choice > 100) return {};
    return QuestionChoice{QuestionId{*id}, std::uint32_t(*choice)};
  }
  if (kind == "c") return CaseVerb{CaseId{*id}, std::string(third), std::string(fourth)};
  if (kind == "e" && fourth.empty()) return EnrolmentVerb{EnrolmentId{*id}, std::string(third)};
  return {};
}

}  // namespace

std::string write_key(const ButtonKey& key) {
  if (auto* q = std::get_if<QuestionChoice>(&key)) return "q:" + number(q->question) + ":" + std::to_string(q->choice);
  if (auto* e = std::get_if<EnrolmentVerb>(&key)) return "e:" + number(e->enrolment) + ":" + e->verb;
  auto& c = std::get<CaseVerb>(key);
  return "c:" + number(c.of) + ":" + c.verb + (c.detail.empty() ? "" : ":" + c.detail);
}

std::optional<ButtonKey> parse_key(std::string_view text) {
  if (text.size() > 128) return {};
  auto key = parts_of(text);
  if (key && write_key(*key) != text) return {};  // zeros before a number, a colon at the end
  return key;
}

std::optional<std::uint32_t> bare_number(std::string_view text) {
  constexpr std::string_view blanks = " \t\n", full_width = "\xEF\xBC";  // U+FF11 to U+FF19 are EF BC 91 to EF BC 99
  auto from = text.find_first_not_of(blanks);
  if (from == std::string_view::npos) return {};
  text = text.substr(from, text.find_last_not_of(blanks) - from + 1);
  if (text.size() == 3 && text.starts_with(full_width) && text[2] >= '\x91' && text[2] <= '\x99') return std::uint32_t(text[2] - '\x90');
  if (text.size() == 1 && text[0] >= '1' && text[0] <= '9') return std::uint32_t(text[0] - '0');
  return {};
}

}  // namespace linli
