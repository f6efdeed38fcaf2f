#pragma once
// From drafts to facts: which values belong to which, and days resolved.
#include "bot/understanding/english/clauses.hpp"

namespace linli::understanding::english {

// `drafts` are all of the message: a value outside of every draft's clauses belongs to the one before it, or else to the first.
Candidate fill(const Page& page, const std::vector<Clause>& clauses, const std::vector<Draft>& drafts, std::size_t which, const Moment& written);
// Values that stand alone, as answers.
std::vector<Found> loose_values(const Page& page, const Moment& written);
std::optional<Found> found_of(const Page& page, const Value& value, const Moment& written, Tense tense);

}  // namespace linli::understanding::english
