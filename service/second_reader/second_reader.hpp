#pragma once
// A second look at what the grammar could not read. What it says is a guess to be confirmed, never a fact; whoever cannot answer says nothing.
#include <functional>
#include <string>
#include <vector>

#include "bot/model/ids.hpp"
#include "bot/model/reading.hpp"

namespace linli {

// One text that waits, stored, for its second reading.
struct Unread {
  DueId due;                    // for the log
  std::string actor;            // who wrote it, so that nobody uses the whole day's share up
  std::string text;
  Instant sent;                 // days count from it
  Reading reading;              // the grammar's own
};

class SecondReader {
 public:
  virtual ~SecondReader() = default;
  // `done` exactly once, on the loop's thread, within the reader's time limit; with nothing where there is no use to be made of the answer. What comes has
  // clear=false and the rule `second_reading`. After the reader went, never.
  virtual void read(Unread unread, std::function<void(std::vector<Candidate>)> done) = 0;
};

}  // namespace linli
