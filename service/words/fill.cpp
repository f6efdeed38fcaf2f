#include "service/words/fill.hpp"

#include "service/words/template_text.hpp"

namespace linli {
namespace {

namespace km = kainjow::mustache;

// Mentions are told from sections by this letter: kainjow asks for both in the same way, and only a missing mention is a fault.
constexpr char mention = '$';

std::string marked(const std::string& text) {
  std::string out;
  std::size_t at = 0;
  for (auto& tag : tags_of(text).tags) {
    if (tag.kind != Tag::Kind::value) continue;
    out.append(text, at, tag.offset - at);
    out += "{{";
    out += mention;
    out += tag.name;
    out += "}}";
    at = text.find("}}", tag.offset) + 2;
  }
  return out.append(text, at);
}

class Noting : public km::context<std::string> {
 public:
  using km::context<std::string>::context;
  const km::data* get(const std::string& name) const override {
    if (name.empty() || name.front() != mention) return km::context<std::string>::get(name);
    auto* found = km::context<std::string>::get(name.substr(1));
    if ((!found || !found->is_string()) && missing.empty()) missing = name.substr(1);
    return found;
  }
  mutable std::string missing;
};

}  // namespace

std::expected<std::string, std::string> fill(const std::string& text, const Values& values) {
  km::mustache words(marked(text));
  words.set_custom_escape([](const std::string& value) { return value; });   // plain text: values were cleaned when they were put
  Noting context(&values);
  auto out = words.render(context);
  if (!words.is_valid()) return std::unexpected(words.error_message());
  if (!context.missing.empty()) return std::unexpected(context.missing);
  while (!out.empty() && (out.back() == '\n' || out.back() == ' ')) out.pop_back();
  return out;
}

}  // namespace linli
