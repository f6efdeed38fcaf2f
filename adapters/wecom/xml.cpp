#include "adapters/wecom/xml.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <pugixml.hpp>

#include "adapters/wecom/text.hpp"

namespace linli::wecom {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_name(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; }

// One pass without a tree: levels and nodes are counted while it reads.
class Scan {
 public:
  explicit Scan(std::string_view text) : rest_(text) {}

  bool whole() {
    while (!rest_.empty())
      if (!(rest_[0] == '<' ? markup() : words())) return false;
    return depth_ == 0 && roots_ == 1;
  }

 private:
  bool take(std::string_view expected) {
    bool there = rest_.starts_with(expected);
    if (there) rest_.remove_prefix(expected.size());
    return there;
  }
  bool name() {
    if (rest_.empty() || !is_letter(rest_[0])) return false;
    while (!rest_.empty() && is_name(rest_[0])) rest_.remove_prefix(1);
    while (!rest_.empty() && is_space(rest_[0])) rest_.remove_prefix(1);
    return true;
  }
  bool one_more() { return ++nodes_ <= most_items; }

  bool markup() {
    if (take("<![CDATA[")) {
      auto end = rest_.find("]]>");
      if (end == rest_.npos || depth_ == 0) return false;
      rest_.remove_prefix(end + 3);
      return one_more();
    }
    if (take("</")) return depth_-- > 0 && name() && take(">");
    if (!take("<") || !name() || !one_more()) return false;
    roots_ += depth_ == 0;
    if (depth_ == most_levels) return false;
    if (take("/>")) return true;
    ++depth_;
    return take(">");
  }
  bool words() {
    bool blank = true;
    while (!rest_.empty() && rest_[0] != '<') {
      blank = blank && is_space(rest_[0]);
      if (rest_[0] == '\0') return false;
      if (rest_[0] == '&') {
        if (!reference()) return false;
      } else {
        rest_.remove_prefix(1);
      }
    }
    return blank || (depth_ > 0 && one_more());
  }
  bool reference() {
    constexpr std::array<std::string_view, 5> known{"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
    for (auto& k : known)
      if (take(k)) return true;
    if (!take("&#")) return false;
    int base = take("x") ? 16 : 10;
    std::uint32_t code = 0;
    auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), code, base);
    if (error != std::errc{}) return false;
    rest_.remove_prefix(std::size_t(end - rest_.data()));
    bool character = code != 0 && code <= 0x10ffff && (code < 0xd800 || code >= 0xe000);
    return character && take(";");
  }

  std::string_view rest_;
  std::size_t depth_{}, roots_{}, nodes_{};
};

}  // namespace

bool is_plain_xml(std::string_view text) { return is_utf8(text) && Scan(text).whole(); }

struct XmlFields::Document {
  pugi::xml_document tree;
  pugi::xml_node root;
};

XmlFields::XmlFields(std::unique_ptr<Document> document) : document_(std::move(document)) {}
XmlFields::XmlFields(XmlFields&&) noexcept = default;
XmlFields::~XmlFields() = default;

std::optional<XmlFields> XmlFields::parse(std::string_view text) {
  if (!is_plain_xml(text)) return {};
  auto document = std::make_unique<Document>();
  constexpr unsigned what = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol;
  if (!document->tree.load_buffer(text.data(), text.size(), what, pugi::encoding_utf8)) return {};
  document->root = document->tree.child("xml");
  if (!document->root) return {};
  return XmlFields(std::move(document));
}

bool XmlFields::has(const char* name) const { return !document_->root.child(name).empty(); }

std::string XmlFields::text(const char* name) {
  std::string text;
  auto field = document_->root.child(name);
  if (field.next_sibling(name)) fits_ = false;
  for (auto& part : field.children()) {
    if (part.type() == pugi::node_element) fits_ = false;
    else text += part.value();
  }
  return text;
}

}  // namespace linli::wecom
