#pragma once
// Which values a template may name, and which of them may be read aloud in a group. One table for the check at start; context.cpp fills
// exactly these.
#include <string>
#include <string_view>
#include <vector>

namespace linli {

struct Field {
  std::string_view name;
  const std::vector<Field>* inside{};   // of a view or of each element of a list; null for a plain value
  bool open{};                          // may stand in a group: places, days, times
};
// The values at the root of every template: the views an Arg can bring, and the plain values by the names that the code gives them.
const std::vector<Field>& root_fields();

// Walks scopes from the innermost out, then the path. Null with the name that is not known and the names that would be.
struct FoundField {
  const Field* field{};
  std::string unknown;
  std::vector<std::string> known;
};
FoundField find_field(const std::vector<const std::vector<Field>*>& scopes, std::string_view path);

}  // namespace linli
