#pragma once
// Questions to the store whose answers come back to the loop's thread. A store that cannot be asked now gives the answer for that.
#include <functional>
#include <memory>
#include <utility>

#include "adapters/loop.hpp"
#include "storage/reads.hpp"
#include "storage/store.hpp"

namespace linli {

template <class Ask, class Done, class Refusal>
void ask_store(Store& store, Loop& loop, Ask ask, Done done, Refusal otherwise) {
  auto shared = std::make_shared<Done>(std::move(done));
  auto queued = store.read([&loop, shared, ask = std::move(ask)](Reads& reads) mutable {
    auto answer = ask(reads);
    loop.post([shared, answer = std::move(answer)]() mutable { (*shared)(std::move(answer)); });
  });
  if (!queued) loop.post([shared, otherwise = std::move(otherwise)]() mutable { (*shared)(std::move(otherwise)); });
}

}  // namespace linli
