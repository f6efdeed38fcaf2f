#pragma once
// What a Loop is made of; for sources of this folder only.
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <memory>

#include "adapters/http/loop.hpp"

namespace linli::http {

struct Loop::Impl {
  boost::asio::io_context io{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work{io.get_executor()};
  std::unique_ptr<boost::asio::signal_set> signals;
};

}  // namespace linli::http
