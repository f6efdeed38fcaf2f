#pragma once
// Every word the bot says: templates/<language>/*.toml, read and checked at start, rendered at the instant of sending with sealed fields
// opened then. Values are data: never compiled as templates, without control or direction characters, names at most 64 characters long.
// Immutable after loading; render may be called from several threads.
#include <expected>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/adapter.hpp"
#include "bot/knowledge.hpp"
#include "bot/model/time.hpp"
#include "service/knowledge/playbook_loader.hpp"
#include "service/words/sight.hpp"

namespace linli {

class Reads;
class Templates;
class Vocabulary;

struct Rendered {
  std::string text;                       // plain, paragraphs separated by line ends
  std::vector<OutgoingButton> buttons;
};

// Why a message has no words: nothing is ever sent with a hole in it. Holds names and ids only.
struct NotRendered {
  enum class Why : std::uint8_t {
    no_template,      // nothing of this name
    missing_value,    // the words need what is not there (or whose key is gone)
    not_for_group     // words of this audience must not stand in that chat
  } why{};
  std::string tmpl;
  std::string name;   // of the missing value
};
std::string_view name_of(NotRendered::Why);  // "words.no_template", ...: the why of the message's failed ending

class Words {
 public:
  // Reads templates/<language>, and the other languages beside it. All errors of all files at once.
  static std::expected<std::shared_ptr<const Words>, std::vector<ConfigError>> load(const std::filesystem::path& templates, Zone zone,
                                                                                    const std::string& language = "zh-CN");
  ~Words();

  // What the playbooks name and what is not there: templates, and words for titles, states, limits and results. `where` tells where each
  // playbook names it; without it only the file is told, config/playbooks/<kind>.toml.
  std::vector<ConfigError> check(const std::vector<Playbook>& playbooks, const std::vector<PlaybookPlaces>& where = {}) const;
  // Templates that neither the program nor one of these playbooks says: a name that was written wrongly would be silence.
  std::vector<ConfigError> unnamed(const std::vector<Playbook>& playbooks, const Phrases& phrases = {}) const;
  // What the topics of help need and is not there.
  std::vector<ConfigError> check(const Phrases& phrases) const;

  // The words of a planned message. `now` is the bot's time (a day is "today" against it).
  std::expected<Rendered, NotRendered> render(Reads& reads, const SayRow& row, Instant now) const;
  std::expected<Rendered, NotRendered> render(const Sight& sight, const SayRow& row, Instant now) const;
  // What a sent card turns into when its matter is over: its words as sent, below them one line of what came of it, no buttons. Only that
  // line where the words can no longer be opened.
  std::expected<Rendered, NotRendered> render_settled(Reads& reads, const SettledCard& card, Instant now) const;
  std::expected<Rendered, NotRendered> render_settled(const Sight& sight, const SettledCard& card, Instant now) const;

  // A word of words.toml by its dotted key ("role.landlord", "why.reported"), or nothing.
  std::optional<std::string> word(std::string_view key) const;
  // Days and times in full words: "2月15日(周六)下午3点", and an instant as seen from `now` ("今天晚上8点").
  std::string date(const DateValue& value, Instant now) const;
  std::string instant(Instant at, Instant now) const;

  const Vocabulary& vocabulary() const { return *vocabulary_; }
  const Templates& templates() const { return *templates_; }

 private:
  Words();
  struct Tongue {                         // one language's words
    const Vocabulary& words;
    const Templates& templates;
  };
  // In which language a message is said: its reader's, in a group everybody's.
  Tongue tongue_of(const SayRow& row) const;
  std::unique_ptr<Vocabulary> vocabulary_;
  std::unique_ptr<Templates> templates_;
  std::map<std::string, std::unique_ptr<Vocabulary>> others_;
};

}  // namespace linli
