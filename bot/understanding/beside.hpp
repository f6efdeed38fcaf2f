#pragma once
// What is told beside a report and of something else: a value of such a remark is none of the report's.
#include <algorithm>

#include "bot/understanding/facts.hpp"

namespace linli::understanding {

class Beside {
 public:
  Beside(const Parsed& parsed, const Draft& draft) : p_(parsed), s_(parsed.scan), d_(draft) {}

  // Whether the day or the name of `clause`, the relative told of in it, whoever forbids it there, or the hour, the count of people, the place or the
  // vehicle at `token` is of a remark.
  bool day(std::size_t clause) const;
  bool name(std::size_t clause) const;
  bool hour(std::size_t token, std::size_t clause) const;
  bool people(std::size_t token, std::size_t clause) const;
  bool place(std::size_t token, std::size_t clause) const;
  bool relative(std::size_t clause) const;
  bool forbids(std::size_t clause) const;
  bool vehicle(std::size_t token, std::size_t clause) const;

 private:
  bool after_event(std::size_t clause) const { return !d_.events.empty() && clause > d_.events.front(); }
  bool tells(std::size_t clause) const { return std::ranges::find(d_.events, clause) != d_.events.end(); }
  bool of_the_writer(std::size_t token, const Clause& clause) const;
  bool of_something(std::size_t clause) const;
  bool greets(std::size_t token) const;
  bool says_not(const Clause& clause) const;
  bool others_named() const;  // more than one is called by name

  const Parsed& p_;
  const Scan& s_;
  const Draft& d_;
};

}  // namespace linli::understanding
