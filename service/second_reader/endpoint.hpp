#pragma once
// The street's own endpoint as a second reader: what is shown to it, how often, for how long. Loop's thread only.
#include <expected>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "adapters/http/client.hpp"
#include "service/app.hpp"
#include "service/knowledge/config_error.hpp"
#include "service/log/log.hpp"
#include "service/second_reader/second_reader.hpp"
#include "service/second_reader/talk.hpp"
#include "storage/store.hpp"

namespace linli::second_reader {

// [second_reader] of linli.toml.
struct Config {
  std::string address;                              // of …/chat/completions
  bool inner{};                                     // it stands in the street's own network: private addresses and http are right
  SecretPtr key;                                    // absent: it asks for none
  std::string model;
  std::chrono::milliseconds limit{3'000};
  std::size_t at_once{2}, daily{200};
};
http::Allowed allowed(const Config& config);
Setup told(Setup setup);                            // with a bot that knows of it
// Nothing where the file has no such table: then nothing is asked anywhere.
std::expected<std::optional<Config>, std::vector<ConfigError>> load(const std::filesystem::path& linli_toml);

class Endpoint final : public SecondReader {
 public:
  struct Parts {
    Store& store;
    Loop& loop;
    const IoClock& io;
    Log& log;
    std::shared_ptr<const Reader> reader;
    Zone zone;
    std::unique_ptr<http::Caller> caller;
  };
  Endpoint(Parts parts, Config config);
  ~Endpoint() override;
  void read(Unread unread, std::function<void(std::vector<Candidate>)> done) override;

 private:
  struct Work;
  void show(const std::shared_ptr<Work>& work);
  void finish(const std::shared_ptr<Work>& work, std::string_view outcome, std::vector<Candidate> facts = {});
  bool may_ask(const std::string& actor);

  Parts p_;
  Config config_;
  std::set<std::shared_ptr<Work>> under_way_;       // held here: whatever becomes of the call, its time runs out
  std::size_t today_{};
  std::int64_t day_{};
  std::map<std::string, std::size_t> of_one_;       // today, by who wrote
  std::shared_ptr<bool> here_ = std::make_shared<bool>(true);
};

}  // namespace linli::second_reader
