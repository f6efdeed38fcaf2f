// A callback's body as a stranger may send it, and what only the platform can send: the bytes are also taken as a decrypted message, as blocks
// before encryption, and as the file of a picture, all under a key of this program.
#include <openssl/evp.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "adapters/wecom/base64.hpp"
#include "adapters/wecom/envelope.hpp"
#include "adapters/wecom/text.hpp"
#include "fuzz/target.hpp"
#include "fuzz/wecom.hpp"

namespace linli::fuzz {
namespace {

using namespace wecom;

constexpr std::string_view key43 = "FuzzOnlyKeyFuzzOnlyKeyFuzzOnlyKeyFuzzOnlyKe";
constexpr std::string_view receiver = "wwFuzz";

SecretPtr secret(std::string_view plain) { return std::make_shared<const Secret>(std::string(plain)); }
const Envelope& envelope() {
  static const auto made = Envelope::make(secret("FuzzToken"), secret(key43), std::string(receiver));
  return made.value();
}
std::string encrypted(std::string_view blocks) {
  static const auto key = from_base64(std::string(key43) + "=", DiscardedBits::any).value();
  auto bytes = [](std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); };
  std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  std::string out(blocks.size() + 16, '\0');
  int written = 0;
  hold(EVP_EncryptInit_ex(context.get(), EVP_aes_256_cbc(), nullptr, bytes(key), bytes(key)) == 1, "a cipher");
  EVP_CIPHER_CTX_set_padding(context.get(), 0);
  hold(EVP_EncryptUpdate(context.get(), reinterpret_cast<unsigned char*>(out.data()), &written, bytes(blocks), int(blocks.size())) == 1, "whole blocks");
  out.resize(std::size_t(written));
  return out;
}

// What opening must give, said step by step: wecom.md's order of checks, with early ends.
std::optional<std::string> unpadded(std::string_view plain) {
  std::size_t n = static_cast<unsigned char>(plain.back());
  if (n < 1 || n > 32 || n > plain.size()) return {};
  auto padding = plain.substr(plain.size() - n);
  if (std::ranges::any_of(padding, [&](char c) { return c != padding.back(); })) return {};
  return std::string(plain.substr(0, plain.size() - n));
}
std::optional<std::string> message_in(std::string_view plain) {
  auto content = unpadded(plain);
  if (!content || content->size() < 20) return {};
  std::uint64_t size = 0;
  for (std::size_t i = 16; i < 20; ++i) size = size * 256 + static_cast<unsigned char>((*content)[i]);
  auto rest = content->substr(20);
  if (size > rest.size() || rest.substr(size) != receiver || !is_utf8(rest.substr(0, size))) return {};
  return rest.substr(0, size);
}

void as_blocks(std::string_view bytes) {
  auto blocks = bytes.substr(0, bytes.size() / 16 * 16);
  if (blocks.empty()) return;
  auto file = encrypted(blocks);
  hold(envelope().open(to_base64(file)) == message_in(blocks), "blocks are opened as the platform's rules say");
  hold(open_media(file, secret(key43)) == unpadded(blocks), "a file is its blocks without the padding");
}
void as_message(std::string_view bytes) {
  auto sealed = envelope().seal(bytes, "0123456789abcdef");
  auto opened = envelope().open(sealed);
  hold(opened.has_value() == is_utf8(bytes) && (!opened || *opened == bytes), "what was sealed is opened if it is text");
  auto signature = envelope().signature("1", "2", bytes);
  hold(signature.size() == 40 && envelope().signed_well(signature, "1", "2", bytes) && !envelope().signed_well(bytes, "1", "2", bytes), "one signature is right");
}
void as_base64(std::string_view bytes) {
  auto strict = from_base64(bytes, DiscardedBits::zero);
  hold(!strict || to_base64(*strict) == bytes, "strict base64 is what an encoder writes");
  hold(from_base64(to_base64(bytes), DiscardedBits::zero) == bytes, "what was encoded is decoded");
  if (auto message = envelope().open(bytes)) hold(is_utf8(*message), "only text is opened");
}
void as_text(std::string_view bytes) {
  auto words = readable(bytes);
  hold(words.size() <= bytes.size(), "nothing is added");
  hold(!is_utf8(bytes) || (is_utf8(words) && readable(words) == words), "text without controls is still text");
  auto without = without_mention(bytes, {"bot", "bot two"});
  hold(without.text.size() <= bytes.size() && (is_utf8(without.text) || !is_utf8(bytes)), "taking the mention out adds nothing");
}

void as_xml(std::string_view bytes) {
  auto heard = read_application(bytes);
  if (heard) hold_heard(*heard);
  if (auto inner = encrypted_in_xml(bytes)) hold(!inner->empty() && is_utf8(*inner), "an envelope holds something");
  if (!heard) return;
  pugi::xml_document document;
  hold(document.load_buffer(bytes.data(), bytes.size(), pugi::parse_full, pugi::encoding_utf8), "what is understood is well-formed");
  struct Walk : pugi::xml_tree_walker {
    bool for_each(pugi::xml_node& node) override {
      auto type = node.type();
      hold(type == pugi::node_element || type == pugi::node_pcdata || type == pugi::node_cdata, "elements and text only");
      hold(depth() <= int(most_levels) && node.attributes().empty(), "neither deep nor with attributes");
      return true;
    }
  } walk;
  document.traverse(walk);
}
void as_json(std::string_view bytes) {
  auto heard = read_bot(bytes);
  if (heard) hold_heard(*heard);
  if (auto inner = encrypted_in_json(bytes)) hold(!inner->empty() && is_utf8(*inner), "an envelope holds something");
  if (heard) hold(nlohmann::json::parse(bytes.begin(), bytes.end(), nullptr, false).is_object(), "what is understood is an object");
}

}  // namespace

void hold_heard(const Heard& heard) {
  using What = Heard::What;
  hold(heard.text.empty() || (is_utf8(heard.text) && readable(heard.text) == heard.text), "a text is one");
  for (auto* id : {&heard.from, &heard.chat, &heard.stream, &heard.task}) hold(id->empty() || is_id(*id), "ids are short");
  hold(heard.key.empty() || is_id(heard.key, most_key), "so are keys");
  hold(heard.sent.count() >= 0 && heard.sent <= latest, "a time is one");
  hold(heard.attached.size() <= most_attached, "few things are attached");
  if (heard.what == What::other || heard.what == What::disconnected) return;
  hold(!heard.id.empty() && !heard.from.empty() && heard.from != "sys", "what means something has an id and a sender");
  hold(heard.what != What::click || (!heard.task.empty() && !heard.key.empty()), "a click has its card and button");
  hold(heard.what != What::refresh || !heard.stream.empty(), "a refresh names its stream");
}

void wecom_callback(std::string_view bytes) {
  as_xml(bytes);
  as_json(bytes);
  as_text(bytes);
  as_base64(bytes);
  as_message(bytes);
  as_blocks(bytes);
}

}  // namespace linli::fuzz
