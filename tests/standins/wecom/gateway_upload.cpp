// Uploads over the long connection (§8.4).
#include "tests/standins/wecom/gateway.hpp"
#include "tests/standins/wecom/media_seal.hpp"

namespace wecom_standin {
namespace {

constexpr std::size_t chunk_most = std::size_t{512} * 1024;

}  // namespace

Gateway::Answer Gateway::upload_init(std::uint64_t, const std::string&, const Reader& body) {
  constexpr std::int64_t mb = 1024 * 1024;
  auto type = body.text("type");
  std::int64_t most = type == "file" ? 20 * mb : type == "image" || type == "video" ? 10 * mb : type == "voice" ? 2 * mb : 0;
  if (!most) return {40004, "invalid media type", {}};
  auto size = body.number("total_size"), chunks = body.number("total_chunks");
  if (size <= 0 || size > most) return {45001, "media size out of limit", {}};
  if (chunks <= 0 || chunks > 100) return {40058, "total_chunks. invalid Request Parameter", {}};
  if (!core_.counts.take("upload", core_.io.steady(), {{30, std::chrono::minutes(1)}, {1000, std::chrono::hours(1)}}))
    return {45009, "api freq out of limit", {}};
  auto id = core_.id("UP");
  uploads_[id] = {type, std::size_t(size), std::size_t(chunks), {}, core_.io.steady() + std::chrono::minutes(30)};
  return {0, "ok", {{"upload_id", id}}};
}

Gateway::Answer Gateway::upload_chunk(std::uint64_t, const std::string&, const Reader& body) {
  auto it = uploads_.find(body.text("upload_id"));
  if (it == uploads_.end() || core_.io.steady() >= it->second.until) return {40058, "invalid upload_id. invalid Request Parameter", {}};
  auto bytes = from_base64(body.text("base64_data"));
  auto index = body.number("chunk_index");
  if (bytes.empty() || bytes.size() > chunk_most) return {40058, "base64_data. invalid Request Parameter", {}};
  // Counted from 0 here (§8.4); whether the platform takes 1.. is open.
  if (index < 0 || std::size_t(index) >= it->second.chunks) return {40058, "chunk_index. invalid Request Parameter", {}};
  it->second.parts.emplace(index, std::move(bytes));
  return {};
}

Gateway::Answer Gateway::upload_finish(std::uint64_t, const std::string&, const Reader& body) {
  auto it = uploads_.find(body.text("upload_id"));
  if (it == uploads_.end() || core_.io.steady() >= it->second.until) return {40058, "invalid upload_id. invalid Request Parameter", {}};
  std::string whole;
  for (auto& [index, part] : it->second.parts) whole += part;
  if (it->second.parts.size() != it->second.chunks || whole.size() != it->second.size) return {40058, "chunks missing. invalid Request Parameter", {}};
  auto type = it->second.type;
  uploads_.erase(it);
  auto media = core_.keep(type, std::move(whole), "bot");
  return {0, "ok", {{"type", type}, {"media_id", media}, {"created_at", std::to_string(core_.seconds())}}};
}

}  // namespace wecom_standin
