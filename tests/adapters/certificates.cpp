#include "tests/adapters/certificates.hpp"

#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <atomic>
#include <memory>

namespace adapters_test {
namespace {

using linli::http::Tls;
using KeyPtr = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using CertificatePtr = std::unique_ptr<X509, decltype(&X509_free)>;

void extend(X509* certificate, int kind, const std::string& value) {
  auto* extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.c_str());
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

CertificatePtr make(EVP_PKEY* key, const Wanted& wanted, bool authority, X509* issuer, EVP_PKEY* issuer_key) {
  static std::atomic<long> serial{1};
  CertificatePtr made(X509_new(), &X509_free);
  auto* x509 = made.get();
  X509_set_version(x509, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(x509), serial++);
  X509_gmtime_adj(X509_getm_notBefore(x509), wanted.from);
  X509_gmtime_adj(X509_getm_notAfter(x509), wanted.until);
  X509_set_pubkey(x509, key);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(x509), "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(wanted.subject.c_str()), -1, -1, 0);
  X509_set_issuer_name(x509, X509_get_subject_name(issuer ? issuer : x509));
  if (authority) extend(x509, NID_basic_constraints, "critical,CA:TRUE");
  std::string names;
  for (auto& name : wanted.names) names += (names.empty() ? "" : ",") + name;
  if (!names.empty()) extend(x509, NID_subject_alt_name, names);
  X509_sign(x509, issuer_key, EVP_sha256());
  return made;
}

Tls write(const std::filesystem::path& folder, const std::string& name, X509* certificate, EVP_PKEY* key) {
  Tls tls{.address = "127.0.0.1", .port = 0, .certificate = folder / (name + ".pem"), .key = folder / (name + ".key")};
  auto* out = std::fopen(tls.certificate.c_str(), "w");
  PEM_write_X509(out, certificate);
  std::fclose(out);
  out = std::fopen(tls.key.c_str(), "w");
  PEM_write_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
  std::fclose(out);
  return tls;
}

KeyPtr new_key() { return {EVP_EC_gen("P-256"), &EVP_PKEY_free}; }

}  // namespace

Folder::Folder() {
  static std::atomic<int> count{0};
  path = std::filesystem::temp_directory_path() / ("linli-tls-" + std::to_string(::getpid()) + "-" + std::to_string(count++));
  std::filesystem::create_directories(path);
}
Folder::~Folder() { std::filesystem::remove_all(path); }

Authority::Authority(const Folder& folder, std::string name) : folder_(folder.path) {
  auto key = new_key();
  auto certificate = make(key.get(), {.subject = name}, true, nullptr, key.get());
  tls_ = write(folder_, name, certificate.get(), key.get());
  key_ = key.release(), certificate_ = certificate.release();
}
Authority::~Authority() {
  X509_free(static_cast<X509*>(certificate_));
  EVP_PKEY_free(static_cast<EVP_PKEY*>(key_));
}
Tls Authority::sign(const std::string& name, const Wanted& wanted) {
  auto key = new_key();
  auto certificate = make(key.get(), wanted, false, static_cast<X509*>(certificate_), static_cast<EVP_PKEY*>(key_));
  return write(folder_, name, certificate.get(), key.get());
}

Tls self_signed(const Folder& folder, const std::string& name, const Wanted& wanted) {
  auto key = new_key();
  auto certificate = make(key.get(), wanted, false, nullptr, key.get());
  return write(folder.path, name, certificate.get(), key.get());
}

}  // namespace adapters_test
