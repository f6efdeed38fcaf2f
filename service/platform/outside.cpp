#include "service/platform/outside.hpp"

#include <sodium.h>

#include <memory>
#include <random>

namespace linli {

std::function<double()> real_chance() {
  auto engine = std::make_shared<std::mt19937_64>(std::random_device{}());
  return [engine] { return std::uniform_real_distribution<double>(0, 1)(*engine); };
}

Outside real_outside(http::Loop& loop) {
  Outside out;
  out.caller = [&loop](http::Allowed allowed) { return http::make_caller(loop, std::move(allowed)); };
  out.links = [&loop](http::Allowed allowed) { return http::make_links(loop, std::move(allowed)); };
  out.chance = real_chance();
  out.random = [](std::size_t count) {
    std::string bytes(count, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
  };
  return out;
}

}  // namespace linli
