#pragma once
// Whether a message is well-formed for the way it takes, and what a member then sees. Pure.
#include <cstdint>
#include <expected>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/standins/wecom/book.hpp"

namespace wecom_standin {

using Json = nlohmann::json;

struct Refused {
  std::int64_t code{};
  std::string what;                 // beginning of errmsg
};

// Reads an object as the platform does: what is missing or of the wrong type counts as empty, and a wrong type is remembered (§2: "Warning:
// wrong json format"). Numbers may come as text (§10).
class Reader {
 public:
  Reader(const Json& object, bool& wrong) : object_(object), wrong_(wrong) {}
  std::string text(const char* key) const;
  std::int64_t number(const char* key) const;
  bool flag(const char* key) const;
  bool has(const char* key) const { return object_.is_object() && object_.contains(key); }
  Reader in(const char* key) const;
  const Json& list(const char* key) const;      // an array, maybe empty
  std::vector<std::string> texts(const char* key) const;
  const Json& json() const { return object_; }
  bool& wrong() const { return wrong_; }

 private:
  const Json& object_;
  bool& wrong_;
};

// By which way it comes: a webhook (§3), the application (§5.2), the answer to a callback (§7.2), a frame with the req_id of a message (§8.2),
// a push (§8.2), the answer to enter_chat (§7.3), response_url (§7.4), the answer to a click (§7.2).
enum class Route : std::uint8_t { webhook, application, reply, respond, push, welcome, late, update };

struct Content {
  Look look;
  std::string stream;               // id of a streamed answer
  bool finish{true};
};
// `media`: whether such a media_id may be used here. `name`: of a member, for mentions inside a text.
std::expected<Content, Refused> read_content(Route route, const Reader& body, const std::function<bool(const std::string&)>& media,
    const std::function<std::string(const std::string&)>& name);
std::expected<Look, Refused> read_card(Route route, const Reader& card);

// Whether a body holds \uXXXX (§2: 40033).
bool escapes(const std::string& body);
// At most `bytes`, never inside a character.
std::string cut(const std::string& text, std::size_t bytes);
// Markdown as a client shows it: the marks of §3's subset gone. No page tells of an escape sign, so a backslash is shown.
std::string rendered(const std::string& markdown);

}  // namespace wecom_standin
