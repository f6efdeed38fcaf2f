#include "service/words/template_text.hpp"

#include <algorithm>

#include "service/words/safe_text.hpp"

namespace linli {
namespace {

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  return s;
}

bool is_name(std::string_view s) {
  if (s.empty() || s.front() == '.' || s.back() == '.') return false;
  for (char c : s)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.')) return false;
  return s.find("..") == s.npos;
}

}  // namespace

Tags tags_of(std::string_view text) {
  Tags out;
  std::vector<Tag> open;
  auto fail = [&](std::size_t offset, std::string reason) {
    out.error = TagError{offset, std::move(reason)};
    return out;
  };
  for (std::size_t at = 0; (at = text.find("{{", at)) != text.npos;) {
    auto end = text.find("}}", at + 2);
    if (end == text.npos) return fail(at, "a tag that does not end");
    auto inside = text.substr(at + 2, end - at - 2);
    Tag tag{Tag::Kind::value, {}, at};
    if (!inside.empty() && inside.front() == '!') {
      at = end + 2;
      continue;
    }
    if (!inside.empty() && (inside.front() == '{' || inside.front() == '&' || inside.front() == '>' || inside.front() == '='))
      return fail(at, "only {{name}}, {{#name}}, {{^name}} and {{/name}} may stand in a template");
    if (!inside.empty() && (inside.front() == '#' || inside.front() == '^' || inside.front() == '/')) {
      tag.kind = inside.front() == '#' ? Tag::Kind::section : inside.front() == '^' ? Tag::Kind::inverted : Tag::Kind::end;
      inside.remove_prefix(1);
    }
    tag.name = trimmed(inside);
    if (!is_name(tag.name)) return fail(at, "'" + tag.name + "' is no name of a value");
    if (tag.kind == Tag::Kind::end) {
      if (open.empty()) return fail(at, "{{/" + tag.name + "}} ends a section that was not begun");
      if (open.back().name != tag.name) return fail(at, "{{/" + tag.name + "}} stands where {{/" + open.back().name + "}} was expected");
      open.pop_back();
    } else if (tag.kind != Tag::Kind::value) {
      open.push_back(tag);
    }
    out.tags.push_back(std::move(tag));
    at = end + 2;
  }
  if (!open.empty()) return fail(open.back().offset, "section {{#" + open.back().name + "}} is not closed");
  return out;
}

Length length_of(std::string_view text, std::size_t each) {
  Length out;
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    auto begin = text.find("{{", at);
    plain += text.substr(at, begin == text.npos ? text.npos : begin - at);
    if (begin == text.npos) break;
    auto end = text.find("}}", begin);
    if (end == text.npos) break;
    char mark = begin + 2 < text.size() ? text[begin + 2] : ' ';
    if (mark != '#' && mark != '^' && mark != '/' && mark != '!') out.characters += each;
    at = end + 2;
  }
  while (!plain.empty() && plain.back() == '\n') plain.pop_back();
  for (char c : plain)
    if (c == '\n') ++out.lines;
  auto letters = std::size_t(std::ranges::count_if(plain, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }));
  out.characters += count_characters(plain) - letters / 2;
  return out;
}

}  // namespace linli
