#include "tests/standins/wecom/content.hpp"

#include <array>
#include <charconv>
#include <optional>

namespace wecom_standin {
namespace {

const Json nothing = Json::object();
const Json none = Json::array();

using Bad = std::unexpected<Refused>;

// How long a text may be: bytes; 0: this msgtype does not exist on that way (40008).
struct Limits {
  std::string_view type;
  std::array<std::size_t, 8> of;     // in the order of Route
};
constexpr std::array limits{
    //                     webhook appl.  reply   respond push    welc.  late    update
    //                     §3      §5.2   §7.2    §8.2    §8.2    §7.3   §7.4
    Limits{"text",        {2048,   2048,  0,      0,      0,      2048,  0,      0}},
    Limits{"markdown",    {4096,   2048,  0,      20'480, 20'480, 0,     20'480, 0}},
    Limits{"markdown_v2", {4096,   0,     0,      0,      0,      0,     0,      0}},
    Limits{"stream",      {0,      0,     20'480, 20'480, 0,      0,     0,      0}},
};
std::size_t limit(Route route, std::string_view type) {
  for (auto& row : limits)
    if (row.type == type) return row.of.at(std::size_t(route));
  return 0;
}

// "<@userid>" becomes "@name", and the member is mentioned.
std::string mentions_inside(const std::string& text, const std::function<std::string(const std::string&)>& name, std::vector<std::string>& mentions) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    auto end = text.compare(at, 2, "<@") == 0 ? text.find('>', at) : std::string::npos;
    if (end == std::string::npos) {
      out += text[at++];
      continue;
    }
    auto who = text.substr(at + 2, end - at - 2);
    mentions.push_back(who);
    out += "@" + name(who);
    at = end + 1;
  }
  return out;
}

std::expected<Content, Refused> written(Route route, const std::string& type, const Reader& part, const std::function<std::string(const std::string&)>& name) {
  Content content;
  content.look.type = type;
  content.look.raw = part.text("content");
  auto most = limit(route, type);
  bool stream = type == "stream";
  if (stream) content.stream = part.text("id"), content.finish = part.flag("finish");
  if (stream && content.stream.empty()) return Bad({40058, "stream.id missing. invalid Request Parameter"});
  // §2: 44004 empty text of an application message, 93017 of a webhook or the bot. An unfinished stream may begin empty, one may end so (§7.2).
  if (content.look.raw.empty() && !stream)
    return Bad({route == Route::application ? 44004 : 93017, route == Route::application ? "text content is empty" : "empty content"});
  if (content.look.raw.size() > most) {
    if (route == Route::application && type == "text") {  // §5.2: longer is cut
      content.look.raw = cut(content.look.raw, most);
      content.look.cut = true;
    } else {
      return Bad({40058, type + ".content exceed max length " + std::to_string(most) + ". invalid Request Parameter"});
    }
  }
  bool mentions = route == Route::webhook && type != "markdown_v2";  // §3
  content.look.text = mentions ? mentions_inside(content.look.raw, name, content.look.mentions) : content.look.raw;
  if (type != "text") content.look.text = rendered(content.look.text);
  if (route == Route::webhook && type == "text")
    for (auto* key : {"mentioned_list", "mentioned_mobile_list"})
      for (auto& who : part.texts(key)) content.look.mentions.push_back(who);
  return content;
}

std::expected<Content, Refused> articles(const Reader& part) {
  Content content;
  content.look.type = "news";
  auto& list = part.list("articles");
  if (list.empty() || list.size() > 8) return Bad({40058, "news.articles count. invalid Request Parameter"});
  for (auto& row : list) {
    Reader one(row, part.wrong());
    if (one.text("title").empty() || one.text("url").empty()) return Bad({40058, "news.articles.title or url missing. invalid Request Parameter"});
    content.look.text += (content.look.text.empty() ? "" : "\n") + cut(one.text("title"), 128) + "\n" + cut(one.text("description"), 512);
  }
  return content;
}

}  // namespace

std::string Reader::text(const char* key) const {
  if (!has(key)) return {};
  auto& value = object_.at(key);
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_integer()) return value.dump();
  if (!value.is_null()) wrong_ = true;
  return {};
}

std::int64_t Reader::number(const char* key) const {
  if (!has(key)) return 0;
  auto& value = object_.at(key);
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (value.is_string()) {
    auto& text = value.get_ref<const std::string&>();
    std::int64_t number = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size()) return number;
  }
  wrong_ = true;
  return 0;
}

bool Reader::flag(const char* key) const {
  if (!has(key)) return false;
  auto& value = object_.at(key);
  if (value.is_boolean()) return value.get<bool>();
  return number(key) != 0;
}

Reader Reader::in(const char* key) const {
  if (!has(key)) return {nothing, wrong_};
  auto& value = object_.at(key);
  if (value.is_object()) return {value, wrong_};
  wrong_ = true;
  return {nothing, wrong_};
}

const Json& Reader::list(const char* key) const {
  if (!has(key)) return none;
  auto& value = object_.at(key);
  if (value.is_array()) return value;
  wrong_ = true;
  return none;
}

std::vector<std::string> Reader::texts(const char* key) const {
  std::vector<std::string> out;
  for (auto& value : list(key)) {
    if (value.is_string()) out.push_back(value.get<std::string>());
    else wrong_ = true;
  }
  return out;
}

bool escapes(const std::string& body) {
  for (std::size_t at = body.find('\\'); at != std::string::npos && at + 1 < body.size(); at = body.find('\\', at + 2))
    if (body[at + 1] == 'u') return true;
  return false;
}

std::string cut(const std::string& text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  return text.substr(0, bytes);
}

std::string rendered(const std::string& markdown) {
  std::string out;
  bool begins = true;  // of a line: headings and quotes stand there
  for (std::size_t at = 0; at < markdown.size();) {
    char c = markdown[at];
    if (begins && (c == '#' || c == '>')) {
      while (at < markdown.size() && markdown[at] == c) ++at;
      if (at < markdown.size() && markdown[at] == ' ') ++at;
      continue;
    }
    begins = c == '\n';
    if (markdown.compare(at, 2, "**") == 0) {
      at += 2;
    } else if (c == '`') {
      ++at;
    } else if (markdown.compare(at, 5, "<font") == 0 || markdown.compare(at, 7, "</font>") == 0) {
      auto end = markdown.find('>', at);
      at = end == std::string::npos ? markdown.size() : end + 1;
    } else if (auto middle = c == '[' ? markdown.find("](", at) : std::string::npos; middle != std::string::npos && markdown.find('\n', at) > middle) {
      auto end = markdown.find(')', middle);
      out += markdown.substr(at + 1, middle - at - 1);
      at = end == std::string::npos ? markdown.size() : end + 1;
    } else {
      out += c, ++at;
    }
  }
  return out;
}

std::expected<Content, Refused> read_content(Route route, const Reader& body, const std::function<bool(const std::string&)>& media,
    const std::function<std::string(const std::string&)>& name) {
  auto type = body.text("msgtype");
  if (limit(route, type)) return written(route, type, body.in(type.c_str()), name);
  Content content;
  content.look.type = type;
  if (type == "template_card") {
    auto look = read_card(route, body.in("template_card"));
    if (!look) return std::unexpected(look.error());
    content.look = std::move(*look);
    return content;
  }
  if (type == "stream_with_template_card" && route == Route::reply) {  // §7.2; not over the long connection (§8.2)
    auto first = written(route, "stream", body.in("stream"), name);
    if (!first || !body.has("template_card")) return first;
    auto look = read_card(route, body.in("template_card"));
    if (!look) return std::unexpected(look.error());
    look->text = first->look.text + "\n" + look->text;
    first->look = std::move(*look);
    return first;
  }
  bool company = route == Route::webhook || route == Route::application;
  if (type == "news" && company) return articles(body.in("news"));
  if (type == "textcard" && route == Route::application) {
    auto part = body.in("textcard");
    if (part.text("title").empty() || part.text("url").empty()) return Bad({40058, "textcard.title or url missing. invalid Request Parameter"});
    content.look.text = part.text("title") + "\n" + part.text("description");
    return content;
  }
  if (type == "image" && route == Route::webhook) {
    auto part = body.in("image");
    if (part.text("base64").empty() || part.text("md5").empty()) return Bad({40058, "image.base64 or md5 missing. invalid Request Parameter"});
    if (part.text("base64").size() / 4 * 3 > std::size_t{2} * 1024 * 1024) return Bad({93018, "image size too large"});
    content.look.text = "[image]";
    return content;
  }
  bool file = type == "file" || type == "voice" || type == "image" || type == "video";
  bool sends_files = route == Route::application || route == Route::respond || route == Route::push || (route == Route::webhook && type != "video");
  if (file && sends_files) {
    if (!media(body.in(type.c_str()).text("media_id"))) return Bad({40007, "invalid media_id"});
    content.look.text = "[" + type + "]";
    return content;
  }
  return Bad({40008, "invalid message type"});
}

}  // namespace wecom_standin
