#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include "service/control/control.hpp"

namespace linli::control {

std::expected<Reply, Silence> ask(const std::filesystem::path& path, const std::string& method, const std::string& target, const std::string& body) {
  namespace asio = boost::asio;
  namespace http = boost::beast::http;
  asio::io_context io;
  asio::local::stream_protocol::socket socket(io);
  boost::system::error_code error;
  if (path.string().size() > 100) return std::unexpected(Silence::not_running);
  socket.connect(asio::local::stream_protocol::endpoint(path.string()), error);
  if (error) return std::unexpected(Silence::not_running);
  http::request<http::string_body> request(http::string_to_verb(method), target, 11, body);
  request.set(http::field::host, "localhost");
  request.set(http::field::content_type, "text/plain");
  request.keep_alive(false);
  request.prepare_payload();
  http::write(socket, request, error);
  if (error) return std::unexpected(Silence::failed);
  boost::beast::flat_buffer buffer;
  http::response_parser<http::string_body> parser;
  parser.body_limit(8 * 1024 * 1024);
  http::read(socket, buffer, parser, error);
  if (error) return std::unexpected(Silence::failed);
  return Reply{int(parser.get().result_int()), parser.get().body()};
}

}  // namespace linli::control
