#pragma once
// Counts how well messages were understood: a message is right when all its facts and all their slots are. The rules are those of the label
// guide's scorer (docs/understanding.md, "Measuring").
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace score {

struct Figures {
  int messages{}, telling{}, telling_exact{}, exact{}, intents{}, ordinary{}, spoken{}, plain{}, needless{}, guesses{}, overlooked{};
  struct Family {
    int n{}, exact{};
  };
  std::map<std::string, Family> families;
  std::vector<std::string> missed;  // ids
};

// `gold` and `predicted` line by line: a prediction for each message, in the same order.
Figures count(const std::vector<nlohmann::json>& gold, const std::vector<nlohmann::json>& predicted);
double percent(int part, int whole);
// The lines of a file of JSON objects.
std::vector<std::string> lines_of(const std::string& path);
// Appends to the file that LINLI_FIGURES names, if it names one.
void tell(const std::string& line);

}  // namespace score
