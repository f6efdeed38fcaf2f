#include "tests/house/source.hpp"

#include <algorithm>
#include <cctype>
#include <regex>

namespace house {
namespace {

class Taker {
 public:
  Taker(std::string_view text, Language language) : text_(text), language_(language) {
    out_.code = std::string(text);
    out_.uncommented = out_.code;
  }

  Source take() {
    while (at_ < text_.size()) {
      if (looking_at("/*")) comment_until("*/");
      else if (looking_at("<!--") && language_ == Language::web) comment_until("-->");
      else if (looking_at("//") && !inside_url()) line_comment();
      else if (text_[at_] == '"' && is_raw()) raw_string();
      else if (text_[at_] == '"') quoted('"');
      else if (text_[at_] == '\'' && !between_digits()) quoted('\'');
      else if (text_[at_] == '`' && language_ == Language::web) quoted('`');
      else ++at_;
    }
    return std::move(out_);
  }

 private:
  bool looking_at(std::string_view what) const { return text_.substr(at_, what.size()) == what; }
  // https:// in the text of a page
  bool inside_url() const { return language_ == Language::web && at_ > 0 && text_[at_ - 1] == ':'; }
  bool between_digits() const {
    return language_ == Language::cpp && at_ > 0 && std::isxdigit(byte(at_ - 1)) && at_ + 1 < text_.size() && std::isxdigit(byte(at_ + 1)) &&
        !(at_ + 2 < text_.size() && text_[at_ + 2] == '\'');
  }
  unsigned char byte(std::size_t i) const { return static_cast<unsigned char>(text_[i]); }
  std::string prefix() const {
    std::size_t from = at_;
    while (from > 0 && (std::isalnum(byte(from - 1)) || text_[from - 1] == '_')) --from;
    return std::string(text_.substr(from, at_ - from));
  }
  bool is_raw() const { return language_ == Language::cpp && !prefix().empty() && prefix().back() == 'R'; }

  void blank(std::string& in, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < std::min(to, in.size()); ++i)
      if (in[i] != '\n') in[i] = ' ';
  }
  void comment_until(std::string_view end) {
    std::size_t to = text_.find(end, at_ + 2);
    to = to == text_.npos ? text_.size() : to + end.size();
    skip_comment(to);
  }
  void line_comment() { skip_comment(std::min(text_.find('\n', at_), text_.size())); }
  void skip_comment(std::size_t to) {
    blank(out_.code, at_, to);
    blank(out_.uncommented, at_, to);
    at_ = to;
  }
  void quoted(char quote) {
    std::size_t to = at_ + 1;
    for (; to < text_.size() && text_[to] != quote; ++to) {
      if (text_[to] == '\\') ++to;
      if (to < text_.size() && text_[to] == '\n' && quote != '`') {  // an apostrophe in a text, not a quote
        ++at_;
        return;
      }
    }
    literal(at_ + 1, std::min(to, text_.size()), prefix());
    at_ = to + 1;
  }
  void raw_string() {
    std::size_t open = text_.find('(', at_);
    if (open == text_.npos) return void(++at_);
    std::string end = ")" + std::string(text_.substr(at_ + 1, open - at_ - 1)) + "\"";
    std::size_t to = std::min(text_.find(end, open), text_.size());
    literal(open + 1, to, prefix());
    at_ = to + end.size();
  }
  void literal(std::size_t from, std::size_t to, std::string prefix) {
    out_.literals.push_back({line_of(text_, from), std::move(prefix), std::string(text_.substr(from, to - from))});
    blank(out_.code, from, to);
  }

  std::string_view text_;
  Language language_;
  std::size_t at_{};
  Source out_;
};

}  // namespace

Source take_apart(std::string_view text, Language language) { return Taker(text, language).take(); }

std::size_t line_of(std::string_view text, std::size_t at) {
  return 1 + std::size_t(std::count(text.begin(), text.begin() + std::ptrdiff_t(std::min(at, text.size())), '\n'));
}

bool has_han(std::string_view s) {
  for (std::size_t i = 0; i + 2 < s.size(); ++i) {
    auto a = static_cast<unsigned char>(s[i]), b = static_cast<unsigned char>(s[i + 1]), c = static_cast<unsigned char>(s[i + 2]);
    if ((a & 0xF0) != 0xE0) continue;
    unsigned point = (a & 0x0FU) << 12 | (b & 0x3FU) << 6 | (c & 0x3FU);
    if ((point >= 0x3000 && point <= 0x303F) || (point >= 0x3400 && point <= 0x9FFF) || (point >= 0xFF00 && point <= 0xFFEF)) return true;
  }
  static const std::regex escape(R"(\\u(\{?0*)([4-9][0-9a-fA-F]{3}|3[04-9a-fA-F][0-9a-fA-F]{2}|[fF][fF][0-9a-fA-F]{2}))");
  return s.find("\\u") != s.npos && std::regex_search(s.begin(), s.end(), escape);
}

}  // namespace house
