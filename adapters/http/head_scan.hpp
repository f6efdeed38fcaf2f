#pragma once
// Looks at the raw bytes of a request's head before any parser does. What two parsers could read in two ways (the root of request
// smuggling) is refused here, whatever the library behind makes of it. Pure: bytes in, verdict out.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/http/http.hpp"

namespace linli::http {

struct Head {
  std::string method, target;
  bool http_1_0{};
  Headers headers;                              // values without blanks around them, in the order sent
  bool chunked{};
  std::optional<std::uint64_t> content_length;
  bool has_body() const { return chunked || content_length.value_or(0) > 0; }
};

// Feed it all bytes that have come so far; it remembers how far it looked.
class HeadScan {
 public:
  enum class Verdict : std::uint8_t { more, complete, refused };
  Verdict look(std::string_view so_far);

  std::size_t length() const { return length_; }  // of the head with its blank line, once complete
  const Head& head() const { return head_; }      // once complete
  std::string_view why() const { return why_; }   // once refused: a word for logs

 private:
  Verdict refuse(std::string_view why);
  Verdict parse(std::string_view head);
  std::size_t looked_{}, length_{};
  Head head_;
  std::string_view why_;
};

}  // namespace linli::http
