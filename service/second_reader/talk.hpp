#pragma once
// What is asked of an OpenAI-compatible endpoint, and what of its answer can be believed: facts of a closed set, every value a placeholder or words of the text
// itself. Everything else is nonsense.
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "service/second_reader/mask.hpp"

namespace linli::second_reader {

// The body of POST …/chat/completions.
std::string question(const std::string& model, const MaskedText& text, Instant sent, const Zone& zone);

enum class No : std::uint8_t { nonsense, declined, contradicts };
std::string_view name_of(No);

// No facts: it read none either. `grammar`: what is certain without it, and stands above it.
std::expected<std::vector<Candidate>, No> believe(std::string_view body, const MaskedText& text, const Reading& grammar, const Reader& reader, Instant sent, const Zone& zone,
                                                  std::uint32_t length);

}  // namespace linli::second_reader
