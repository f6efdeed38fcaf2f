#pragma once
// XML of strangers: only elements, text, CDATA and the five named characters, as WeCom writes it. Everything else (DOCTYPE, entities,
// processing instructions, comments, attributes) is refused before a tree exists. Inside adapters/wecom only.
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace linli::wecom {

// UTF-8, one root, at most most_levels deep and most_items nodes (text.hpp). Does not look whether names of tags match.
bool is_plain_xml(std::string_view text);

// The fields of <xml>…</xml>, one level deep.
class XmlFields {
 public:
  static std::optional<XmlFields> parse(std::string_view text);
  XmlFields(XmlFields&&) noexcept;
  ~XmlFields();
  // The text of the field; empty for one that is not there. One that stands twice or has elements inside makes fits() false.
  std::string text(const char* name);
  bool has(const char* name) const;
  bool fits() const { return fits_; }

 private:
  struct Document;
  explicit XmlFields(std::unique_ptr<Document> document);
  std::unique_ptr<Document> document_;
  bool fits_{true};
};

}  // namespace linli::wecom
