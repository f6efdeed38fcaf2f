#pragma once
// One open page: who it is, what it has read, what it looks at. Answers that come after it has gone find nobody.
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "adapters/http/http.hpp"
#include "adapters/webchat/bucket.hpp"
#include "adapters/webchat/decode.hpp"
#include "adapters/webchat/room.hpp"

namespace linli::webchat {

class Page : public std::enable_shared_from_this<Page> {
 public:
  // serve: `person` and the session's secret; demo: both empty until the page chooses.
  Page(std::shared_ptr<Room> room, std::string person, std::string session);
  ~Page();
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;

  void opened(http::Socket& socket);
  void text(std::string frame);
  void drained();
  void closed();

  void show(const Line& line, const std::string& frame);
  void send(std::string frame);
  void end(std::uint16_t code, std::string_view reason);
  void wrong(std::string_view error);           // the page broke a rule
  void welcome_again();                         // names or chats have changed
  void draw(std::function<void()> done);        // cases and timeline, where they changed
  bool looks() const { return shows_cases_ || !case_.empty(); }
  bool welcomed() const { return view_.has_value() && !looking_; }
  const std::string& person() const { return person_; }
  const std::string& session() const { return session_; }
  std::uint64_t number() const { return number_; }  // ascending by time of opening

  bool waits_to_be_drawn{};

 private:
  void handle(PageFrame frame);
  void handle(const Hello& hello);
  void handle(const Be& be);
  void handle(Say say);
  void handle(Press press);
  void handle(const MoveClock& move);
  void handle(const ShowCases&);
  void handle(const ShowCase& show);

  void look(std::int64_t last);                 // asks who I am, then welcomes
  void welcome(View view, std::int64_t last);
  void read_on();
  void heard(std::vector<Line> lines);
  bool may_write(const std::string& chat) const;
  const Chat* chat(const std::string& id) const;
  void record(const std::string& id, std::optional<std::string_view> error);
  Event event(const std::string& id, const std::string& chat, Body body) const;
  void recorded_by_house(const std::string& id, std::expected<void, Refusal> result);
  void check_session();

  std::shared_ptr<Room> room_;
  std::string person_, session_;
  std::uint64_t number_;
  http::Socket* socket_{};
  std::optional<View> view_;
  bool greeted_{}, looking_{};
  std::deque<PageFrame> early_;                 // came before the welcome was ready
  std::int64_t shown_{}, asked_{};              // the greatest number this page was told, and that there was when history was asked for
  bool reading_{}, again_{}, more_{};           // behind; something came meanwhile; the next page of history waits for the socket
  std::uint64_t turn_{};                        // grows when the page becomes somebody else
  Bucket bucket_;
  std::size_t in_hand_{};
  bool shows_cases_{}, active_{};
  std::string case_;
  std::size_t cases_sent_{}, timeline_sent_{};   // hashes of the frames sent last; 0: none
  Loop::TimerPtr timer_;    // for hello, then for the session
};

// The server owns this; the page may outlive it by the answers still on their way.
std::unique_ptr<http::SocketEvents> events_of(std::shared_ptr<Page> page);

}  // namespace linli::webchat
