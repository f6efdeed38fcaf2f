#include "service/platform/settings.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace linli {
namespace {

constexpr std::size_t secret_most = 4'096;
constexpr const char* where_to = ": put it into a file of mode 0600 and write \"file:PATH\" here, or \"credential:NAME\" under systemd";

class Opened {
 public:
  explicit Opened(const std::filesystem::path& file) : fd_(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)) {}
  ~Opened() {
    if (fd_ >= 0) close(fd_);
  }
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;
  int fd() const { return fd_; }

 private:
  int fd_;
};

std::string reason(int number) { return std::generic_category().message(number); }

}  // namespace

SecretPlaces secret_places(const std::filesystem::path& config) {
  auto* given = std::getenv("CREDENTIALS_DIRECTORY");
  return {config, given ? given : ""};
}

std::expected<SecretPtr, std::string> read_secret(const std::filesystem::path& file, bool sealed_off) {
  Opened opened(file);
  if (opened.fd() < 0) return std::unexpected("the file named here cannot be opened (" + reason(errno) + ")");
  struct stat is{};
  if (fstat(opened.fd(), &is) != 0) return std::unexpected("the file named here cannot be looked at (" + reason(errno) + ")");
  if (!S_ISREG(is.st_mode)) return std::unexpected("what is named here is no regular file");
  if (!sealed_off && is.st_uid != 0 && is.st_uid != geteuid()) return std::unexpected("the file named here belongs to somebody else: chown it to who runs Linli");
  if (!sealed_off && (is.st_mode & 077) != 0) return std::unexpected("the file named here can be read by others: chmod 600 it, and think about a new secret");
  std::string text(secret_most + 1, '\0');
  std::size_t size = 0;
  for (ssize_t got = 1; got > 0 && size < text.size(); size += std::size_t(got)) {
    got = read(opened.fd(), text.data() + size, text.size() - size);
    if (got < 0) {
      auto why = reason(errno);
      wipe(text);
      return std::unexpected("the file named here cannot be read (" + why + ")");
    }
  }
  while (size > 0 && (text[size - 1] == '\n' || text[size - 1] == '\r')) text[--size] = '\0';
  if (size == 0 || size > secret_most) {
    wipe(text);
    return std::unexpected(size == 0 ? "the file named here is empty" : "the file named here is longer than 4096 bytes: it holds something else than one secret");
  }
  text.resize(size);
  auto out = std::make_shared<const Secret>(text);
  wipe(text);
  return out;
}

std::vector<std::string> TomlSettings::texts(std::string_view key) {
  std::vector<std::string> out;
  for (auto& word : reader_.words(key)) out.push_back(std::move(word.text));
  return out;
}

SecretPtr TomlSettings::secret(std::string_view key) {
  auto named = reader_.text_or(key);
  if (named.empty()) return {};
  auto quoted = "'" + std::string(key) + "'";
  auto fail = [&](std::string why) {
    error(key, std::move(why));
    return SecretPtr();
  };
  std::expected<SecretPtr, std::string> got;
  if (named.starts_with("file:") && named.size() > 5) {
    got = read_secret(places_.config / named.substr(5));
  } else if (named.starts_with("credential:") && named.size() > 11) {
    auto name = named.substr(11);
    if (places_.credentials.empty()) return fail(quoted + ": there are no credentials here; systemd hands them in with LoadCredential=");
    if (name.find('/') != name.npos || name.starts_with('.')) return fail(quoted + ": a credential is named by a plain name, as in LoadCredential=NAME:PATH");
    got = read_secret(places_.credentials / name, true);
  } else {
    return fail(quoted + " must not hold the secret itself" + where_to);
  }
  if (!got) return fail(quoted + ": " + got.error());
  return *got;
}

std::vector<std::unique_ptr<Settings>> TomlSettings::tables(std::string_view key) {
  std::vector<std::unique_ptr<Settings>> out;
  auto add = [&](TomlReader table) { out.push_back(std::make_unique<TomlSettings>(std::move(table), places_)); };
  if (reader_.is_table(key)) add(*reader_.table(key));
  else
    for (auto& table : reader_.tables(key)) add(table);
  return out;
}

}  // namespace linli
