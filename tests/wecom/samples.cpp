#include "tests/wecom/samples.hpp"

#include <memory>
#include <utility>

#include "adapters/wecom/base64.hpp"
#include "adapters/wecom/heard.hpp"
#include "adapters/wecom/text.hpp"
#include "adapters/wecom/xml.hpp"
#include "tests/wecom/vector_suite.hpp"

namespace linli::wecom::vector_suite {
namespace {

using vectors::text_of;

void differ(Findings& wrong, const std::string& what, const std::string& is, const std::string& wanted) {
  if (is != wanted) wrong.push_back(what + " is \"" + is + "\", not \"" + wanted + "\"");
}

// Opens it, seals it again with the recorded random bytes, and looks at its signature.
std::string opened(Findings& wrong, const Envelope& envelope, const Json& recorded, const std::string& encrypted, const std::string& signature,
    const std::string& timestamp, const std::string& nonce) {
  if (!envelope.signed_well(signature, timestamp, nonce, encrypted)) wrong.push_back("its signature is refused");
  auto message = envelope.open(encrypted);
  if (!message) wrong.push_back("not opened");
  if (message && recorded.contains("random16_hex") && envelope.seal(*message, random_of(recorded)) != encrypted) wrong.push_back("sealed otherwise");
  return message.value_or("");
}

// The name the bot is mentioned by at the text's beginning.
std::string mentioned(const std::string& text) {
  auto end = std::min({text.find(' '), text.find("\xe2\x80\x85"), text.size()});
  return text.starts_with('@') ? text.substr(1, end - 1) : "";
}

void read_json_field(Findings& wrong, const Heard& heard, const std::string& name, const std::string& wanted) {
  auto conversation = heard.chat.empty() ? heard.from : heard.chat;
  auto items = heard.attached.size() + (heard.text.empty() ? 0 : 1);
  std::string is;
  if (name == "conversation") is = conversation;
  else if (name == "text") is = heard.text;
  else if (name == "text_without_mention") is = without_mention(heard.text, {mentioned(heard.text)}).text;
  else if (name == "quoted_text") is = heard.quoted;
  else if (name == "items") is = std::to_string(items);
  else if (name == "event_key") is = heard.key;
  else if (name == "task_id") is = heard.task;
  else if (name == "dedupe_key") is = heard.id;
  else return wrong.push_back("a field \"" + name + "\" is not known here");
  differ(wrong, name, is, wanted);
}
void read_xml_field(Findings& wrong, XmlFields& xml, const Heard& heard, const std::string& name, const std::string& wanted) {
  if (name == "dedupe_key") return differ(wrong, name, (heard.id.starts_with("event:") ? "" : "msg:") + heard.id, wanted);
  differ(wrong, name, xml.text(name.c_str()), wanted);
  if (name == "FromUserName") differ(wrong, "from", heard.from, wanted);
  if (name == "Content") differ(wrong, "text", heard.text, wanted);
  if (name == "MsgId") differ(wrong, "id", heard.id, wanted);
  if (name == "MsgType" && wanted == "text" && heard.what != Heard::What::message) wrong.push_back("no message was heard");
}

void decode(Findings& wrong, const std::string& message, const Json& expect) {
  bool xml = message.starts_with("<");
  auto heard = xml ? read_application(message) : read_bot(message);
  if (!heard) return wrong.push_back("not understood");
  auto fields = xml ? XmlFields::parse(message) : std::nullopt;
  if (!expect.contains("fields")) return;
  for (auto& [name, value] : expect.at("fields").items()) {
    auto wanted = value.is_string() ? value.get<std::string>() : value.dump();
    if (fields) read_xml_field(wrong, *fields, *heard, name, wanted);
    else read_json_field(wrong, *heard, name, wanted);
  }
}

// One correct answer of ours to the sample, in the JSON envelope.
void sample_reply(Findings& wrong, const Envelope& envelope, const Json& reply) {
  auto body = Json::parse(text_of(reply, "body"));
  auto message = opened(wrong, envelope, reply, text_of(body, "encrypt"), text_of(body, "msgsignature"), text_of(body, "timestamp"), text_of(body, "nonce"));
  if (Json::parse(message, nullptr, false) != reply.at("plain")) wrong.push_back("the sample reply was opened otherwise");
}

Findings run_request(const vectors::Request& request, const Json& sample, std::vector<std::string>& exceptions) {
  Findings wrong;
  auto envelope = envelope_of(sample);
  if (!envelope) return {"no envelope: " + envelope.error()};
  auto& expect = sample.at("expect");
  auto query = [&](const char* name) { auto it = request.query.find(name); return it == request.query.end() ? std::string() : it->second; };
  auto time = query("timestamp"), nonce = query("nonce"), id = text_of(sample, "id");
  bool sealed = request.query.contains("msg_signature");

  if (!sealed || request.query.contains("signature")) {
    if (!envelope->signed_well(query("signature"), time, nonce, "")) wrong.push_back("its plain signature is refused");
    exceptions.push_back(id + ": signature, envelope and XML only; an Official Account is another product");
  }
  if (request.method == "GET") {
    differ(wrong, "answer", sealed ? opened(wrong, *envelope, sample, query("echostr"), query("msg_signature"), time, nonce) : query("echostr"), text_of(expect, "body"));
    return wrong;
  }
  auto message = request.body;
  if (sealed) {
    auto encrypted = request.body.starts_with("<") ? encrypted_in_xml(request.body) : encrypted_in_json(request.body);
    if (!encrypted) return {"no envelope in the body"};
    message = opened(wrong, *envelope, sample, *encrypted, query("msg_signature"), time, nonce);
    bool same = expect.at("decrypted").is_string() ? expect.at("decrypted") == message : Json::parse(message, nullptr, false) == expect.at("decrypted");
    if (!same) wrong.push_back("decrypted otherwise");
  }
  decode(wrong, message, expect);
  if (sample.contains("sample_reply")) sample_reply(wrong, *envelope, sample.at("sample_reply"));
  if (message.find("kf_msg_or_event") != message.npos) exceptions.push_back(id + ": read as an event nothing follows from; customer service is another product");
  return wrong;
}

// The answer to a callback of the application, in the XML envelope.
Findings run_answer(const Json& sample) {
  Findings wrong;
  auto envelope = envelope_of(sample);
  if (!envelope) return {"no envelope: " + envelope.error()};
  auto xml = XmlFields::parse(text_of(sample.at("response"), "body"));
  if (!xml) return {"its XML cannot be read"};
  auto message = opened(wrong, *envelope, sample, xml->text("Encrypt"), xml->text("MsgSignature"), xml->text("TimeStamp"), xml->text("Nonce"));
  differ(wrong, "plain", message, text_of(sample, "plain"));
  return wrong;
}

}  // namespace

SecretPtr secret(std::string plain) { return std::make_shared<const Secret>(std::move(plain)); }

std::expected<Envelope, std::string> envelope_of(const Json& object) {
  auto token = object.contains("token") ? text_of(object, "token") : "MadeUpToken";
  auto key = object.contains("encoding_aes_key") ? text_of(object, "encoding_aes_key") : std::string(43, 'A');
  return Envelope::make(secret(token), secret(key), text_of(object, "receiveid"));
}
std::string random_of(const Json& object) { return vectors::from_hex(text_of(object, "random16_hex")); }

Findings run_sample(const Json& sample, std::vector<std::string>& exceptions) {
  if (auto request = vectors::request_of(sample)) return run_request(*request, sample, exceptions);
  if (sample.contains("response")) return run_answer(sample);
  if (!sample.contains("file_hex")) return {"neither a request, nor an answer, nor a file"};
  exceptions.push_back(text_of(sample, "id") + ": base64 only; no pictures are sent, so no MD5 is made");
  Findings wrong;
  differ(wrong, "base64", to_base64(vectors::from_hex(text_of(sample, "file_hex"))), text_of(sample.at("expect"), "base64"));
  return wrong;
}

Findings run_frame(const Json& recorded) {
  Findings wrong;
  auto& sent = recorded.at("frame");
  auto frame = read_frame(sent.dump());
  if (!frame) return {"not understood"};
  differ(wrong, "cmd", frame->command, text_of(sent, "cmd"));
  differ(wrong, "req_id", frame->request, text_of(sent.at("headers"), "req_id"));
  differ(wrong, "errcode", frame->error ? std::to_string(*frame->error) : "", text_of(sent, "errcode"));
  if (!frame->command.ends_with("_callback")) return wrong;
  if (!frame->heard) return {"its body is not understood"};
  auto& body = sent.at("body");
  differ(wrong, "id", frame->heard->id, text_of(body, "msgid"));
  differ(wrong, "chat", frame->heard->chat, text_of(body, "chatid"));
  differ(wrong, "from", frame->heard->from, body.contains("from") ? text_of(body.at("from"), "userid") : "");
  auto type = body.contains("event") ? text_of(body.at("event"), "eventtype") : text_of(body, "msgtype");
  using What = Heard::What;
  const std::map<std::string, What> whats{{"text", What::message}, {"mixed", What::message}, {"image", What::message}, {"voice", What::message},
      {"file", What::message}, {"video", What::message}, {"stream", What::refresh}, {"enter_chat", What::hello}, {"template_card_event", What::click},
      {"disconnected_event", What::disconnected}};
  auto what = whats.find(type);
  if (frame->heard->what != (what == whats.end() ? What::other : what->second)) wrong.push_back("heard as something else");
  return wrong;
}

}  // namespace linli::wecom::vector_suite
