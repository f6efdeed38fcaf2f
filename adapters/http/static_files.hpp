#pragma once
// Files of the pages, read once at start: at request time a path is looked up in a table and never joined to a folder.
#include <expected>
#include <filesystem>
#include <string>

#include "adapters/http/http.hpp"

namespace linli::http {

struct StaticFolder {
  std::filesystem::path folder;      // "x" beside "x.gz": the latter is sent to who accepts gzip
  std::string under;                 // "/chat/"; index.html answers there
  std::string immutable{"assets/"};  // below it names carry a hash of the content and may be kept for ever
};
// Routes for everything in the folder, or one sentence saying what is missing. At most 32 MB and 1,000 files.
std::expected<Routes, std::string> static_files(const StaticFolder& what);

// The strict policy of a page: no inline script, trusted types, own origin only.
Headers page_headers();

}  // namespace linli::http
