// Eight everyday shapes of a coroutine call, written the way one would without knowing better. Debian 12's g++ destroys a temporary
// twice in most of them (docs/decisions/compiler.md). Run under the address sanitizer they tell whether a compiler may be trusted;
// our own code does not lean on them and keeps to one co_await a statement with named arguments.
#include <gtest/gtest.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <memory>
#include <string>

namespace canary_coroutines {

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;

const std::string long_text = "a text too long for the small buffer of a string";

struct Pair {
  std::string s;
  std::unique_ptr<int> x;
};

awaitable<void> hop() { co_await asio::post(co_await asio::this_coro::executor, use_awaitable); }
awaitable<std::size_t> size_of(std::string s, std::unique_ptr<int> n) {
  co_await hop();
  co_return s.size() + std::size_t(*n);
}
awaitable<std::size_t> size_of_pair(Pair pair) {
  co_await hop();
  co_return pair.s.size() + std::size_t(*pair.x);
}
awaitable<std::size_t> size_by(std::function<std::size_t(std::size_t)> add) {
  co_await hop();
  co_return add(long_text.size());
}

template <class Work>
std::size_t run(Work work) {
  asio::io_context io;
  std::size_t result = 0;
  std::exception_ptr failure;
  asio::co_spawn(io, std::move(work), [&](std::exception_ptr e, std::size_t n) { failure = e, result = n; });
  io.run();
  if (failure) std::rethrow_exception(failure);
  return result;
}

TEST(Coroutine, AnArgumentMadeInPlaceLivesOnce) {
  EXPECT_EQ(run([]() -> awaitable<std::size_t> { co_return co_await size_of(std::string(long_text), std::make_unique<int>(1)); }), 49U);
}

TEST(Coroutine, AnAggregateMadeInPlaceLivesOnce) {
  EXPECT_EQ(run([]() -> awaitable<std::size_t> { co_return co_await size_of_pair({.s = long_text, .x = std::make_unique<int>(1)}); }), 49U);
}

TEST(Coroutine, ALambdaThatCapturedByMoveMayBeSpawned) {
  EXPECT_EQ(run([]() -> awaitable<std::size_t> {
    auto owned = std::make_unique<std::string>(long_text);
    co_return co_await asio::co_spawn(co_await asio::this_coro::executor,
        [owned = std::move(owned)]() -> awaitable<std::size_t> {
          co_await hop();
          co_return owned->size();
        }, use_awaitable);
  }), 48U);
}

TEST(Coroutine, ALambdaWithACapturedPointerMayStartAnOperation) {
  EXPECT_EQ(run([]() -> awaitable<std::size_t> {
    auto shared = std::make_shared<std::string>(long_text);
    co_return co_await asio::async_initiate<decltype(use_awaitable), void(std::size_t)>(
        [shared](auto handler) {
          auto executor = asio::get_associated_executor(handler);
          asio::post(executor, [handler = std::move(handler), shared]() mutable { std::move(handler)(shared->size()); });
        }, use_awaitable);
  }), 48U);
}

TEST(Coroutine, AChoiceBetweenTwoAwaitedCallsTakesTheRightOne) {
  for (bool left : {true, false})
    EXPECT_EQ(run([left]() -> awaitable<std::size_t> {
      co_return left ? co_await size_of(std::string(long_text), std::make_unique<int>(1)) : std::size_t(0);
    }), left ? 49U : 0U);
}

TEST(Coroutine, ACapturingLambdaMayBeCalledAtOnce) {
  EXPECT_EQ(run([]() -> awaitable<std::size_t> {
    std::string text = long_text;
    co_return co_await [text = std::move(text)]() -> awaitable<std::size_t> {
      co_await hop();
      co_return text.size();
    }();
  }), 48U);
}

TEST(Coroutine, AFunctionMadeOfALambdaInTheArgumentsLivesOnce) {
  EXPECT_EQ(run([]() -> awaitable<std::size_t> {
    auto one = std::make_shared<std::size_t>(1);
    co_return co_await size_by([one](std::size_t n) { return n + *one; });
  }), 49U);
}

TEST(Coroutine, TwoAwaitedCallsInTwoStatementsKeepTheirResults) {
  EXPECT_EQ(run([]() -> awaitable<std::size_t> {
    auto first = co_await size_of(std::string(long_text), std::make_unique<int>(1));
    auto second = co_await size_of(std::string(long_text), std::make_unique<int>(2));
    co_return first * 100 + second;
  }), 4950U);
}

}  // namespace canary_coroutines
