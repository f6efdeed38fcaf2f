#include "adapters/webchat/bucket.hpp"

#include <algorithm>

namespace linli::webchat {

Bucket::Answer Bucket::take(Time now) {
  using namespace std::chrono;
  if (now - minute_ >= 1min) minute_ = now, this_minute_ = 0;
  if (++this_minute_ >= flood_ && flood_ > 0) return Answer::flood;
  tokens_ = std::min<double>(burst_, tokens_ + duration<double>(now - last_).count() * per_second_);
  last_ = now;
  if (tokens_ < 1) return Answer::busy;
  tokens_ -= 1;
  return Answer::go;
}

}  // namespace linli::webchat
