#pragma once
// One template as text: its tags, found without rendering, so that a start can tell what is wrong in it and where.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace linli {

struct Tag {
  enum class Kind : std::uint8_t { value, section, inverted, end } kind{};
  std::string name;         // "fact.renter"
  std::size_t offset{};     // bytes into the text
};
struct TagError {
  std::size_t offset{};
  std::string reason;
};
// Tags of the text, comments left out. Only {{name}}, {{#name}}, {{^name}}, {{/name}} and {{! comment}} are allowed; sections must close
// in order.
struct Tags {
  std::vector<Tag> tags;
  std::optional<TagError> error;
};
Tags tags_of(std::string_view text);

// Length as a reader sees it: characters of the text outside tags, two Latin letters as one, and `each` for every value; lines.
struct Length {
  std::size_t characters{}, lines{1};
};
Length length_of(std::string_view text, std::size_t each);

}  // namespace linli
