#pragma once
// The days of a fact: which of those that its clauses name is its own, and which was given up.
#include "bot/understanding/beside.hpp"

namespace linli::understanding {

// A token of a fact, and the clause it stands in.
struct Use {
  std::size_t token;
  std::size_t clause;
};

Tense tense_of(const Draft& draft);

class Days {
 public:
  Days(const Parsed& parsed, const Draft& draft, const Moment& written, const std::vector<Use>& tokens, const Beside& beside)
      : p_(parsed), d_(draft), written_(written), tokens_(tokens), beside_(beside) {}
  void put_into(Candidate& out) const;

 private:
  const Parsed& p_;
  const Draft& d_;
  const Moment& written_;
  const std::vector<Use>& tokens_;
  const Beside& beside_;
};

}  // namespace linli::understanding
