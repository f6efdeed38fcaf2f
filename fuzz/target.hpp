#pragma once
// What is fed with whatever strangers may send. Each target takes bytes, uses one reader of foreign input as the service does, and holds it
// to what its header promises. libFuzzer calls one target a program; tests/fuzz replays fuzz/corpus/<target>/ through all of them.
#include <stdexcept>
#include <string_view>

namespace linli::fuzz {

// A promise that was not kept; it ends the fuzzer's run, which writes the input down.
struct Broken : std::logic_error {
  using std::logic_error::logic_error;
};
inline void hold(bool kept, const char* promise) {
  if (!kept) throw Broken(promise);
}

void head_scan(std::string_view bytes);      // a request's head, adapters/http
void page_frame(std::string_view bytes);     // a frame from the page, adapters/webchat
void message(std::string_view bytes);        // what somebody writes in a chat, bot/understanding with config/lexicon
void table(std::string_view bytes);          // a CSV file, service/import
void button_key(std::string_view bytes);     // the key of a pressed button, bot/model
void settings(std::string_view bytes);       // a playbook and a file of the lexicon, service/knowledge
void template_text(std::string_view bytes);  // a template's tags, service/words
void wecom_callback(std::string_view bytes); // a callback's body, decrypted or not, adapters/wecom
void wecom_frame(std::string_view bytes);    // a frame of the long connection, adapters/wecom

}  // namespace linli::fuzz
