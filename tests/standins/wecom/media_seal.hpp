#pragma once
// A file as the bot's media addresses give it (§7.1, §8.3): AES-256-CBC, IV = the first 16 bytes of the key, padded to 32.
#include <string>

namespace wecom_standin {

std::string seal_media(std::string bytes, const std::string& key32);
std::string base64(const std::string& bytes);
std::string from_base64(const std::string& text);   // empty: it is none; discarded bits may be anything (§4.1)

}  // namespace wecom_standin
