#include "storage/vault/master_key.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace linli::vault {
namespace {

struct Descriptor {
  int fd{-1};
  ~Descriptor() {
    if (fd >= 0) ::close(fd);
  }
};

std::unexpected<OpenError> refuse(const std::filesystem::path& file, const std::string& why) {
  return std::unexpected(OpenError{"master key " + file.string() + ": " + why});
}

void flush_folder(const std::filesystem::path& file) {
  auto folder = file.parent_path();
  Descriptor d{::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (d.fd >= 0) ::fsync(d.fd);
}

// Refuses to follow a half-written file: it is written beside and renamed once it is whole.
std::expected<void, OpenError> make_key(const std::filesystem::path& file) {
  std::array<unsigned char, 32> key{};
  randombytes_buf(key.data(), key.size());
  auto beside = file;
  beside += ".new";
  ::unlink(beside.c_str());
  bool written = false;
  {
    Descriptor d{::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0400)};
    if (d.fd < 0) return refuse(file, std::string("cannot be made: ") + std::strerror(errno));
    written = ::write(d.fd, key.data(), key.size()) == ssize_t(key.size()) && ::fsync(d.fd) == 0;
  }
  sodium_memzero(key.data(), key.size());
  if (!written || ::link(beside.c_str(), file.c_str()) != 0) {
    ::unlink(beside.c_str());
    return refuse(file, std::string("cannot be written: ") + std::strerror(errno));
  }
  ::unlink(beside.c_str());
  flush_folder(file);
  return {};
}

}  // namespace

std::expected<std::array<unsigned char, 32>, OpenError> read_master_key(const std::filesystem::path& file, bool make) {
  if (file.empty()) return std::unexpected(OpenError{"no master key file is named: set its path in the configuration"});
  struct stat info {};
  if (::lstat(file.c_str(), &info) != 0) {
    if (errno != ENOENT || !make)
      return refuse(file, std::string(std::strerror(errno)) + "; put the file back, without it nothing sealed can be read");
    if (auto made = make_key(file); !made) return std::unexpected(made.error());
  }
  Descriptor d{::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)};
  if (d.fd < 0 || ::fstat(d.fd, &info) != 0) return refuse(file, std::string("cannot be opened: ") + std::strerror(errno));
  if (!S_ISREG(info.st_mode)) return refuse(file, "is no ordinary file");
  if ((info.st_mode & 077) != 0) return refuse(file, "others may read it; chmod 600 it, and think about whether it is still secret");
  if (info.st_uid != ::geteuid()) return refuse(file, "belongs to another user than the one who runs this");
  std::array<unsigned char, 32> key{};
  if (info.st_size != off_t(key.size()) || ::read(d.fd, key.data(), key.size()) != ssize_t(key.size())) return refuse(file, "is not 32 bytes long");
  return key;
}

}  // namespace linli::vault
