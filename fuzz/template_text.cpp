#include "service/words/template_text.hpp"

#include "fuzz/target.hpp"

namespace linli::fuzz {

void template_text(std::string_view bytes) {
  auto tags = tags_of(bytes);
  std::vector<std::string> open;
  std::size_t last = 0;
  for (auto& tag : tags.tags) {
    hold(tag.offset >= last && bytes.substr(tag.offset, 2) == "{{", "a tag begins where it says");
    hold(!tag.name.empty() && bytes.substr(tag.offset).find(tag.name) != bytes.npos, "its name stands there");
    last = tag.offset;
    if (tag.kind == Tag::Kind::section || tag.kind == Tag::Kind::inverted) open.push_back(tag.name);
    if (tag.kind != Tag::Kind::end) continue;
    hold(!open.empty() && open.back() == tag.name, "sections close in order");
    open.pop_back();
  }
  if (tags.error) return hold(tags.error->offset <= bytes.size() && !tags.error->reason.empty(), "an error has its place and a reason");
  hold(open.empty(), "every section is closed");
  auto length = length_of(bytes, 4);
  hold(length.lines >= 1 && length.characters <= bytes.size() + 4 * tags.tags.size(), "a length is no longer than the text");
}

}  // namespace linli::fuzz
