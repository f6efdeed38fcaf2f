#include "storage/lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace linli::store {

std::expected<std::unique_ptr<Lock>, OpenError> Lock::take(const std::filesystem::path& data) {
  auto file = data;
  file += ".lock";
  int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return std::unexpected(OpenError{"lock " + file.string() + " cannot be opened: " + std::strerror(errno)});
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    char holder[32]{};
    auto n = ::read(fd, holder, sizeof holder - 1);
    ::close(fd);
    std::string who(holder, n > 0 ? std::size_t(n) : 0);
    while (!who.empty() && who.back() == '\n') who.pop_back();
    return std::unexpected(OpenError{data.string() + " is in use by process " + (who.empty() ? "unknown" : who) + ": stop that one first"});
  }
  auto me = std::to_string(::getpid()) + "\n";
  if (::ftruncate(fd, 0) != 0 || ::pwrite(fd, me.data(), me.size(), 0) != ssize_t(me.size())) {
    // The name only helps a person; a full disk must not keep the service from starting.
  }
  return std::unique_ptr<Lock>(new Lock(fd));
}

Lock::~Lock() { ::close(fd_); }

}  // namespace linli::store
