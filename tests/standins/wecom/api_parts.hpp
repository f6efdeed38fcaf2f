#pragma once
// For api*.cpp only.
#include "tests/standins/wecom/api.hpp"

namespace wecom_standin {

struct Api::Asked {
  const http::Request& request;
  std::map<std::string, std::string> query;
  Json body;
  bool wrong{};                                    // §2: read only in part
  std::string text(const char* key) const {
    auto it = query.find(key);
    return it == query.end() ? std::string() : it->second;
  }
};

}  // namespace wecom_standin
