#pragma once
// What the reader's tests share: the vocabulary of config/lexicon, a zone, and one line for what was understood.
#include <string>

#include "bot/understanding/reader.hpp"

namespace reading {

using linli::Context;

const linli::Reader& reader();
const linli::Zone& shanghai();                        // UTC+8 all year
linli::Instant at(const std::string& local);          // "2020-02-11T09:30"
linli::Reading read(const std::string& text, const std::string& local = "2020-02-11T09:30");
// What the bot takes from it, as one line: "return_report date=2020-02-15 origin=湖北; health temperature=36.5", in the order of slots'
// names; "-" for ordinary talk. Windows are A..B, vague ones A~B, unsure facts begin with "?". The writer is a landlord in a group unless
// `context` says otherwise.
std::string said(const std::string& text, const std::string& local = "2020-02-11T09:30");
std::string said(const std::string& text, const Context& context, const std::string& local = "2020-02-11T09:30", linli::RuleProbe* probe = nullptr);
Context landlord();
Context landlord_asked(linli::Asked asked);
Context renter();
std::string date_of(const std::string& text, const std::string& local = "2020-02-11T09:30");  // the first fact's or loose day

}  // namespace reading
