#pragma once
// Certificates made for one test: authorities, and what they sign.
#include <filesystem>
#include <string>
#include <vector>

#include "adapters/http/server.hpp"

namespace adapters_test {

// A folder that goes with its owner.
struct Folder {
  std::filesystem::path path;
  Folder();
  ~Folder();
};

struct Wanted {
  std::string subject{"test"};
  std::vector<std::string> names{};  // as OpenSSL writes them: "DNS:a.example", "IP:127.0.0.1"
  int from{-3'600}, until{3'600};    // seconds from now
};
class Authority {
 public:
  explicit Authority(const Folder& folder, std::string name = "authority");
  ~Authority();
  std::string file() const { return tls_.certificate; }  // PEM, to be trusted
  // Where it stands, ready to listen on any free loopback port.
  linli::http::Tls sign(const std::string& name, const Wanted& wanted);

 private:
  std::filesystem::path folder_;
  linli::http::Tls tls_;
  void *key_, *certificate_;
};
// One that signs itself.
linli::http::Tls self_signed(const Folder& folder, const std::string& name, const Wanted& wanted = {});

}  // namespace adapters_test
