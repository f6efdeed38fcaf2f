#pragma once
// A process of the test's own that lives until it is killed with SIGKILL; what it writes to its pipe is read here.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <functional>
#include <string>

namespace linli {

class Child {
 public:
  // `life` gets the end of the pipe to write to. Where it comes back, the child ends by itself, which kill() calls a fault.
  explicit Child(const std::function<void(int out)>& life) {
    int ends[2];
    if (::pipe(ends) != 0 || (pid_ = ::fork()) < 0) throw std::runtime_error("no child can be made");
    if (pid_ == 0) {
      ::close(ends[0]);
      life(ends[1]);
      ::_exit(3);
    }
    ::close(ends[1]);
    in = ends[0];
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    kill();
    ::close(in);
    int status = 0;
    EXPECT_EQ(::waitpid(pid_, &status, 0), pid_);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "the child ended by itself with " << WEXITSTATUS(status);
  }
  void kill() {
    if (!killed_) killed_ = ::kill(pid_, SIGKILL) == 0;
  }
  // Killed after so many lines, which no clock decides; all that it had written by then.
  std::string killed_after(std::size_t lines) {
    std::string text;
    char buffer[4096];
    for (ssize_t n; (n = ::read(in, buffer, sizeof buffer)) > 0;) {
      text.append(buffer, std::size_t(n));
      if (std::size_t(std::ranges::count(text, '\n')) >= lines) kill();
    }
    return text;
  }

  int in{};  // what it writes arrives here

 private:
  pid_t pid_{};
  bool killed_{};
};

}  // namespace linli
