#pragma once
// Test vectors of platforms, read from a folder: tests/vectors/, or the one that LINLI_VECTORS names. A file is
// {format, title, vectors: [{id, kind, …, expect}], http_samples: [{id, request: {method, target, headers, body}, expect}], …}.
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace linli::vectors {

using Json = nlohmann::json;

struct File {
  std::string name;                    // "wecom.json"
  Json content;
};
std::filesystem::path folder();
// Every .json file of it, by name. Throws for one that is no JSON object.
std::vector<File> read(const std::filesystem::path& folder);

// A recorded HTTP request to the product.
struct Request {
  std::string method, target, path, body;
  std::map<std::string, std::string> headers;
  std::map<std::string, std::string> query;  // percent-decoded once; '+' stays a plus sign
};
// Of a sample, unless it is one of an answer.
std::optional<Request> request_of(const Json& sample);

// A field's text; empty where it is missing.
std::string text_of(const Json& object, const char* name);
std::string from_hex(std::string_view hex);

}  // namespace linli::vectors
