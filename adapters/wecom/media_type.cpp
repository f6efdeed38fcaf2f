#include <algorithm>
#include <array>

#include "adapters/wecom/media.hpp"

namespace linli::wecom {
namespace {

using namespace std::string_view_literals;

struct Sign {
  std::size_t at;
  std::string_view bytes, type;
};
// Longer and surer signs first.
constexpr std::array signs{
    Sign{0, "\xff\xd8\xff"sv, "image/jpeg"},
    Sign{0, "\x89PNG\r\n\x1a\n"sv, "image/png"},
    Sign{0, "GIF87a"sv, "image/gif"},
    Sign{0, "GIF89a"sv, "image/gif"},
    Sign{0, "#!AMR\n"sv, "audio/amr"},                        // RFC 4867, 5
    Sign{0, "#!SILK_V3"sv, "audio/silk"},
    Sign{0, "\x02#!SILK_V3"sv, "audio/silk"},                  // as Chinese messengers write it
    Sign{0, "ID3"sv, "audio/mpeg"},
    Sign{4, "ftyp"sv, "video/mp4"},                           // ISO/IEC 14496-12
    Sign{0, "%PDF-"sv, "application/pdf"},
    Sign{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv, "application/msword"},  // the older office files, whichever
};

bool has(std::string_view bytes, std::size_t at, std::string_view sign) { return bytes.size() >= at && bytes.substr(at).starts_with(sign); }

// The names of the first files inside an archive tell which kind of document it is.
std::string_view type_of_zip(std::string_view bytes) {
  auto beginning = bytes.substr(0, 4096);
  auto names = [&](std::string_view part) { return beginning.find(part) != std::string_view::npos; };
  if (names("word/"sv)) return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  if (names("xl/"sv)) return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  if (names("ppt/"sv)) return "application/vnd.openxmlformats-officedocument.presentationml.presentation";
  return "application/zip";
}

// A frame header of MPEG audio, layer III: eleven set bits, then a version, a layer and a bit rate that exist.
bool mp3_frame(std::string_view bytes) {
  if (bytes.size() < 4) return false;
  auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  return byte(0) == 0xff && (byte(1) & 0xe6U) == 0xe2 && (byte(1) & 0x18U) != 0x08 && (byte(2) & 0xf0U) != 0xf0 && (byte(2) & 0x0cU) != 0x0c;
}

}  // namespace

std::string type_of(std::string_view bytes) {
  auto sign = std::find_if(signs.begin(), signs.end(), [&](auto& one) { return has(bytes, one.at, one.bytes); });
  if (sign != signs.end()) return std::string(sign->type);
  if (has(bytes, 0, "RIFF"sv)) {
    if (has(bytes, 8, "WEBP"sv)) return "image/webp";
    if (has(bytes, 8, "WAVE"sv)) return "audio/wav";
  }
  if (has(bytes, 0, "PK\x03\x04"sv)) return std::string(type_of_zip(bytes));
  return mp3_frame(bytes) ? "audio/mpeg" : "application/octet-stream";
}

}  // namespace linli::wecom
