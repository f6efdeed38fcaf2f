#pragma once
// By which door a conversation's lines come in and its words leave. `linli rehearse` goes straight into the pipeline; tests also play through the
// doors of platforms.
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "service/app.hpp"
#include "service/clocks/pretended.hpp"

namespace linli::rehearse {

class Door {
 public:
  virtual ~Door() = default;
  // To an App that was just built and has not begun; once more after each restart.
  virtual void open(App& app, AccountId account, Pretended& time, Log& log) = 0;
  // Nothing new comes in; what is under way may still end. Then the App stops, and the door lets go of it.
  virtual void close() {}
  virtual void let_go() = 0;
  // Somebody's line or button, as an event; the door may send it in its platform's form. `done` with what went wrong, or nothing, once it was
  // taken down.
  virtual void send(Event event, std::function<void(std::optional<std::string> wrong)> done) = 0;
};
using MakeDoor = std::function<std::unique_ptr<Door>()>;

std::unique_ptr<Door> straight_door();

}  // namespace linli::rehearse
