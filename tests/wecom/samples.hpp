#pragma once
// The recorded requests, answers and frames of a vector file, for vector_suite.cpp.
#include <expected>
#include <string>

#include "adapters/wecom/envelope.hpp"
#include "tests/vectors/vectors.hpp"

namespace linli::wecom::vector_suite {

using vectors::Json;

SecretPtr secret(std::string plain);
// Of the object's token, encoding_aes_key and receiveid; a token or a key that it does not name is a made-up good one.
std::expected<Envelope, std::string> envelope_of(const Json& object);
std::string random_of(const Json& object);

}  // namespace linli::wecom::vector_suite
