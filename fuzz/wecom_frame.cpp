#include "adapters/wecom/text.hpp"
#include "fuzz/target.hpp"
#include "fuzz/wecom.hpp"

namespace linli::fuzz {

void wecom_frame(std::string_view bytes) {
  auto frame = wecom::read_frame(bytes);
  if (!frame) return;
  hold(wecom::is_id(frame->request) && (frame->command.empty() || wecom::is_id(frame->command)), "a frame names its request");
  hold(!frame->command.empty() || frame->error, "a frame is a command or an answer");
  hold(!frame->heard || frame->command == "aibot_msg_callback" || frame->command == "aibot_event_callback", "only callbacks are heard");
  if (frame->heard) hold_heard(*frame->heard);
}

}  // namespace linli::fuzz
