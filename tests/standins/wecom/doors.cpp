#include "tests/standins/wecom/doors.hpp"

namespace wecom_standin {

using linli::wecom::Envelope;

struct Doors::Posting {
  Which which{};
  std::string plain;
  int left{};
  std::function<void(const Try&)> tried;
  std::function<void(std::optional<std::string>)> over;
  Envelope envelope;
  std::string timestamp, nonce, encrypted;
};

namespace {

linli::SecretPtr secret(const std::string& text) { return std::make_shared<const linli::Secret>(text); }

std::string escaped(const std::string& text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (unsigned char c : text) {
    if (std::isalnum(c)) out += char(c);
    else out += '%', out += digits[c >> 4U], out += digits[c & 15U];
  }
  return out;
}

std::string signed_url(const Door& door, const Envelope& envelope, const std::string& timestamp, const std::string& nonce, const std::string& encrypted) {
  return door.url + "?msg_signature=" + envelope.signature(timestamp, nonce, encrypted) + "&timestamp=" + timestamp + "&nonce=" + nonce;
}

}  // namespace

std::string cdata(const std::string& name, const std::string& text) {
  std::string inside;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.compare(at, 3, "]]>") == 0) inside += "]]]]><![CDATA[>", at += 2;
    else inside += text[at];
  }
  return "<" + name + "><![CDATA[" + inside + "]]></" + name + ">";
}

std::string xml_field(const std::string& xml, const std::string& name) {
  constexpr std::string_view open = "<![CDATA[", close = "]]>";
  auto from = xml.find("<" + name + ">");
  auto to = xml.find("</" + name + ">", from == std::string::npos ? 0 : from);
  if (from == std::string::npos || to == std::string::npos) return {};
  auto text = xml.substr(from + name.size() + 2, to - from - name.size() - 2), out = std::string();
  if (!text.starts_with(open)) return text;
  for (std::size_t at = 0; text.compare(at, open.size(), open) == 0;) {
    auto end = std::min(text.find(close, at), text.size());
    out += text.substr(at + open.size(), end - at - open.size());
    at = std::min(end + close.size(), text.size());
  }
  return out;
}

const Door& Doors::door(Which which) const { return which == Which::bot ? core_.world.bot_door : core_.world.application; }

// §4.1: the receiver is empty for a bot of the own organisation.
std::expected<Envelope, std::string> Doors::envelope(Which which) const {
  return Envelope::make(secret(door(which).token), secret(door(which).key), which == Which::bot ? "" : core_.world.corp);
}

void Doors::post(Which which, const std::string& plain, int most, std::function<void(const Try&)> tried,
    std::function<void(std::optional<std::string>)> over) {
  auto sealed = envelope(which);
  if (!sealed || !out_) {
    tried({core_.now(), 0, sealed ? "nobody posts: post_with() was not called" : sealed.error(), {}});
    return over({});
  }
  attempt(std::make_shared<Posting>(Posting{which, plain, most, std::move(tried), std::move(over), std::move(*sealed), {}, {}, {}}));
}

void Doors::attempt(std::shared_ptr<Posting> posting) {
  --posting->left;
  if (posting->nonce.empty() || !core_.manners.same_nonce) {
    posting->timestamp = std::to_string(core_.seconds());
    posting->nonce = core_.id("nonce");
    posting->encrypted = posting->envelope.seal(posting->plain, core_.random16());
  }
  http::Call call;
  call.method = "POST";
  call.url = signed_url(door(posting->which), posting->envelope, posting->timestamp, posting->nonce, posting->encrypted);
  call.limit = std::chrono::seconds(5);  // §4.5
  bool bot = posting->which == Which::bot;
  call.headers = {{"Content-Type", bot ? "application/json" : "text/xml"}};  // §4.4
  call.body = bot ? Json{{"encrypt", posting->encrypted}}.dump()
                  : "<xml>" + cdata("ToUserName", core_.world.corp) + cdata("AgentID", std::to_string(core_.world.agent)) +
                        cdata("Encrypt", posting->encrypted) + "</xml>";
  auto done = [this, posting](std::expected<http::Response, http::CallFailed> answer) {
    auto told = judge(*posting, answer);
    posting->tried(told);
    bool failed = told.status == 0 || (told.status != 200 && core_.manners.repeats_after_status);
    if (failed && posting->left > 0) return core_.later(answer ? core_.manners.pause : std::chrono::milliseconds(0), [this, posting] { attempt(posting); });
    if (told.status == 200 && told.wrong.empty()) return posting->over(told.plain);
    posting->over({});
  };
  auto fault = core_.faults.due("callback", core_.now());
  if (!fault) return out_->call(std::move(call), std::move(done));
  if (fault->what == Fault::What::cut_after)  // it arrives, its answer does not
    return out_->call(std::move(call), [done](auto) { done(std::unexpected(http::CallFailed{http::Failure::no_answer, "cut"})); });
  core_.later(core_.manners.pause, [done] { done(std::unexpected(http::CallFailed{http::Failure::not_sent, "connect"})); });
}

Try Doors::judge(const Posting& posting, const std::expected<http::Response, http::CallFailed>& answer) const {
  Try told{core_.now(), answer ? answer->status : 0, {}, {}};
  if (!answer) told.wrong = answer.error().why;
  if (!answer || answer->status != 200) return told;
  auto& body = answer->shared ? *answer->shared : answer->body;
  if (body.empty() || (posting.which == Which::application && body == "success")) return told;
  std::string encrypted, signature, timestamp, nonce;
  if (posting.which == Which::bot) {  // §4.4: lower case, msgsignature, the timestamp a number
    auto json = Json::parse(body, nullptr, false);
    bool wrong = !json.is_object();
    Reader reply(json, wrong);
    encrypted = reply.text("encrypt"), signature = reply.text("msgsignature"), nonce = reply.text("nonce");
    if (reply.has("timestamp") && !json["timestamp"].is_number_integer()) wrong = true;
    timestamp = reply.text("timestamp");
    if (wrong || encrypted.empty()) return told.wrong = "no envelope", told;
  } else {
    encrypted = xml_field(body, "Encrypt"), signature = xml_field(body, "MsgSignature");
    timestamp = xml_field(body, "TimeStamp"), nonce = xml_field(body, "Nonce");
  }
  if (nonce != posting.nonce) return told.wrong = "nonce of another request", told;
  if (!posting.envelope.signed_well(signature, timestamp, nonce, encrypted)) return told.wrong = "signature", told;
  auto plain = posting.envelope.open(encrypted);
  if (!plain) return told.wrong = "cannot be decrypted", told;
  told.plain = std::move(*plain);
  return told;
}

void Doors::check_address(Which which, std::function<void(std::string)> done) {
  auto sealed = envelope(which);
  if (!sealed || !out_) return done(sealed ? "nobody posts" : sealed.error());
  auto timestamp = std::to_string(core_.seconds()), nonce = core_.id("nonce"), word = core_.id("4375120948345");
  auto encrypted = sealed->seal(word, core_.random16());
  http::Call call;
  call.url = signed_url(door(which), *sealed, timestamp, nonce, encrypted) + "&echostr=" + escaped(encrypted);
  call.limit = std::chrono::seconds(1);  // §4.3
  out_->call(std::move(call), [word, done = std::move(done)](std::expected<http::Response, http::CallFailed> answer) {
    if (!answer) return done("no answer within 1 s: " + answer.error().why);
    if (answer->status != 200) return done("status " + std::to_string(answer->status));
    done(answer->body == word ? "" : "the body is not exactly the decrypted word");
  });
}

}  // namespace wecom_standin
