#include "service/rehearse/conversation.hpp"

#include <yaml-cpp/yaml.h>

#include <charconv>
#include <sstream>

namespace linli::rehearse {
namespace {

// Where something is wrong. Ends the reading; caught at the one door below.
struct Wrong {
  int line{};
  std::string reason;
};

std::optional<int> number(std::string_view text) {
  int value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

// 2020-02-11T09:30:00+08:00
std::optional<Instant> parse_instant(std::string_view text) {
  if (text.size() != 25 || text[10] != 'T') return {};
  auto day = parse_day(text.substr(0, 10));
  auto h = number(text.substr(11, 2)), m = number(text.substr(14, 2)), s = number(text.substr(17, 2));
  auto oh = number(text.substr(20, 2)), om = number(text.substr(23, 2));
  if (!day || !h || !m || !s || !oh || !om || (text[19] != '+' && text[19] != '-')) return {};
  auto offset = std::chrono::hours(*oh) + std::chrono::minutes(*om);
  auto local = std::chrono::hours(*h) + std::chrono::minutes(*m) + std::chrono::seconds(*s);
  return Instant(*day) + local - (text[19] == '-' ? -offset : offset);
}

int line_of(const YAML::Node& node) { return node.Mark().line + 1; }

std::string text_of(const YAML::Node& node, const char* what) {
  if (!node || !node.IsScalar()) throw Wrong{node ? line_of(node) : 0, std::string(what) + ": a text is expected"};
  return node.as<std::string>();
}

std::vector<ActText> acts_of(const std::string& text, int line) {
  auto acts = parse_acts(text);
  if (!acts) throw Wrong{line, acts.error()};
  return *acts;
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> out;
  for (std::string word; in >> word;) out.push_back(word);
  return out;
}

// "A: <address>", then a word for "renter" and the name, then a word for "who is" and the letter; the words themselves are free.
Known known_of(const YAML::Node& node) {
  auto text = text_of(node, "known");
  auto colon = text.find(": ");
  if (colon == std::string::npos) throw Wrong{line_of(node), "a landlord and ': ' are expected first"};
  auto words = words_of(text.substr(colon + 2));
  if (words.empty() || words.size() == 2 || words.size() == 4 || words.size() > 5)
    throw Wrong{line_of(node), "expected: LANDLORD: ADDRESS [renter NAME [is WHO]]"};
  Known out;
  out.landlord = text.substr(0, colon);
  out.address = words[0];
  if (words.size() > 2) out.renter = words[2];
  if (words.size() > 4) out.as = words[4];
  out.line = line_of(node);
  return out;
}

Given given_of(const YAML::Node& node) {
  auto text = text_of(node, "given");
  Given out;
  out.line = line_of(node);
  auto colon = text.find(": "), brace = text.find('{');
  if (colon != std::string::npos && (brace == std::string::npos || colon < brace)) {
    out.by = text.substr(0, colon);
    text = text.substr(colon + 2);
  }
  out.acts = acts_of(text, out.line);
  return out;
}

Bot bot_of(std::string head, std::string rest, int line) {
  Bot out;
  if (head != "bot") {
    constexpr std::string_view direct = "bot>direct ";
    if (!head.starts_with(direct)) throw Wrong{line, "expected 'bot' or 'bot>direct WHO'"};
    out.to = head.substr(direct.size());
  }
  if (auto bar = rest.find(" | "); bar != std::string::npos) {
    out.words = rest.substr(bar + 3);
    rest.resize(bar);
  }
  out.acts = acts_of(rest, line);
  return out;
}

// "@...": the bot is mentioned, up to the first blank.
MessageIn message_of(std::string text) {
  MessageIn out{std::move(text), false, false};
  if (!out.text.starts_with('@')) return out;
  auto blank = out.text.find(' ');
  out.text.erase(0, blank == std::string::npos ? blank : blank + 1);
  out.addressed = true;
  return out;
}

// "<hello>", "<voice: words that were heard>", "<picture>", "<file, too large>", "<and picture, not fetched>"; or words.
Body body_of(const std::string& text, bool& beside, int line) {
  if (!text.starts_with('<') || !text.ends_with('>')) return message_of(text);
  auto what = text.substr(1, text.size() - 2);
  constexpr std::string_view heard = "voice: ", also = "and ";
  if (what == "hello") return HelloIn{};
  if (what.starts_with(heard)) {
    auto message = message_of(what.substr(heard.size()));
    message.spoken = true;
    return message;
  }
  MediaIn media;
  beside = what.starts_with(also);
  if (beside) what.erase(0, also.size());
  auto comma = what.find(", ");
  auto kind = what.substr(0, comma), got = comma == std::string::npos ? "" : what.substr(comma + 2);
  if (kind == "picture") media.kind = MediaKind::picture;
  else if (kind == "voice") media.kind = MediaKind::voice;
  else if (kind == "video") media.kind = MediaKind::video;
  else if (kind == "file") media.kind = MediaKind::file;
  else throw Wrong{line, "'" + kind + "' is nothing that can be sent: expected picture, voice, video or file"};
  if (got == "too large") media.got = MediaIn::Got::too_large;
  else if (got == "not fetched") media.got = MediaIn::Got::not_fetched;
  else if (!got.empty()) throw Wrong{line, "'" + got + "': expected 'too large' or 'not fetched'"};
  media.type = "application/octet-stream";
  if (media.got == MediaIn::Got::whole) media.bytes = what;
  return media;
}

Said said_of(std::string head, std::string rest, int line) {
  Said out;
  if (auto arrow = head.find(">direct"); arrow != std::string::npos) {
    out.direct = true;
    head.resize(arrow);
  }
  auto space = head.rfind(' ');
  out.who = space == std::string::npos ? head : head.substr(space + 1);
  out.role = space == std::string::npos ? "" : head.substr(0, space);
  out.stranger = out.role == "stranger";
  out.body = body_of(rest, out.beside, line);
  return out;
}

Line line_of_turn(const YAML::Node& node) {
  Line out;
  if (node.IsMap() && node.size() == 1) {  // clock: 2020-… without quotes is a map
    out.text = node.begin()->first.as<std::string>() + ": " + text_of(node.begin()->second, "a turn");
  } else {
    out.text = text_of(node, "a turn");
  }
  out.line = line_of(node);
  if (out.text == "repeat") {
    out.what = Repeat{};
    return out;
  }
  auto colon = out.text.find(": ");
  if (colon == std::string::npos) throw Wrong{out.line, "expected WHO: words, bot: acts, clock: time, or repeat"};
  auto head = out.text.substr(0, colon), rest = out.text.substr(colon + 2);
  if (head == "clock") {
    auto at = parse_instant(rest);
    if (!at) throw Wrong{out.line, "expected a time like 2020-02-11T10:31:00+01:00"};
    out.what = Clock{*at};
  } else if (head.starts_with("bot")) {
    out.what = bot_of(head, rest, out.line);
  } else {
    out.what = said_of(head, rest, out.line);
  }
  return out;
}

Conversation read(const std::filesystem::path& file) {
  YAML::Node top;
  try {
    top = YAML::LoadFile(file.string());
  } catch (const YAML::ParserException& error) {
    throw Wrong{error.mark.line + 1, error.msg};
  } catch (const YAML::BadFile&) {
    throw Wrong{0, "cannot be read"};
  }
  Conversation out;
  out.file = file.string();
  if (!top.IsMap()) throw Wrong{1, "a conversation is a table with title, chat, reference, known, given and turns"};
  out.title = text_of(top["title"], "title");
  out.direct = text_of(top["chat"], "chat") == "direct";
  auto reference = parse_instant(text_of(top["reference"], "reference"));
  if (!reference) throw Wrong{line_of(top["reference"]), "reference: expected a time like 2020-02-11T10:31:00+01:00"};
  out.reference = *reference;
  for (auto node : top["known"]) out.known.push_back(known_of(node));
  for (auto node : top["given"]) out.given.push_back(given_of(node));
  for (auto node : top["turns"]) out.turns.push_back(line_of_turn(node));
  if (out.turns.empty()) throw Wrong{0, "no turns stand in it"};
  return out;
}

}  // namespace

std::expected<Conversation, std::string> read_conversation(const std::filesystem::path& file) {
  try {
    return read(file);
  } catch (const Wrong& wrong) {
    return std::unexpected(file.string() + (wrong.line > 0 ? ":" + std::to_string(wrong.line) : "") + ": " + wrong.reason);
  } catch (const YAML::Exception& error) {
    return std::unexpected(file.string() + ":" + std::to_string(error.mark.line + 1) + ": " + error.msg);
  }
}

}  // namespace linli::rehearse
