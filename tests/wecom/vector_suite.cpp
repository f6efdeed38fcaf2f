#include "tests/wecom/vector_suite.hpp"

#include <array>
#include <optional>

#include "adapters/wecom/base64.hpp"
#include "adapters/wecom/envelope.hpp"
#include "tests/wecom/samples.hpp"

namespace linli::wecom::vector_suite {
namespace {

using vectors::text_of;
using Runner = Findings (*)(const Json&);

Findings encrypt_and_decrypt(const Json& v) {
  Findings wrong;
  auto envelope = envelope_of(v);
  if (!envelope) return {"no envelope: " + envelope.error()};
  auto& expect = v.at("expect");
  auto encrypted = text_of(expect, "encrypt"), time = text_of(v, "timestamp"), nonce = text_of(v, "nonce");
  if (v.contains("random16_hex") && envelope->seal(text_of(v, "message"), random_of(v)) != encrypted) wrong.push_back("sealed otherwise");
  if (envelope->open(encrypted) != text_of(expect, "message")) wrong.push_back("opened otherwise");
  if (envelope->signature(time, nonce, encrypted) != text_of(expect, "msg_signature")) wrong.push_back("signed otherwise");
  if (!envelope->signed_well(text_of(expect, "msg_signature"), time, nonce, encrypted)) wrong.push_back("its signature is refused");
  return wrong;
}

Findings signature(const Json& v) {
  auto envelope = envelope_of(v);
  if (!envelope) return {"no envelope: " + envelope.error()};
  // An empty text sorts first and adds nothing: the three parts of the plain form are signed by the same function.
  auto signature = envelope->signature(text_of(v, "timestamp"), text_of(v, "nonce"), text_of(v, "encrypt"));
  auto& expect = v.at("expect");
  auto wanted = text_of(expect, expect.contains("msg_signature") ? "msg_signature" : "signature");
  return signature == wanted ? Findings{} : Findings{"signed otherwise: " + signature};
}

Findings decrypt_must_fail(const Json& v) {
  auto envelope = envelope_of(v);
  if (!envelope) return {};  // its token is one that no configuration may have: refused even earlier
  auto reason = text_of(v.at("expect"), "reason");
  bool well = envelope->signed_well(text_of(v, "msg_signature"), text_of(v, "timestamp"), text_of(v, "nonce"), text_of(v, "encrypt"));
  bool opened = envelope->open(text_of(v, "encrypt")).has_value();
  Findings wrong;
  if (v.at("expect").value("ok", false)) wrong.push_back("it expects success");
  if (well && opened) wrong.push_back("accepted");
  if (reason.find("signature") == reason.npos && opened) wrong.push_back("opened, though it should fail by " + reason);
  if (reason == "bad_signature" && well) wrong.push_back("its signature is accepted");
  return wrong;
}

Findings media_decrypt(const Json& v) {
  auto file = from_base64(text_of(v, "file_encrypted_base64"), DiscardedBits::zero);
  auto opened = file ? open_media(*file, secret(text_of(v, "aeskey"))) : std::nullopt;
  auto& expect = v.at("expect");
  if (!expect.value("ok", true)) return opened ? Findings{"opened"} : Findings{};
  if (!opened) return {"not opened"};
  return to_base64(*opened) == text_of(expect, "file_base64") ? Findings{} : Findings{"opened otherwise"};
}

Findings config_must_fail(const Json& v) { return envelope_of(v) ? Findings{"accepted"} : Findings{}; }

struct Kind {
  std::string_view name;
  Runner run;
};
constexpr std::array kinds{Kind{"encrypt_and_decrypt", encrypt_and_decrypt}, Kind{"signature", signature}, Kind{"signature_plain", signature},
    Kind{"decrypt_must_fail", decrypt_must_fail}, Kind{"media_decrypt", media_decrypt}, Kind{"config_must_fail", config_must_fail}};

const Kind* kind_of(const Json& vector) {
  for (auto& kind : kinds)
    if (kind.name == text_of(vector, "kind")) return &kind;
  return nullptr;
}

void count(Report& report, const std::string& kind, const std::string& id, const Findings& findings) {
  auto& counted = report.kinds[kind];
  ++counted.all;
  counted.passed += findings.empty();
  for (auto& finding : findings) report.failures.push_back(id + ": " + finding);
}
// What is there and is a list; else nothing, to loop over.
const Json& list_of(const Json& object, const char* name) {
  static const Json nothing = Json::array();
  auto it = object.find(name);
  return it != object.end() && it->is_array() ? *it : nothing;
}
template <class Run>
Findings guarded(Run run) {  // a field that is missing or of another type is a finding too
  try {
    return run();
  } catch (const Json::exception& e) {
    return {e.what()};
  }
}

}  // namespace

bool is_of_wecom(const vectors::File& file) {
  if (text_of(file.content, "title").find("WeCom") != std::string::npos) return true;
  for (auto& v : list_of(file.content, "vectors"))
    if (kind_of(v)) return true;
  return false;
}

Findings run_vector(const Json& vector) {
  auto* kind = kind_of(vector);
  return kind ? guarded([&] { return kind->run(vector); }) : Findings{"no vectors of the kind \"" + text_of(vector, "kind") + "\" are known"};
}

Report run(const vectors::File& file) {
  Report report;
  for (auto& v : list_of(file.content, "vectors")) count(report, text_of(v, "kind"), text_of(v, "id"), run_vector(v));
  for (auto& s : list_of(file.content, "http_samples"))
    count(report, "http_samples", text_of(s, "id"), guarded([&] { return run_sample(s, report.exceptions); }));
  if (file.content.contains("long_connection_transcript")) {
    std::size_t number = 0;
    for (auto& f : list_of(file.content.at("long_connection_transcript"), "frames"))
      count(report, "long_connection_transcript", "frame " + std::to_string(++number), guarded([&] { return run_frame(f); }));
  }
  return report;
}

std::string told(const Report& report) {
  std::string text;
  for (auto& [kind, count] : report.kinds) text += kind + " " + std::to_string(count.passed) + " of " + std::to_string(count.all) + " passed\n";
  for (auto& exception : report.exceptions) text += "  not further: " + exception + "\n";
  return text;
}

}  // namespace linli::wecom::vector_suite
