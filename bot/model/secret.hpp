#pragma once
// An opened sealed value (a name, a phone number, written words). It has no formatter and no comparison but the one named function, is
// wiped when it goes, and lives no longer than the unit of work that opened it.
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace linli {

// Overwrites the bytes in a way the compiler does not remove.
void wipe(std::string& text) noexcept;

class Secret {
 public:
  explicit Secret(std::string plain) : plain_(std::move(plain)) {}
  ~Secret() { wipe(plain_); }
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  // The only door: `f` gets the plain text and must not keep it.
  template <class F>
  auto use(F&& f) const {
    return std::forward<F>(f)(static_cast<const std::string&>(plain_));
  }

 private:
  std::string plain_;
};
using SecretPtr = std::shared_ptr<const Secret>;

// Whether a person written as `written` (小王, 王师傅, 姓王 as 王, 阿芳) may be the one whose name is sealed: the same text, or a form of
// address with the same surname or given name. False for an absent secret.
bool same_name(const SecretPtr& secret, const std::string& written);

}  // namespace linli
