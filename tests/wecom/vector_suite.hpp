#pragma once
// Runs a file of vectors in the form of tests/vectors/wecom.json through the envelope and the decoders.
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "tests/vectors/vectors.hpp"

namespace linli::wecom::vector_suite {

struct Count {
  std::size_t passed{}, all{};
};
struct Report {
  std::map<std::string, Count> kinds;      // http_samples and the frames of a transcript are kinds too
  std::vector<std::string> failures;       // "id: what is wrong"
  std::vector<std::string> exceptions;     // "id: how far it was run, and why no further"
};
// Whether it speaks of WeCom: by its title, or by a kind of vector that is known here.
bool is_of_wecom(const vectors::File& file);
Report run(const vectors::File& file);
// "encrypt_and_decrypt 15 of 15 passed", a line a kind; then the exceptions.
std::string told(const Report& report);

// Parts of run; what they find wrong is a sentence each.
using Findings = std::vector<std::string>;
Findings run_vector(const vectors::Json& vector);
Findings run_sample(const vectors::Json& sample, std::vector<std::string>& exceptions);
Findings run_frame(const vectors::Json& recorded);

}  // namespace linli::wecom::vector_suite
