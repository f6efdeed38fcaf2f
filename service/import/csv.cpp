#include "service/import/csv.hpp"

#include <algorithm>
#include <cstdint>

namespace linli {
namespace {

constexpr std::size_t most_errors = 50;

class Reader {
 public:
  Reader(std::string_view text, const std::string& file) : text_(text), file_(file) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  }

  std::expected<Sheet, std::vector<ConfigError>> read() {
    if (!all_is_text()) return std::unexpected(std::move(errors_));
    Sheet out;
    while (at_ < text_.size() && errors_.size() < most_errors) {
      auto row = record();
      bool blank = row.size() == 1 && row.front().text.empty();
      if (blank) continue;
      if (out.header.empty()) {
        out.header = std::move(row);
        continue;
      }
      if (row.size() != out.header.size())
        error(row.front(), "this line has " + std::to_string(row.size()) + " columns, the first line has " + std::to_string(out.header.size()));
      out.rows.push_back(std::move(row));
    }
    if (out.header.empty() && errors_.empty()) errors_.push_back({file_, 0, 0, "the file is empty: its first line must name the columns", {}});
    if (!errors_.empty()) return std::unexpected(std::move(errors_));
    return out;
  }

 private:
  void error(const Cell& cell, std::string reason) {
    if (errors_.size() < most_errors) errors_.push_back({file_, cell.line, cell.column, std::move(reason), {}});
  }

  // Whether it is UTF-8 without control characters; else where it stops being so.
  bool all_is_text() {
    int line = 1, column = 1;
    auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text_[i]); };
    for (std::size_t i = 0; i < text_.size();) {
      unsigned first = byte(i);
      std::size_t length = first < 0x80 ? 1 : first >= 0xF0 && first < 0xF5 ? 4 : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xC2 && first < 0xE0 ? 2 : 0;
      bool good = length > 0 && i + length <= text_.size();
      for (std::size_t k = 1; good && k < length; ++k) good = (byte(i + k) & 0xC0U) == 0x80U;
      if (good && length == 3) good = !(first == 0xE0 && byte(i + 1) < 0xA0) && !(first == 0xED && byte(i + 1) >= 0xA0);
      if (good && length == 4) good = !(first == 0xF0 && byte(i + 1) < 0x90) && !(first == 0xF4 && byte(i + 1) >= 0x90);
      if (!good) {
        errors_.push_back({file_, line, column, "this is not UTF-8 text; save the table as \"CSV UTF-8\"", {}});
        return false;
      }
      if ((first < 0x20 && first != '\n' && first != '\r' && first != '\t') || first == 0x7F) {
        errors_.push_back({file_, line, column, "a control character stands here", {}});
        return false;
      }
      i += length;
      ++column;
      if (first == '\n') ++line, column = 1;
    }
    return true;
  }

  bool line_ends() {
    if (at_ < text_.size() && text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
    if (at_ < text_.size() && text_[at_] == '\n') {
      ++at_;
      ++line_;
      column_ = 1;
      return true;
    }
    return false;
  }
  char take() {
    char c = text_[at_++];
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++column_;
    if (c == '\n') ++line_, column_ = 1;
    return c;
  }

  std::vector<Cell> record() {
    std::vector<Cell> row;
    while (true) {
      row.push_back(cell());
      if (at_ >= text_.size() || line_ends()) return row;
      take();   // the comma
    }
  }

  Cell cell() {
    Cell out{{}, line_, column_};
    if (at_ < text_.size() && text_[at_] == '"') return quoted();
    while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n' && !(text_[at_] == '\r' && text_.substr(at_).starts_with("\r\n"))) {
      if (text_[at_] == '"') {
        error({{}, line_, column_}, "a quote inside a value: put the whole value in quotes and double the inner ones");
        skip_line();
        return out;
      }
      out.text += take();
    }
    auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    while (!out.text.empty() && blank(out.text.back())) out.text.pop_back();
    out.text.erase(out.text.begin(), std::ranges::find_if_not(out.text, blank));
    return out;
  }

  Cell quoted() {
    Cell out{{}, line_, column_};
    take();
    while (true) {
      if (at_ >= text_.size()) {
        error(out, "a quote that is not closed");
        return out;
      }
      char c = take();
      if (c != '"') {
        out.text += c;
      } else if (at_ < text_.size() && text_[at_] == '"') {
        out.text += take();
      } else {
        break;
      }
    }
    bool ends = at_ >= text_.size() || text_[at_] == ',' || text_[at_] == '\n' || text_.substr(at_).starts_with("\r\n");
    if (!ends) {
      error({{}, line_, column_}, "after a closing quote only a comma or the line's end may stand");
      skip_line();
    }
    return out;
  }
  void skip_line() {
    while (at_ < text_.size() && text_[at_] != '\n') take();
  }

  std::string_view text_;
  const std::string& file_;
  std::size_t at_{};
  int line_{1}, column_{1};
  std::vector<ConfigError> errors_;
};

}  // namespace

std::expected<Sheet, std::vector<ConfigError>> read_csv(std::string_view text, const std::string& file) { return Reader(text, file).read(); }

}  // namespace linli
